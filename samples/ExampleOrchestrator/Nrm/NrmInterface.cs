namespace ExampleOrchestrator.Nrm;

/// <summary>An interface that the resource manager has found in a node.</summary>
/// <param name="Name">The name, as the node's vendor writes it.</param>
/// <param name="Speed">The speed, in Mbit/s.</param>
public sealed record NrmInterface(string Name, int Speed);
