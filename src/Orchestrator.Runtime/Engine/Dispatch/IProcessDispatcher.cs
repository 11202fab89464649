namespace Orchestrator.Engine.Dispatch;

/// <summary>Hands processes to workers.</summary>
internal interface IProcessDispatcher
{
    /// <summary>Passes a hint on. Never waits: a hint that finds no room is dropped, and the recovery sweep finds the process.</summary>
    void Dispatch(ProcessHint hint);
}
