using System.Text.Json;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Schedules;

/// <summary>
/// Starts workflows at set times. Schedules are rows of the core database: however many hosts there are, each time fires once, and what was
/// missed while no host ran fires once when one does.
/// </summary>
public interface ISchedules
{
    /// <summary>Lists the schedules, by name.</summary>
    /// <param name="user">The caller; a user who does not see all customers sees only their own schedules. Null shows everything.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The schedules.</returns>
    Task<IReadOnlyList<Schedule>> ListAsync(Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Makes a schedule.</summary>
    /// <param name="workflowName">The workflow that it starts.</param>
    /// <param name="name">The name shown to operators; null for the workflow's name.</param>
    /// <param name="trigger">When.</param>
    /// <param name="pages">The answers to the workflow's form, the first page included.</param>
    /// <param name="user">The user who creates it. Recorded only: the schedule may start what the signed-in user may start.</param>
    /// <param name="idempotencyKey">The key of a request that may be repeated, as for <c>IProcesses.StartOnceAsync</c>; null for
    /// one that is not repeated.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>The schedule's id.</returns>
    /// <exception cref="ConflictException">The key was used for something else.</exception>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The user may not start it.</exception>
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

    /// <summary>Changes a schedule. One that the code declares keeps the change until the code declares something else.</summary>
    /// <param name="scheduleId">The schedule.</param>
    /// <param name="name">The new name; null to keep it.</param>
    /// <param name="trigger">The new trigger; null to keep it.</param>
    /// <param name="user">The user who changes it. After a change of the trigger it may start what this user may start.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>When it is stored.</returns>
    /// <exception cref="NotFoundException">The schedule does not exist.</exception>
    /// <exception cref="ForbiddenException">The user may not start its workflow.</exception>
    /// <exception cref="InvalidRequestException">The trigger is never due.</exception>
    Task UpdateAsync(Guid scheduleId, string? name, ScheduleTrigger? trigger, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Deletes a schedule. One that the code declares does not come back at the next start.</summary>
    /// <param name="scheduleId">The schedule.</param>
    /// <param name="user">The user who deletes it.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>When it is gone.</returns>
    /// <exception cref="NotFoundException">The schedule does not exist.</exception>
    /// <exception cref="ForbiddenException">The user may not start its workflow.</exception>
    Task DeleteAsync(Guid scheduleId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Deletes the schedules of a workflow together, or one of them.</summary>
    /// <param name="workflowId">The id of the workflow's row.</param>
    /// <param name="scheduleId">The one schedule; null for all of the workflow.</param>
    /// <param name="user">The user who deletes them.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>When they are gone.</returns>
    /// <exception cref="NotFoundException">The schedule does not exist.</exception>
    /// <exception cref="ForbiddenException">The user may not start the workflow.</exception>
    Task DeleteOfWorkflowAsync(Guid workflowId, Guid? scheduleId, Caller user, CancellationToken cancellationToken = default);
}

/// <summary>A schedule.</summary>
/// <param name="ScheduleId">The id.</param>
/// <param name="Key">The key in the code that declares it; null for a schedule that was created by hand.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="WorkflowId">The id of the workflow's row.</param>
/// <param name="WorkflowName">The workflow that it starts.</param>
/// <param name="Trigger">When.</param>
/// <param name="Pages">The answers to the workflow's form.</param>
/// <param name="NextRunAt">When it is due next.</param>
/// <param name="LastRunAt">When it fired last; null when it never did.</param>
/// <param name="LastProcessId">The process that it started then; null when it could not.</param>
/// <param name="LastRefusal">Why it could not; null when it could.</param>
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
    /// The identity that is authorised when it fires: the user who was signed in when it was created, or when its trigger was last changed.
    /// </summary>
    public string RunAs { get; init; } = CreatedBy;

    /// <summary>The policies that they satisfied then, as they are stored.</summary>
    internal string? RunPolicies { get; init; }

    /// <summary>The recorded user of the last change; null if it was not changed.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>The process that held the subscription then, when that was why it could not; null otherwise.</summary>
    public Guid? LastRefusalLockedBy { get; init; }
}
