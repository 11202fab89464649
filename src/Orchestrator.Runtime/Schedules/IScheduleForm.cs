using System.Text.Json;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Schedules;

/// <summary>The form by which a person makes a schedule.</summary>
public interface IScheduleForm
{
    /// <summary>
    /// Asks which workflow is started, what its own form asks, how often, and when. Nothing is written: the answer is what a schedule is
    /// made of.
    /// </summary>
    /// <param name="pages">All pages answered so far.</param>
    /// <param name="user">Who makes the schedule: what this user may not start is not offered.</param>
    /// <param name="cancellationToken">Stops the form.</param>
    /// <returns>The schedule to make.</returns>
    /// <exception cref="FormException">A page is missing, invalid or too many.</exception>
    Task<ScheduleDraft> RunAsync(IReadOnlyList<JsonElement> pages, Caller user, CancellationToken cancellationToken = default);
}

/// <summary>A schedule that is not made yet.</summary>
/// <param name="WorkflowId">The id of the workflow's row.</param>
/// <param name="WorkflowName">The workflow that it starts.</param>
/// <param name="Name">What operators call it.</param>
/// <param name="Trigger">When.</param>
/// <param name="Pages">The answers to the workflow's form, the first page included.</param>
public sealed record ScheduleDraft(
    Guid WorkflowId,
    string WorkflowName,
    string Name,
    ScheduleTrigger Trigger,
    IReadOnlyList<JsonElement> Pages
);
