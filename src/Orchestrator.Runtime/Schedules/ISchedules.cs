using System.Text.Json;
using Orchestrator.Processes;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Schedules;

/// <summary>
/// Starts workflows at scheduled times. Schedules are rows of the core database: regardless of the number of hosts, each scheduled time
/// fires once. Times that were missed while no host ran fire once when a host starts.
/// </summary>
public interface ISchedules
{
    /// <summary>Lists the schedules, by name.</summary>
    /// <param name="user">The caller; a user who cannot see all customers sees only their own schedules. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The schedules.</returns>
    Task<IReadOnlyList<Schedule>> ListAsync(Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the last times at which the schedules fired, newest first. Of each schedule, 50 are kept.
    /// </summary>
    /// <param name="perSchedule">The maximum number for each schedule, from 1 to 50.</param>
    /// <param name="user">The caller, who sees the runs of the schedules of <see cref="ListAsync"/>. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The runs.</returns>
    Task<IReadOnlyList<ScheduleRun>> ListRunsAsync(int perSchedule, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Creates a schedule.</summary>
    /// <param name="workflowName">The workflow that it starts.</param>
    /// <param name="name">The name shown to operators; null for the workflow's name.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="pages">The answers to the workflow's form, including the first page.</param>
    /// <param name="user">
    /// The user who creates it. The reporter is only recorded: the schedule has the rights of the signed-in user.
    /// </param>
    /// <param name="idempotencyKey">The idempotency key, as for <c>IProcesses.StartOnceAsync</c>; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The schedule's id.</returns>
    /// <exception cref="ConflictException">The idempotency key was used for a different request.</exception>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The user is not allowed to start it.</exception>
    /// <exception cref="InvalidRequestException">The trigger is never due.</exception>
    Task<Guid> CreateAsync(
        string workflowName,
        string? name,
        ScheduleTrigger trigger,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Changes a schedule. If it is declared in code, the change is kept until the declaration changes.</summary>
    /// <param name="scheduleId">The schedule.</param>
    /// <param name="name">The new name; null to keep it.</param>
    /// <param name="trigger">The new trigger; null to keep it.</param>
    /// <param name="user">The user who changes it. After a change of the trigger, the schedule has the rights of this user.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when the change is stored.</returns>
    /// <exception cref="NotFoundException">The schedule does not exist.</exception>
    /// <exception cref="ForbiddenException">The user is not allowed to start its workflow.</exception>
    /// <exception cref="InvalidRequestException">The trigger is never due.</exception>
    Task UpdateAsync(Guid scheduleId, string? name, ScheduleTrigger? trigger, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Deletes a schedule. If it is declared in code, it is not created again at the next start.</summary>
    /// <param name="scheduleId">The schedule.</param>
    /// <param name="user">The user who deletes it.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when it is deleted.</returns>
    /// <exception cref="NotFoundException">The schedule does not exist.</exception>
    /// <exception cref="ForbiddenException">The user is not allowed to start its workflow.</exception>
    Task DeleteAsync(Guid scheduleId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Deletes all schedules of a workflow, or one of them.</summary>
    /// <param name="workflowId">The id of the workflow's row.</param>
    /// <param name="scheduleId">The one schedule; null for all of the workflow.</param>
    /// <param name="user">The user who deletes them.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when they are deleted.</returns>
    /// <exception cref="NotFoundException">The schedule does not exist.</exception>
    /// <exception cref="ForbiddenException">The user is not allowed to start the workflow.</exception>
    Task DeleteOfWorkflowAsync(Guid workflowId, Guid? scheduleId, Caller user, CancellationToken cancellationToken = default);
}

/// <summary>A time at which a schedule fired.</summary>
/// <param name="ScheduleId">The schedule.</param>
/// <param name="RanAt">When it fired.</param>
/// <param name="ProcessId">The process that it started; null if it could not.</param>
/// <param name="Refusal">The reason why it could not; null if it could.</param>
/// <param name="Status">The status of the process; null if there is none, or if it was deleted.</param>
public sealed record ScheduleRun(Guid ScheduleId, DateTimeOffset RanAt, Guid? ProcessId, string? Refusal, ProcessStatus? Status);

/// <summary>A schedule.</summary>
/// <param name="ScheduleId">The id.</param>
/// <param name="Key">The key in the code that declares it; null for a schedule that was created by hand.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="WorkflowId">The id of the workflow's row.</param>
/// <param name="WorkflowName">The workflow that it starts.</param>
/// <param name="Trigger">When.</param>
/// <param name="Pages">The answers to the workflow's form.</param>
/// <param name="NextRunAt">The next time at which it is due.</param>
/// <param name="LastRunAt">The last time at which it fired; null if it has never fired.</param>
/// <param name="LastProcessId">The process that it started at that time; null if it could not.</param>
/// <param name="LastRefusal">The reason why it could not start one; null if it could.</param>
/// <param name="CreatedBy">The user who created it.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Schedule(
    Guid ScheduleId,
    string? Key,
    string Name,
    Guid WorkflowId,
    string WorkflowName,
    ScheduleTrigger Trigger,
    IReadOnlyList<JsonElement> Pages,
    DateTimeOffset? NextRunAt,
    DateTimeOffset? LastRunAt,
    Guid? LastProcessId,
    string? LastRefusal,
    string CreatedBy,
    DateTimeOffset CreatedAt
)
{
    /// <summary>
    /// The identity that is authorised when it fires: the user who was signed in when it was created or its trigger was last changed.
    /// </summary>
    public string RunAs { get; init; } = CreatedBy;

    /// <summary>What a message calls it: by the key that the code gives, since its name may be that of the workflow.</summary>
    internal string ShownName => Key ?? Name;

    /// <summary>The policies that they satisfied then, as they are stored.</summary>
    internal string? RunPolicies { get; init; }

    /// <summary>Its place among those that are due, as it is stored; null when it is not due any more.</summary>
    internal RowPosition? Position { get; init; }

    /// <summary>The recorded user of the last change; null if it was not changed.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>The process that held the subscription, if that was the reason; null otherwise.</summary>
    public Guid? LastRefusalLockedBy { get; init; }
}
