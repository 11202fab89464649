namespace Orchestrator;

/// <summary>A step or form gives a state key that belongs to the framework, or takes it out of the state.</summary>
internal sealed class ReservedKeyException : OrchestratorException
{
    private ReservedKeyException(string message)
        : base("reserved_state_key", message) { }

    internal static ReservedKeyException Given(string stepName, string key) =>
        new($"'{stepName}' gives the state key '{key}', which belongs to the framework. Give the value another name.");

    internal static ReservedKeyException Removed(string stepName, string key) =>
        new($"'{stepName}' removes the state key '{key}', which belongs to the framework. Take it out of Removes.");
}
