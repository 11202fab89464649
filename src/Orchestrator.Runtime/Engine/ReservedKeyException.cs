namespace Orchestrator.Engine;

/// <summary>A step or form gives a state key that belongs to the framework.</summary>
/// <param name="stepName">The step or form.</param>
/// <param name="key">The key.</param>
internal sealed class ReservedKeyException(string stepName, string key)
    : OrchestratorException("reserved_state_key", $"'{stepName}' gives the state key '{key}', which belongs to the framework. Give the value another name.");
