using System.Text.Json;
using Orchestrator.Catalog;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Schedules;

internal sealed class ScheduleService(
    ScheduleStore store,
    ScheduleRunStore runs,
    StartStore starts,
    WorkflowCatalog catalog,
    AuthorizationService authorization,
    PolicyDecisions policies,
    ReadAuthorization reads,
    ChangePublisher changes,
    TimeProvider time
) : ISchedules
{
    /// <summary>
    /// A schedule has the answers to a form, which may be about any customer: who does not see all of them sees their own schedules.
    /// </summary>
    public async Task<IReadOnlyList<Schedule>> ListAsync(Caller? user = null, CancellationToken cancellationToken = default)
    {
        var schedules = await store.ListAsync(cancellationToken);
        return user is null || await reads.SeesEverythingAsync(user, cancellationToken)
            ? schedules
            : [.. schedules.Where(schedule => schedule.RunAs == user.AuthenticatedName)];
    }

    public async Task<IReadOnlyList<ScheduleRun>> ListRunsAsync(
        int perSchedule,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perSchedule, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perSchedule, ScheduleRunStore.MaxKept);
        var seen = (await ListAsync(user, cancellationToken)).Select(static schedule => schedule.ScheduleId).ToHashSet();
        return [.. (await runs.ListAsync(perSchedule, cancellationToken)).Where(run => seen.Contains(run.ScheduleId))];
    }

    public async Task<Guid> CreateAsync(
        string workflowName,
        string? name,
        ScheduleTrigger trigger,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(trigger);
        await DemandAsync(workflowName, user, cancellationToken);
        return idempotencyKey is null
            ? await CreateAsync(workflowName, name, trigger, pages, user, alsoWrite: null, cancellationToken)
            : await starts.StartOnceAsync(
                RepeatableStart.Of(
                    user,
                    idempotencyKey,
                    ["schedule", workflowName, name ?? "", $"{trigger}", .. pages.Select(static page => page.GetRawText())]
                ),
                remember => CreateAsync(workflowName, name, trigger, pages, user, remember, cancellationToken),
                cancellationToken
            );
    }

    private async Task<Guid> CreateAsync(
        string workflowName,
        string? name,
        ScheduleTrigger trigger,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        AlsoWrite? alsoWrite,
        CancellationToken cancellationToken
    )
    {
        user = await policies.WithGrantedAsync(user, cancellationToken);
        var now = time.GetUtcNow();
        var scheduleId = Guid.CreateVersion7(now);
        var due = trigger.DueAfter(now, now, scheduleId) ?? throw NeverDue(trigger);
        await store.CreateAsync(
            scheduleId,
            workflowName,
            Check(name) ?? workflowName,
            trigger,
            pages,
            due,
            user,
            alsoWrite,
            cancellationToken
        );
        changes.Publish(ChangeKind.Schedules);
        return scheduleId;
    }

    public async Task UpdateAsync(
        Guid scheduleId,
        string? name,
        ScheduleTrigger? trigger,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        var schedule = await GetAsync(scheduleId, user, cancellationToken);
        var due = trigger is null
            ? (DateTimeOffset?)null
            : trigger.DueAfter(time.GetUtcNow(), schedule.CreatedAt, scheduleId) ?? throw NeverDue(trigger);
        user = await policies.WithGrantedAsync(user, cancellationToken);
        if (!await store.UpdateAsync(schedule, Check(name), trigger, due, user, cancellationToken))
        {
            throw ScheduleErrors.NotFound(scheduleId);
        }

        changes.Publish(ChangeKind.Schedules);
    }

    public async Task DeleteAsync(Guid scheduleId, Caller user, CancellationToken cancellationToken = default)
    {
        var schedule = await GetAsync(scheduleId, user, cancellationToken);
        await store.DeleteAsync([schedule], user, cancellationToken);
        changes.Publish(ChangeKind.Schedules);
    }

    public async Task DeleteOfWorkflowAsync(Guid workflowId, Guid? scheduleId, Caller user, CancellationToken cancellationToken = default)
    {
        Schedule[] found =
        [
            .. (await store.ListAsync(cancellationToken)).Where(schedule =>
                schedule.WorkflowId == workflowId && (scheduleId is null || schedule.ScheduleId == scheduleId)
            ),
        ];
        await DemandAsync(found.FirstOrDefault(), user, cancellationToken);
        if (found.Length == 0)
        {
            throw ScheduleErrors.NoneOf(workflowId, scheduleId);
        }

        await store.DeleteAsync(found, user, cancellationToken);
        changes.Publish(ChangeKind.Schedules);
    }

    private static string? Check(string? name) =>
        name is null || (name.Length <= Limits.MaxNameLength && !string.IsNullOrWhiteSpace(name))
            ? name
            : throw new InvalidRequestException(
                "schedule_name_invalid",
                $"The name of a schedule has 1 to {Limits.MaxNameLength} characters."
            );

    private static InvalidRequestException NeverDue(ScheduleTrigger trigger) =>
        TriggerArguments.Invalid(
            $"This trigger is never due any more. Give it times that are still to come: {TriggerArguments.Shorten(trigger.ToString())}"
        );

    /// <summary>Finds a schedule for a user who wants to change it.</summary>
    /// <exception cref="ForbiddenException">The user may not, whether there is such a schedule or not.</exception>
    private async Task<Schedule> GetAsync(Guid scheduleId, Caller user, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(scheduleId, cancellationToken);
        await DemandAsync(found, user, cancellationToken);
        return found ?? throw ScheduleErrors.NotFound(scheduleId);
    }

    /// <summary>
    /// Asks about the workflow of a schedule, which may no longer be in the code, or about no workflow where the schedule does not exist.
    /// </summary>
    private ValueTask DemandAsync(Schedule? schedule, Caller user, CancellationToken cancellationToken)
    {
        var workflow = schedule is null ? null : catalog.FindWorkflow(schedule.WorkflowName);
        return authorization.DemandAsync(
            workflow is null ? user.AsksTo(WorkflowAction.Start, schedule?.WorkflowName) : user.AsksToStart(workflow),
            cancellationToken
        );
    }

    private async Task DemandAsync(string workflowName, Caller user, CancellationToken cancellationToken)
    {
        var workflow = catalog.GetWorkflow(workflowName, ScheduleErrors.NoTask);
        await authorization.DemandAsync(user.AsksToStart(workflow), cancellationToken);
    }
}
