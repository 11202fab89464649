namespace Orchestrator.ExternalResources;

/// <summary>The states of an object at one time, hashed with the database's key, so the values cannot be read.</summary>
/// <param name="Desired">The hash of the object's key, its desired state, and the accepted differences.</param>
/// <param name="Actual">The hash of the actual state.</param>
internal sealed record SeenState(string Desired, string Actual);
