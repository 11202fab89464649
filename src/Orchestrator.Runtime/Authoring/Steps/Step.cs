namespace Orchestrator;

/// <summary>
/// One step of a workflow as an author wrote it. The hierarchy is closed, so that the engine can handle every kind.
/// </summary>
public abstract record Step
{
    private protected Step() { }
}
