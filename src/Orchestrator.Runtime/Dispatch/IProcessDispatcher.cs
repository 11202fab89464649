using Orchestrator.Diagnostics;
using Orchestrator.Processes;

namespace Orchestrator.Dispatch;

/// <summary>Hands processes to workers.</summary>
internal interface IProcessDispatcher
{
    /// <summary>The lanes whose processes this host executes.</summary>
    IReadOnlyCollection<QueueLane> Lanes { get; }

    /// <summary>How many processes this host can execute at once.</summary>
    int Workers { get; }

    /// <summary>Measures the lanes whose processes this host executes.</summary>
    IReadOnlyCollection<QueueMeasure> Measure();

    /// <summary>Looks how many hints wait in a lane, and for how many more that recovery finds there is room.</summary>
    (int Waiting, int Room) LookAt(QueueLane lane);

    /// <summary>Waits until there is room in a lane.</summary>
    Task WhenRoomAsync(QueueLane lane);

    /// <summary>Passes a hint on. Never waits: a hint that finds no room is dropped, and recovery finds the process.</summary>
    void Dispatch(ProcessHint hint);
}
