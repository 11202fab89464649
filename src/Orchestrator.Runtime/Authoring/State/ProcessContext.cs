namespace Orchestrator;

/// <summary>Information for a step about the process in which it runs.</summary>
/// <param name="ProcessId">The process's id.</param>
/// <param name="WorkflowName">The workflow's name, for example <c>modify_l2vpn</c>.</param>
/// <param name="Target">The target of the workflow.</param>
/// <param name="User">
/// The user who is recorded as having started, resumed or retried this part of the process. A record, not an identity.
/// </param>
/// <param name="Attempt">
/// The number of times that this step was started in this process, from 1. Above 1 after a failure or a crash.
/// </param>
public sealed record ProcessContext(Guid ProcessId, string WorkflowName, Target Target, string User, int Attempt)
{
    /// <summary>
    /// The caller under which a step starts further processes: they have the rights of the user who started, resumed or retried this part
    /// of the process.
    /// </summary>
    public Caller Caller { get; init; } = User;
}
