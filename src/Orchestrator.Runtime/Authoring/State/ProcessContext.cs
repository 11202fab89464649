namespace Orchestrator;

/// <summary>What a step may know of the process in which it runs.</summary>
/// <param name="ProcessId">The process's id.</param>
/// <param name="WorkflowName">The workflow's name, for example <c>modify_l2vpn</c>.</param>
/// <param name="Target">What the workflow does.</param>
/// <param name="User">Who is recorded as the one who started, resumed or retried this stretch of the process. A record, not an
/// identity.</param>
/// <param name="Attempt">How often this step has been begun in this process, from 1. Above 1 after a failure or a crash.</param>
public sealed record ProcessContext(Guid ProcessId, string WorkflowName, Target Target, string User, int Attempt)
{
    /// <summary>
    /// Under whom a step starts further processes: they may do what the one may who has started, resumed or retried this stretch.
    /// </summary>
    public Caller Caller { get; init; } = User;
}
