using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.Execution.Planning;
using Orchestrator.Forms;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Operations;

/// <summary>Shows a process with the steps that it has run, the ones that are still to come, and the form for which it waits.</summary>
internal sealed class ProcessDetailReader(
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    ProcessReader queries,
    ProcessAuthorization processAuthorization,
    FormReplay forms,
    ReadAuthorization reads,
    IServiceScopeFactory scopes,
    TimeProvider time,
    EngineLogger<ProcessDetailReader> logger
)
{
    internal async Task<ProcessDetail> GetAsync(Guid processId, CancellationToken cancellationToken) =>
        (await ReadAsync(processId, [], cancellationToken)).Detail;

    /// <summary>Shows a process to a user.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="known">The steps that the user was shown before; none to read them all.</param>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    internal async Task<ProcessDetail> ShowAsync(
        Guid processId,
        IReadOnlyList<ProcessStepDetail> known,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!await reads.SeesProcessAsync(processId, user, cancellationToken))
        {
            throw ProcessErrors.NotFound(processId);
        }

        var (stored, detail) = await ReadAsync(processId, known, cancellationToken);

        // Asked for nearly no process: most have no address, and an authorizer may take its time.
        return
            CallbackSecrets.Find(detail) is { } secrets
            && !await processAuthorization.AllowsAsync(stored.Standing, ProcessMoves.ResumeActionOf(stored.Status), user, cancellationToken)
            ? secrets.HideIn(detail)
            : detail;
    }

    private async Task<(StoredProcess Stored, ProcessDetail Detail)> ReadAsync(
        Guid processId,
        IReadOnlyList<ProcessStepDetail> known,
        CancellationToken cancellationToken
    )
    {
        var (stored, rows) = await queries.GetWithStepsAsync(processId, known, cancellationToken);
        var (pending, next) = FindPending(stored);
        return (
            stored,
            new(
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
                [
                    .. rows,
                    .. ShownRows(pending)
                        .Select(static name => new ProcessStepDetail(null, name, null, null, null, null, null, null, null)),
                ],
                next is PlannedStep.Input input ? await DescribeFormAsync(stored, input, cancellationToken) : null
            )
            {
                CallbackExpiresAt =
                    stored.Status == ProcessStatus.AwaitingCallback
                        ? await queries.FindCallbackExpiryAsync(processId, cancellationToken)
                        : null,
            }
        );
    }

    /// <summary>
    /// The steps not run yet. None when the process ended, or when what it has run is not what the code says: showing it must still work.
    /// </summary>
    private (IEnumerable<PlannedStep> Pending, PlannedStep? Next) FindPending(StoredProcess stored)
    {
        if (
            stored.Status is ProcessStatus.Completed or ProcessStatus.Aborted
            || catalog.FindWorkflow(stored.WorkflowName) is not { } workflow
        )
        {
            return ([], null);
        }

        try
        {
            var plan = planner.GetPlan(workflow, stored.State);
            var steps = plan.Steps[plan.FindPosition(stored.ProcessId, stored.History)..];
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
        var context = new ProcessContext(
            stored.ProcessId,
            stored.WorkflowName,
            stored.Target,
            stored.CreatedBy ?? Assignee.System,
            Attempt: 1
        );
        await using var scope = new AuthorScope(scopes, step.Name, time, logger);
        try
        {
            var focused = step.Enter(stored.State) ?? stored.State;
            await forms.RunAsync(step.Form, step.Name, focused, [], context, scope.Services, cancellationToken);
            return null;
        }
        catch (FormNotCompleteException page)
        {
            return page.Schema;
        }
        catch (Exception exception) when (exception is not StorageException && !cancellationToken.IsCancellationRequested)
        {
            // A process whose form cannot be asked now can still be looked at.
            Log.FormNotShown(logger, exception, stored.ProcessId, step.Name);
            return null;
        }
    }
}
