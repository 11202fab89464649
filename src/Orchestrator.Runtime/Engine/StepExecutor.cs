using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Binding;
using Orchestrator.Domain;
using Orchestrator.Engine.Plans;
using Orchestrator.Storage;

namespace Orchestrator.Engine;

/// <summary>The part of a step that runs inside its database transaction, and says how the step ended.</summary>
/// <param name="database">The core database, with the step's transaction open.</param>
/// <param name="cancellationToken">Gives up; the transaction is rolled back.</param>
internal delegate Task<StepOutcome> StepWork(OrchestratorDbContext database, CancellationToken cancellationToken);

/// <summary>Executes each kind of step: what waits for the outside first, then what goes into the step's transaction.</summary>
internal sealed class StepExecutor(ILoggerFactory loggers, TimeProvider time)
{
    private readonly ILogger _logger = loggers.CreateLogger("Orchestrator.Steps");

    /// <summary>Executes a step up to its transaction.</summary>
    internal Task<StepWork> ExecuteAsync(StepExecution execution, IServiceProvider services, CancellationToken cancellationToken) => execution.Step switch
    {
        PlannedStep.Start => Done(new StepOutcome.Success(execution.State)),
        PlannedStep.Done => Done(new StepOutcome.Complete(execution.State)),
        PlannedStep.Input => Done(new StepOutcome.Suspend(execution.State)),
        PlannedStep.Action step => RunActionAsync(step, execution, services, cancellationToken),
        PlannedStep.StoreProcessSubscription => Task.FromResult(StoreProcessSubscription(execution)),
        PlannedStep.Lock step => LockAsync(step, execution, services, cancellationToken),
        PlannedStep.Unlock => UnlockAsync(execution, services, cancellationToken),
        PlannedStep.SetStatus step => SetStatusAsync(step, execution, services, cancellationToken),
        var other => throw new InvalidOperationException($"{other.GetType().Name} is no planned step."),
    };

    private static Task<StepWork> Done(StepOutcome outcome) => Task.FromResult<StepWork>((_, _) => Task.FromResult(outcome));

    private async Task<StepWork> RunActionAsync(PlannedStep.Action step, StepExecution execution, IServiceProvider services, CancellationToken cancellationToken)
    {
        using var scope = _logger.BeginScope("Process {ProcessId}, step '{StepName}'", execution.Claim.ProcessId, step.Name);
        var output = await step.Body(new EngineStepCall(execution, services, _logger, cancellationToken));
        ReservedKeys.Check(step.Name, output.State);
        var state = execution.State.Merge(output.State);
        if (output.Subscriptions.Count == 0)
        {
            return (_, _) => Task.FromResult<StepOutcome>(new StepOutcome.Success(state));
        }

        var session = services.GetRequiredService<SubscriptionSession>();
        var saves = execution.Context.Target != Target.Reconcile;
        foreach (var (key, subscription) in output.Subscriptions)
        {
            if (saves)
            {
                session.Remember(subscription);
            }
            else if (session.HasChanges(subscription))
            {
                throw new SubscriptionException(
                    "reconcile_changes_subscription",
                    $"Step '{step.Name}' changed subscription {subscription.SubscriptionId} ({key}) in a reconcile workflow, which changes nothing in the core database. Make the change in a step of the modify workflow that is not part of the [ExternalSystemSteps] chain.");
            }
        }

        return async (database, token) =>
        {
            if (saves)
            {
                await session.FlushAsync(database, execution.Claim.ProcessId, token);
            }

            foreach (var (key, subscription) in output.Subscriptions)
            {
                state = state.With(key, SubscriptionJson.Write(subscription));
                if (key == ReservedKeys.Subscription && SubscriptionReference.FindAt(state, ReservedKeys.SubscriptionId) is null)
                {
                    state = state.With(ReservedKeys.SubscriptionId, subscription.SubscriptionId);
                }
            }

            return new StepOutcome.Success(state);
        };
    }

    private StepWork StoreProcessSubscription(StepExecution execution)
    {
        var subscriptionId = OwnSubscription(execution);
        return async (database, token) =>
        {
            await ProcessSubscriptions.LinkAsync(database, execution.Claim.ProcessId, subscriptionId, execution.Context.Target, time.GetUtcNow(), token);
            return new StepOutcome.Success(execution.State.With(ReservedKeys.SubscriptionId, subscriptionId));
        };
    }

    private static async Task<StepWork> LockAsync(PlannedStep.Lock step, StepExecution execution, IServiceProvider services, CancellationToken cancellationToken)
    {
        var subscriptionId = OwnSubscription(execution);
        var backup = await DescribeAsync(services, subscriptionId, cancellationToken);
        return async (database, token) =>
        {
            var result = step.Checked
                ? await SubscriptionLock.LockAsync(database, subscriptionId, execution.Claim.ProcessId, token)
                : await SubscriptionLock.TryLockAsync(database, subscriptionId, execution.Claim.ProcessId, token);
            result.ThrowIfRefused(subscriptionId, step.Checked);
            var state = execution.State.With(ReservedKeys.Subscription, backup);
            return new StepOutcome.Success(step.Checked ? WithBackup(state, subscriptionId, backup) : state);
        };
    }

    private static async Task<StepWork> UnlockAsync(StepExecution execution, IServiceProvider services, CancellationToken cancellationToken)
    {
        var subscriptionId = OwnSubscription(execution);
        var subscription = await DescribeAsync(services, subscriptionId, cancellationToken);
        return async (database, token) =>
        {
            await SubscriptionLock.UnlockAsync(database, subscriptionId, execution.Claim.ProcessId, token);
            return new StepOutcome.Success(execution.State.With(ReservedKeys.Subscription, subscription));
        };
    }

    private async Task<StepWork> SetStatusAsync(PlannedStep.SetStatus step, StepExecution execution, IServiceProvider services, CancellationToken cancellationToken)
    {
        var session = services.GetRequiredService<SubscriptionSession>();
        var subscription = await session.GetAsync<SubscriptionModel>(OwnSubscription(execution), cancellationToken);
        return async (database, token) =>
        {
            await LifecycleChange.ApplyAsync(database, subscription, step.Status, time.GetUtcNow(), token);
            session.Remember(subscription);
            await session.FlushAsync(database, execution.Claim.ProcessId, token);
            return new StepOutcome.Success(execution.State.With(ReservedKeys.Subscription, SubscriptionJson.Write(subscription)));
        };
    }
}
