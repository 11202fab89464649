using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.SystemTasks;

/// <summary>
/// Starts every validate workflow of every subscription in use, or of those of one product type. A validation changes nothing, so a host
/// that dies in the middle may begin again from the first; an engine that is paused in the middle lets it continue after the last.
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

    private const string Details = "details";

    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var productType = execution.State.ContainsKey(ProductTypeKey) ? execution.State.Get<string>(ProductTypeKey) : null;
        var progress =
            execution.LastFailure is { Status: StepStatus.Waiting } last && last.Record.ContainsKey(Details)
                ? last.Record.Get<Progress>(Details)
                : new(0, 0, null, null);
        foreach (
            var (subscriptionId, workflow) in await store.FindValidationsAsync(
                productType,
                options.Value.ValidateOutOfSyncSubscriptions,
                progress.Last,
                cancellationToken
            )
        )
        {
            try
            {
                var page = JsonSerializer.SerializeToElement(new { subscription_id = subscriptionId }, StateJson.Options);
                await starter.StartInBackgroundAsync(workflow, [page], execution.Lease.Caller, cancellationToken);
                progress = new(progress.Started + 1, progress.Refused, subscriptionId, workflow);
            }
            catch (EnginePausedException)
            {
                // Due at once: nothing is due for a paused engine.
                return StepWork.Of(new StepOutcome.Waiting(Describe(progress), time.GetUtcNow()) { IsProgress = true });
            }
            catch (Exception refused) when (StartRejection.IsOfOne(refused, errors, cancellationToken))
            {
                Log.ValidationRefused(logger, refused, subscriptionId, workflow);
                progress = new(progress.Started, progress.Refused + 1, subscriptionId, workflow);
            }
        }

        return StepWork.Of(
            new StepOutcome.Success(
                execution.State.With("started_validations", progress.Started).With("refused_validations", progress.Refused)
            )
        );
    }

    private static StepFailure Describe(Progress progress) =>
        new(
            "Progress",
            $"{progress.Started} started, {progress.Refused} refused; the engine is paused",
            Traceback: "",
            FailureKind.Ordinary
        )
        {
            Details = JsonSerializer.SerializeToElement(progress, StateJson.Options),
        };

    /// <summary>How far it is; subscription and workflow are those of the last one, null before the first.</summary>
    internal sealed record Progress(int Started, int Refused, Guid? SubscriptionId, string? Workflow)
    {
        internal (Guid SubscriptionId, string Workflow)? Last =>
            SubscriptionId is { } subscriptionId && Workflow is { } workflow ? (subscriptionId, workflow) : null;
    }
}
