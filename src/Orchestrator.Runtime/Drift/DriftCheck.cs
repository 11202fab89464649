using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Execution;
using Orchestrator.Execution.Planning;
using Orchestrator.ExternalResources;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Drift;

/// <summary>Compares the resources of one subscription with what external systems hold. It writes nothing.</summary>
internal sealed class DriftCheck(
    IServiceScopeFactory scopes,
    IExternalSystems systems,
    IDeviationReader deviations,
    FailureClassifier classifier,
    StorageErrors errors,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<DriftCheck> logger
)
{
    /// <summary>How long a check waits for the limits of an external system.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(2);

    /// <summary>Compares every resource of a reconcile workflow, one after the other.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="steps">The steps of its reconcile workflow.</param>
    /// <param name="answers">Which systems do not answer the checks of which this is one; null for one on its own.</param>
    /// <param name="turnOver">
    /// The end of the turn of a bulk check: what still waits then for its first call is not checked in this turn. What has begun waits on,
    /// so that each turn gets something done. Can never be cancelled for any other check, to which limits that are used up are an answer.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="LimitsUsedUpException">It is not checked in this turn.</exception>
    internal async Task<IReadOnlyList<ResourceDrift>> CompareAsync(
        Guid subscriptionId,
        ImmutableArray<PlannedStep> steps,
        SystemAnswers? answers,
        CancellationToken turnOver,
        CancellationToken cancellationToken
    )
    {
        var isInTurn = turnOver.CanBeCanceled;
        await using var scope = new AuthorScope(scopes, $"the check of subscription {subscriptionId}", time, logger);
        var found = new List<ResourceDrift>();
        var silent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            switch (step)
            {
                case PlannedStep.Resource { Kind: ResourceAction.Apply, IsDecidedBySubscription: true, Binding: var binding } apply:
                    if (answers?.FindUnasked(binding) is { } unasked)
                    {
                        found.Add(unasked);
                        break;
                    }

                    var (compared, isAnswered) = await CompareAsync(
                        subscriptionId,
                        apply,
                        scope.Services,
                        isInTurn,
                        turnOver,
                        cancellationToken
                    );
                    if (isAnswered == true)
                    {
                        answers?.Clear(binding);
                    }
                    else if (isAnswered == false && silent.Add(SystemAnswers.NameOf(binding)))
                    {
                        answers?.CountUnanswered(binding);
                    }

                    found.Add(compared);
                    turnOver = CancellationToken.None;
                    break;

                // Whether it runs, or what it does, only a process can tell.
                case PlannedStep.Resource resource:
                    found.Add(ResourceDrift.Unsupported(resource.Binding.Id, resource.Name, resource.Binding.System));
                    break;
                case PlannedStep.Action or PlannedStep.Input:
                    found.Add(ResourceDrift.Unsupported(step.Key, step.Name, system: null));
                    break;
            }
        }

        return found;
    }

    /// <summary>Compares one resource.</summary>
    /// <returns>
    /// The result, and whether its system answered; null where that says nothing about the next subscription: the system was not asked, its
    /// limits are used up, or there is a mistake in the resource's code or in the subscription.
    /// </returns>
    private async Task<(ResourceDrift Found, bool? IsAnswered)> CompareAsync(
        Guid subscriptionId,
        PlannedStep.Resource step,
        IServiceProvider services,
        bool isInTurn,
        CancellationToken turnOver,
        CancellationToken cancellationToken
    )
    {
        var binding = step.Binding;
        var limit = options.Value.DriftCheckTimeout;
        using var over = new CancellationTokenSource(Timers.Of(limit), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        var call = new CheckCall(subscriptionId, services.GetRequiredService<ISubscriptions>(), services, logger, stop.Token);
        // The time-out is the external system's: a wait for its limits does not count, and has a limit of its own.
        var isWaiting = false;
        var calls = new ExternalCalls(
            systems,
            CallOrigin.Background,
            waits =>
            {
                Volatile.Write(ref isWaiting, waits);
                over.CancelAfter(waits ? MaxWait : Timers.Of(limit));
            },
            turnOver
        );
        try
        {
            // On a thread of its own and not waited for longer than it may take: it is its author's code, which may ignore its token.
            var comparing = Task.Run(() => CompareAsync(step, subscriptionId, call, calls), CancellationToken.None);
            return await comparing.WaitAsync(stop.Token);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested || exception is LimitsUsedUpException)
        {
            throw;
        }
        catch (Exception) when (isInTurn && over.IsCancellationRequested && Volatile.Read(ref isWaiting))
        {
            throw new LimitsUsedUpException();
        }
        catch (Exception exception)
        {
            // Whatever it is: no answer is not the answer that nothing differs.
            var system = SystemAnswers.NameOf(binding);
            var (error, isUnanswered) =
                !over.IsCancellationRequested ? await DescribeAsync(errors.Translate(exception) ?? exception)
                : Volatile.Read(ref isWaiting) ? ($"The limits of {system} were used up for {MaxWait}.", false)
                : ($"{system} did not answer within {limit}.", true);
            return (ResourceDrift.Unknown(binding, error), isUnanswered ? false : null);
        }
    }

    private async Task<(string Error, bool IsUnanswered)> DescribeAsync(Exception cause) =>
        (
            StepFailure.From(cause).Error,
            cause is not StorageException && await classifier.ClassifyAsync(cause) == FailureKind.SystemUnavailable
        );

    private async Task<(ResourceDrift Found, bool? IsAnswered)> CompareAsync(
        PlannedStep.Resource step,
        Guid subscriptionId,
        CheckCall call,
        ExternalCalls calls
    )
    {
        using var readOnly = ReadOnlyFlow.Begin();
        return await step.HoldsAsync(call.Subscriptions, subscriptionId, call.CancellationToken)
            ? (
                ResourceDrift.Of(await ((IRunnableResource)step.Binding.Create(call)).CompareAsync(step.Binding, call, calls, deviations)),
                true
            )
            : (ResourceDrift.Unneeded(step.Binding), null);
    }
}
