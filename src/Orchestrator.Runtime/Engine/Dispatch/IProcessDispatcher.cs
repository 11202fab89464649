namespace Orchestrator.Engine.Dispatch;

/// <summary>Hands processes to workers.</summary>
internal interface IProcessDispatcher
{
    /// <summary>The queues whose processes this host executes.</summary>
    IReadOnlyCollection<string> Queues { get; }

    /// <summary>How many processes this host can execute at once.</summary>
    int Workers { get; }

    /// <summary>Passes a hint on. Never waits: a hint that finds no room is dropped, and the recovery sweep finds the process.</summary>
    void Dispatch(ProcessHint hint);
}
