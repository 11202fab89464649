using System.Text.Json;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Schedules;

/// <summary>The form with which a user creates a schedule.</summary>
public interface IScheduleForm
{
    /// <summary>
    /// Shows the pages for the workflow, its own form, the interval and the time. It writes nothing: the answer describes the schedule to
    /// create.
    /// </summary>
    /// <param name="pages">All pages answered so far.</param>
    /// <param name="user">The user who creates the schedule: workflows that this user is not allowed to start are not offered.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The schedule to create.</returns>
    /// <exception cref="FormException">A page is missing, invalid or surplus.</exception>
    Task<ScheduleDraft> RunAsync(IReadOnlyList<JsonElement> pages, Caller user, CancellationToken cancellationToken = default);
}

/// <summary>A schedule that has not been created yet.</summary>
/// <param name="WorkflowId">The id of the workflow's row.</param>
/// <param name="WorkflowName">The workflow that it starts.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Trigger">When.</param>
/// <param name="Pages">The answers to the workflow's form, including the first page.</param>
public sealed record ScheduleDraft(
    Guid WorkflowId,
    string WorkflowName,
    string Name,
    ScheduleTrigger Trigger,
    IReadOnlyList<JsonElement> Pages
);
