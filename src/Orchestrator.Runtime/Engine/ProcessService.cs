using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Catalog;
using Orchestrator.Engine.Dispatch;
using Orchestrator.Engine.Plans;
using Orchestrator.Forms;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine;

/// <summary>Starts, shows and steers processes.</summary>
internal sealed class ProcessService(
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    ProcessRecords records,
    ProcessQueries queries,
    FormRunner forms,
    IEngineSwitch engine,
    IProcessDispatcher dispatcher,
    RunningProcesses running,
    IServiceScopeFactory scopes) : IProcesses
{
    public async Task<Guid> StartAsync(string workflowName, IReadOnlyList<JsonElement> pages, string user, CancellationToken cancellationToken = default)
    {
        await ThrowIfPausedAsync(cancellationToken);
        var workflow = catalog.FindWorkflow(workflowName) ?? throw new NotFoundException("workflow_not_found", "Workflow does not exist");
        var processId = Guid.CreateVersion7();
        var initial = ReservedKeys.Identify(State.Empty, processId, workflow.Name, workflow.Target, user);
        State state;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var context = new ProcessContext(processId, workflow.Name, workflow.Target, user, Attempt: 1);
            state = await forms.RunAsync(workflow, initial, pages, context, scope.ServiceProvider, cancellationToken);
        }

        // A workflow whose steps can not be built must not leave a process behind.
        _ = planner.GetPlan(workflow);
        var queue = ProcessQueue.For(workflow.Target);
        await records.CreateAsync(new(processId, workflow.Name, workflow.IsTask, user, queue, ReservedKeys.Identify(state, processId, workflow.Name, workflow.Target, user)), cancellationToken);
        dispatcher.Dispatch(new(processId, queue));
        return processId;
    }

    public async Task ResumeAsync(Guid processId, IReadOnlyList<JsonElement> pages, string user, CancellationToken cancellationToken = default)
    {
        await ThrowIfPausedAsync(cancellationToken);
        var stored = await queries.GetAsync(processId, cancellationToken);
        if (!ProcessRecords.IsResumable(stored.Status))
        {
            throw ProcessErrors.NotResumable(stored.Status);
        }

        var plan = planner.GetPlan(FindWorkflow(stored));
        var position = plan.FindPosition(processId, stored.Trail);
        if (stored.Status == ProcessStatus.Suspended && plan.Steps[position] is PlannedStep.Input step)
        {
            var context = new ProcessContext(processId, stored.WorkflowName, stored.Target, user, Attempt: 1);
            await using var scope = scopes.CreateAsyncScope();
            var focused = step.Enter(stored.State) ?? stored.State;
            var answer = await FormRunner.RunAsync(step.Form, step.Name, focused, pages, context, scope.ServiceProvider, cancellationToken);
            ReservedKeys.Check(step.Name, answer);
            await records.AnswerAsync(stored, step, step.Leave(stored.State, focused.MergeDeep(answer)), pages, user, cancellationToken);
        }
        else if (stored.Status == ProcessStatus.Resumed && pages.Any(static page => page is { ValueKind: JsonValueKind.Object } answers && answers.EnumerateObject().Any()))
        {
            throw new ConflictException("process_already_resumed", $"Process {processId} was answered or retried just now, so this input was not used. Look at it again.");
        }
        else
        {
            await records.RetryAsync(stored, pages, user, cancellationToken);
        }

        dispatcher.Dispatch(new(processId, stored.Queue));
    }

    public async Task AbortAsync(Guid processId, string user, CancellationToken cancellationToken = default)
    {
        var stored = await queries.GetAsync(processId, cancellationToken);
        await records.AbortAsync(stored, user, cancellationToken);
        running.Signal(processId);
    }

    public async Task<ProcessDetail> GetAsync(Guid processId, CancellationToken cancellationToken = default)
    {
        var stored = await queries.GetAsync(processId, cancellationToken);
        var rows = await queries.GetStepsAsync(processId, cancellationToken);
        var (pending, next) = FindPending(stored);
        return new(
            stored.ProcessId,
            stored.WorkflowId,
            stored.WorkflowName,
            stored.Target,
            stored.IsTask,
            stored.CreatedBy,
            stored.Assignee,
            stored.Status,
            stored.LastStep,
            stored.FailedReason,
            stored.Traceback,
            stored.StartedAt,
            stored.LastModifiedAt,
            stored.Note,
            stored.SubscriptionIds,
            stored.State,
            [.. rows, .. ShownRows(pending).Select(static name => new ProcessStepDetail(null, name, null, null, null, null, null, null))],
            next is PlannedStep.Input input ? await DescribeFormAsync(stored, input, cancellationToken) : null);
    }

    public Task<ProcessStatusCounts> CountByStatusAsync(CancellationToken cancellationToken = default) => queries.CountByStatusAsync(cancellationToken);

    private async Task ThrowIfPausedAsync(CancellationToken cancellationToken)
    {
        if ((await engine.GetStatusAsync(cancellationToken)).Locked)
        {
            throw new EngineLockedException();
        }
    }

    private WorkflowDescriptor FindWorkflow(StoredProcess stored) =>
        catalog.FindWorkflow(stored.WorkflowName) ?? throw ProcessErrors.WorkflowRemoved(stored);

    /// <summary>The steps not run yet. None when the process ended, or when what it has run is not what the code says: showing it must still work.</summary>
    private (IEnumerable<PlannedStep> Pending, PlannedStep? Next) FindPending(StoredProcess stored)
    {
        if (stored.Status is ProcessStatus.Completed or ProcessStatus.Aborted || catalog.FindWorkflow(stored.WorkflowName) is not { } workflow)
        {
            return ([], null);
        }

        try
        {
            var plan = planner.GetPlan(workflow);
            var steps = plan.Steps[plan.FindPosition(stored.ProcessId, stored.Trail)..];
            return (steps, steps.FirstOrDefault());
        }
        catch (OrchestratorException)
        {
            return ([], null);
        }
    }

    /// <summary>One name for each row that the steps will have: those of a group share one.</summary>
    private static IEnumerable<string> ShownRows(IEnumerable<PlannedStep> steps)
    {
        PlannedGroup? group = null;
        foreach (var step in steps)
        {
            if (step.Group is null || step.Group != group)
            {
                yield return step.ShownName;
            }

            group = step.Group;
        }
    }

    private async Task<JsonObject?> DescribeFormAsync(StoredProcess stored, PlannedStep.Input step, CancellationToken cancellationToken)
    {
        var context = new ProcessContext(stored.ProcessId, stored.WorkflowName, stored.Target, stored.CreatedBy ?? Assignee.System, Attempt: 1);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var focused = step.Enter(stored.State) ?? stored.State;
            await FormRunner.RunAsync(step.Form, step.Name, focused, [], context, scope.ServiceProvider, cancellationToken);
            return null;
        }
        catch (FormNotCompleteException page)
        {
            return page.Schema;
        }
    }
}
