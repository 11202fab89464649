namespace Orchestrator.Testing;

/// <summary>A process does not match an assertion. The message shows the whole process.</summary>
/// <param name="message">The expected and the actual state.</param>
public sealed class OrchestratorAssertionException(string message) : Exception(message);
