namespace Orchestrator.Engine.Dispatch;

/// <summary>Hands processes to workers.</summary>
internal interface IProcessDispatcher
{
    /// <summary>The queues whose processes this host executes.</summary>
    IReadOnlyCollection<string> Queues { get; }

    /// <summary>How many processes this host can execute at once.</summary>
    int Workers { get; }

    /// <summary>Looks how many hints wait in a queue, and for how many more that recovery finds there is room.</summary>
    (int Waiting, int Room) LookAt(string queue);

    /// <summary>Waits until there is room in a queue.</summary>
    Task WhenRoomAsync(string queue);

    /// <summary>Passes a hint on. Never waits: a hint that finds no room is dropped, and the recovery sweep finds the process.</summary>
    void Dispatch(ProcessHint hint);
}
