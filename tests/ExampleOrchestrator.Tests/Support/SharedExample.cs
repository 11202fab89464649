namespace ExampleOrchestrator.Tests.Support;

/// <summary>One example for the tests that neither kill its host nor need it to have done nothing else.</summary>
[CollectionDefinition]
public sealed class SharedExample : ICollectionFixture<Example>;

/// <summary>One example for the tests that kill its host or fill its disk, and leave it working.</summary>
[CollectionDefinition]
public sealed class DisturbedExample : ICollectionFixture<Example>;
