using System.Globalization;
using System.Text.Json;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Drift;
using Orchestrator.Execution;
using Orchestrator.ExternalResources;
using Orchestrator.Operations;
using Orchestrator.Processes;

namespace Orchestrator.BulkChecks;

/// <summary>
/// Checks the next subscriptions of a bulk check, several at once, for a short time, and then says how far it is, so that it can be
/// aborted and the engine paused. What was found of a subscription is stored when it was checked: a host that dies loses only the checks
/// that it had begun, and the next one makes those again. Which external systems do not answer is written down with how far it is.
/// </summary>
internal sealed class BulkCheckRun(
    DriftChecks checks,
    BulkCheckStore store,
    StorageErrors errors,
    TimeProvider time,
    EngineLogger<BulkCheckRun> logger
) : ISystemStep
{
    private const string Unanswered = "unanswered";

    /// <summary>How many are read at once.</summary>
    private const int MaxRead = 1_000;

    /// <summary>For how long checks are begun, those included that wait for the limits of an external system.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var bulkId = execution.Lease.ProcessId;
        var concurrency = BulkCheckWorkflow.Asked(execution.State).Concurrency;
        var answers = new SystemAnswers(concurrency, UnansweredBefore(execution), time);
        using var turn = new CancellationTokenSource(Timers.Of(Turn), time);
        var turnOver = turn.Token;
        await Parallel.ForEachAsync(
            await store.ReadToCheckAsync(bulkId, MaxRead, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken },
            async (subscriptionId, token) =>
            {
                if (!turnOver.IsCancellationRequested)
                {
                    await CheckAsync(bulkId, subscriptionId, answers, turnOver, token);
                }
            }
        );
        var counts = await store.CountAsync(bulkId, cancellationToken);
        return StepWork.Of(
            counts.Checked == counts.Found
                ? new StepOutcome.Success(execution.State.With("bulk_check", counts).With(ReservedKeys.BulkSummary, counts.Describe()))
                : new StepOutcome.Waiting(Describe(counts, answers), time.GetUtcNow()) { IsProgress = true }
        );
    }

    private async Task CheckAsync(
        Guid bulkId,
        Guid subscriptionId,
        SystemAnswers answers,
        CancellationToken turnOver,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var found = await checks.CheckInTurnAsync(subscriptionId, answers, turnOver, cancellationToken);
            await (
                found.IsHeld
                    ? store.RefuseAsync(bulkId, subscriptionId, HeldBy(subscriptionId, found.LockedBy), cancellationToken)
                    : store.SaveAsync(bulkId, subscriptionId, found, cancellationToken)
            );
        }
        catch (LimitsUsedUpException)
        {
            // By the other checks, for example. That says nothing about the subscription: the next turn checks it.
        }
        catch (ConflictException refused)
        {
            await store.RefuseAsync(bulkId, subscriptionId, new(refused.Message, refused.LockedBy), cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The host is stopping. What was not checked, the next one checks.
        }
        catch (Exception refused) when (StartRejection.IsOfOne(refused, errors, cancellationToken))
        {
            Log.CheckRefused(logger, refused, bulkId, subscriptionId);
            await store.RefuseAsync(bulkId, subscriptionId, StartRejection.Of(refused), cancellationToken);
        }
    }

    /// <summary>It was checked, and no reconcile of it can start.</summary>
    private static StartRejection HeldBy(Guid subscriptionId, Guid? process) =>
        new(
            process is null
                ? $"Subscription {subscriptionId} is not in sync, so its drift does not count."
                : $"Process {process} holds subscription {subscriptionId}, so its drift does not count.",
            process
        );

    private static IReadOnlyDictionary<string, SystemSilence> UnansweredBefore(StepExecution execution) =>
        execution.LastFailure?.FindProgress<Progress>(execution.Step.Key)?.Unanswered ?? new Dictionary<string, SystemSilence>();

    private static StepFailure Describe(BulkCheckCounts counts, SystemAnswers answers)
    {
        var details = JsonSerializer.SerializeToNode(counts, StateJson.Options)!.AsObject();
        details[Unanswered] = JsonSerializer.SerializeToNode(answers.Unanswered, StateJson.Options);
        return new(
            "Progress",
            string.Create(CultureInfo.InvariantCulture, $"{counts.Checked} of {counts.Found} checked, {counts.Drifted} drifted"),
            Traceback: "",
            FailureKind.Ordinary
        )
        {
            Details = JsonSerializer.SerializeToElement(details),
        };
    }

    /// <summary>What the next look asks of how far this one was.</summary>
    /// <param name="Unanswered">The external systems that do not answer.</param>
    private sealed record Progress(IReadOnlyDictionary<string, SystemSilence>? Unanswered = null);
}
