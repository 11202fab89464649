using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.SystemTasks;

/// <summary>
/// Starts every validate workflow of every subscription in use, or of those of one product type, a part of them in a transaction of the
/// step. Whatever ends it in the middle, it continues with the part in which it was: a validation changes nothing, so that a few which are
/// started twice do no harm.
/// </summary>
internal sealed class ValidateSubscriptions(
    ProcessStarter starter,
    TaskStore store,
    IOptions<OrchestratorOptions> options,
    StorageErrors errors,
    TimeProvider time,
    EngineLogger<ValidateSubscriptions> logger
) : ISystemStep
{
    internal const string ProductTypeKey = "product_type";

    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var productType = execution.State.ContainsKey(ProductTypeKey) ? execution.State.Get<string>(ProductTypeKey) : null;
        var progress = Progress.Of(execution);
        var part = await store.FindValidationsAsync(
            productType,
            options.Value.ValidateOutOfSyncSubscriptions,
            progress.Last,
            Limits.MaxRowsPerStatement,
            cancellationToken
        );
        foreach (var validation in part)
        {
            try
            {
                await StartAsync(validation, execution.Lease.Caller, cancellationToken);
                progress = new(progress.Started + 1, progress.Refused, validation);
            }
            catch (EnginePausedException)
            {
                return Continue(progress, "; the engine is paused");
            }
            catch (Exception refused) when (StartRejection.IsOfOne(refused, errors, cancellationToken))
            {
                Log.ValidationRefused(logger, refused, validation.SubscriptionId, validation.Workflow);
                progress = new(progress.Started, progress.Refused + 1, validation);
            }
        }

        return part.Count == Limits.MaxRowsPerStatement
            ? Continue(progress, "")
            : StepWork.Of(
                new StepOutcome.Success(
                    execution.State.With("started_validations", progress.Started).With("refused_validations", progress.Refused)
                )
            );
    }

    private Task<Guid> StartAsync(Validation validation, Caller user, CancellationToken cancellationToken)
    {
        var page = JsonSerializer.SerializeToElement(new { subscription_id = validation.SubscriptionId }, StateJson.Options);
        return starter.StartInBackgroundAsync(validation.Workflow, [page], user, cancellationToken);
    }

    /// <summary>Due at once: nothing is due for a paused engine.</summary>
    private StepWork Continue(Progress progress, string reason) =>
        StepWork.Of(
            new StepOutcome.Waiting(
                new("Progress", $"{progress.Started} started, {progress.Refused} refused{reason}", Traceback: "", FailureKind.Ordinary)
                {
                    Details = JsonSerializer.SerializeToElement(progress, StateJson.Options),
                },
                time.GetUtcNow()
            )
            {
                IsProgress = true,
            }
        );

    /// <summary>How far it is.</summary>
    /// <param name="Started">How many it has started.</param>
    /// <param name="Refused">How many could not be started.</param>
    /// <param name="Last">The last of them; null before the first.</param>
    internal sealed record Progress(int Started, int Refused, Validation? Last)
    {
        internal static Progress Of(StepExecution execution) =>
            execution.LastFailure?.FindProgress<Progress>(execution.Step.Key) ?? new(0, 0, Last: null);
    }
}
