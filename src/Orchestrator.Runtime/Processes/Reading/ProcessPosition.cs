namespace Orchestrator.Processes;

/// <summary>
/// Where a caller has seen a process that stands still. An operation that is given a position does nothing if the process is somewhere
/// else by then: what a person has decided about one step is not done to another.
/// </summary>
/// <param name="Status">The status.</param>
/// <param name="LastStep">The name of the last logged step; null before the first.</param>
public sealed record ProcessPosition(ProcessStatus Status, string? LastStep)
{
    /// <summary>Returns the position of a process as it was read.</summary>
    /// <param name="process">The process.</param>
    /// <returns>The position.</returns>
    public static ProcessPosition Of(ProcessSummary process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return new(process.Status, process.LastStep);
    }
}
