namespace Orchestrator.Processes;

/// <summary>
/// Where a process waits for a worker: in a queue, beside what was started individually or in the background of the queue, with what the
/// system starts or retries in numbers. The background takes a limited number of the queue's workers, so whatever is started individually
/// does not wait for the end of a night's work.
/// </summary>
/// <param name="Queue">The queue.</param>
/// <param name="IsBackground">Whether it was started or retried together with many others.</param>
internal readonly record struct QueueLane(string Queue, bool IsBackground);
