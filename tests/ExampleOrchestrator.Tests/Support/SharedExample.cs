namespace ExampleOrchestrator.Tests.Support;

/// <summary>One example for the tests that neither kill its host nor need it to have done nothing else.</summary>
[CollectionDefinition]
public sealed class SharedExample : ICollectionFixture<Example>;
