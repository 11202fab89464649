using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Forms;
using Orchestrator.Forms.Pages;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Storage.Catalog;

namespace Orchestrator.Schedules;

internal sealed class ScheduleForm(
    WorkflowCatalog catalog,
    WorkflowStore workflows,
    FormRunner forms,
    AuthorizationService authorization,
    ReadAuthorization reads,
    IServiceScopeFactory scopes,
    TimeProvider time,
    EngineLogger<ScheduleForm> logger
) : IScheduleForm
{
    private const int WeeksOfMonth = 4;

    private static readonly TimeSpan DefaultDelay = TimeSpan.FromHours(1);

    public async Task<ScheduleDraft> RunAsync(IReadOnlyList<JsonElement> pages, Caller user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(user);
        var answers = new PostedPages(pages);
        var form = new ReplayFormSession(answers);
        var offered = await FindOfferedAsync(user, cancellationToken);
        var tasks = FormChoices.Of(offered, static workflow => workflow.Label, static workflow => workflow.Label);
        var task = (await form.AskAsync<ScheduleTaskPage>(page => page with { Tasks = tasks })).Task;
        var (workflow, row, _) = offered.First(workflow => workflow.Label == task);
        var inputs = await AskWorkflowAsync(workflow, pages, answers, user, cancellationToken);
        var kind = (await form.AskAsync<ScheduleKindPage>(page => page with { Task = task })).ScheduleType;
        var trigger = await AskTriggerAsync(form, task, kind);
        answers.ThrowIfAnyIsLeft();
        return new(row.WorkflowId, workflow.Name, task, trigger, inputs);
    }

    /// <summary>What the user may start, by what it is called: workflows of one description are told apart by their names.</summary>
    private async Task<IReadOnlyList<(WorkflowDescriptor Workflow, WorkflowSummary Row, string Label)>> FindOfferedAsync(
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var rows = await workflows.ListAsync(cancellationToken);
        var offered = new List<(WorkflowDescriptor Workflow, WorkflowSummary Row, string Label)>();
        foreach (var row in rows.OrderBy(static row => row.Description, StringComparer.Ordinal).ThenBy(static row => row.Name))
        {
            if (
                catalog.FindWorkflow(row.Name) is { } workflow
                && await authorization.AllowsAsync(user.AsksToStart(workflow), cancellationToken)
            )
            {
                var isShared = rows.Any(other => other.Description == row.Description && other.Name != row.Name);
                offered.Add((workflow, row, isShared ? $"{row.Description} ({row.Name})" : row.Description));
            }
        }

        return offered;
    }

    /// <summary>Asks what the workflow itself asks; its last page is not the last one here.</summary>
    private async Task<IReadOnlyList<JsonElement>> AskWorkflowAsync(
        WorkflowDescriptor workflow,
        IReadOnlyList<JsonElement> pages,
        PostedPages answers,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        if (workflow is { Target: Target.System, Form: null })
        {
            return [JsonElement.Parse("{}")];
        }

        var first = answers.Taken;
        if (
            SubscriptionPage.FindPosted([.. pages.Skip(first)]) is { } subscriptionId
            && !await reads.SeesSubscriptionAsync(subscriptionId, user, cancellationToken)
        )
        {
            throw SubscriptionPage.RefuseUnknown(subscriptionId);
        }

        var processId = Guid.CreateVersion7();
        var state = ReservedKeys.Identify(State.Empty, processId, workflow.Name, workflow.Target, user.Name);
        var context = new ProcessContext(processId, workflow.Name, workflow.Target, user.Name, Attempt: 1) { Caller = user };
        await using var scope = new AuthorScope(scopes, workflow.Name, time, logger);
        try
        {
            await forms.AskAsync(workflow, state, answers, context, scope.Services, cancellationToken);
        }
        catch (FormNotCompleteException page)
        {
            throw new FormNotCompleteException(page.Schema, hasNext: true);
        }

        return [.. pages.Take(answers.Taken).Skip(first)];
    }

    private async Task<ScheduleTrigger> AskTriggerAsync(FormSession form, string task, ScheduleKind kind)
    {
        var start = time.GetUtcNow() + DefaultDelay;
        switch (kind)
        {
            case ScheduleKind.Interval:
                var interval = await form.AskLastAsync<ScheduleIntervalPage>(page =>
                    page with
                    {
                        Task = task,
                        ScheduleType = kind,
                        StartDate = start,
                    }
                );
                CheckStart(form, interval);
                var (unit, count) = Read(interval.Interval);
                return TriggerArguments.Parse(
                    IntervalTrigger.Name,
                    TriggerArguments.Write((TriggerArguments.Start, interval.StartDate), (unit, count))
                );
            case ScheduleKind.Cron:
                var cron = await form.AskLastAsync<ScheduleCronPage>(page =>
                    page with
                    {
                        Task = task,
                        ScheduleType = kind,
                        StartDate = start,
                    }
                );
                CheckStart(form, cron);
                return ReadCron(form, cron);
            default:
                var once = await form.AskLastAsync<ScheduleStartPage>(page =>
                    page with
                    {
                        Task = task,
                        ScheduleType = kind,
                        StartDate = start,
                    }
                );
                CheckStart(form, once);
                return ScheduleTrigger.Once(once.StartDate);
        }
    }

    private void CheckStart(FormSession form, ScheduleStartPage page)
    {
        if (page.StartDate < time.GetUtcNow())
        {
            throw form.Invalid(nameof(page.StartDate), "start_date must not be in the past");
        }
    }

    private static (string Unit, double Count) Read(ScheduleInterval interval) =>
        interval switch
        {
            ScheduleInterval.Hour => ("hours", 1),
            ScheduleInterval.TwoHours => ("hours", 2),
            ScheduleInterval.FourHours => ("hours", 4),
            ScheduleInterval.TwelveHours => ("hours", 12),
            ScheduleInterval.Day => ("hours", 24),
            ScheduleInterval.Week => ("weeks", 1),
            ScheduleInterval.TwoWeeks => ("weeks", 2),
            ScheduleInterval.Month => ("weeks", WeeksOfMonth),
            _ => throw new ArgumentOutOfRangeException(nameof(interval)),
        };

    /// <summary>The fields of an expression, with the day of the week counted as triggers count it.</summary>
    private static ScheduleTrigger ReadCron(FormSession form, ScheduleCronPage page)
    {
        try
        {
            return CronTrigger.Of(page.Cron, TimeZoneInfo.Utc, page.StartDate);
        }
        catch (InvalidRequestException invalid)
        {
            throw form.Invalid(nameof(page.Cron), invalid.Message);
        }
    }
}
