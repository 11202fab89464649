namespace Orchestrator;

/// <summary>
/// One step of a workflow, as data: what an author wrote, not how it runs. The hierarchy is closed, so that what runs steps can
/// cover every kind.
/// </summary>
public abstract record Step
{
    private protected Step() { }
}
