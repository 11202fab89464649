using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Binding;
using Orchestrator.Diagnostics;
using Orchestrator.Execution.Planning;
using Orchestrator.Processes;
using Orchestrator.Products.Mapping;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Execution;

/// <summary>Executes each kind of step: what waits for the outside first, then what goes into the step's transaction.</summary>
internal sealed class StepExecutor(EngineLoggers loggers, TimeProvider time)
{
    private readonly ILogger _logger = loggers.CreateLogger("Orchestrator.Steps");

    /// <summary>Executes a step, in its wrappers, up to its transaction.</summary>
    internal async Task<StepWork> ExecuteAsync(StepExecution execution, IServiceProvider services, CancellationToken cancellationToken)
    {
        var step = execution.Step;
        if (step.Group is null && step.Wrappers.IsEmpty)
        {
            return await ExecuteInnerAsync(execution, services, cancellationToken);
        }

        if (step.Enter(execution.State) is not { } inner)
        {
            return StepWork.Of(new StepOutcome.Skipped(execution.State, WholeGroup: step.EnterGroup(execution.State) is null));
        }

        var work = await ExecuteInnerAsync(execution with { State = inner }, services, cancellationToken);
        return work.Select(outcome => outcome.Leave(step, execution.State));
    }

    private Task<StepWork> ExecuteInnerAsync(StepExecution execution, IServiceProvider services, CancellationToken cancellationToken) =>
        execution.Step switch
        {
            PlannedStep.Obsolete => Done(new StepOutcome.Success(execution.State)),
            PlannedStep.Start => Done(new StepOutcome.Success(execution.State)),
            PlannedStep.Done => Done(new StepOutcome.Complete(execution.State)),
            PlannedStep.Input => Done(new StepOutcome.Suspend(execution.State)),
            PlannedStep.OpenCallback step => Task.FromResult(OpenCallback(step, execution)),
            PlannedStep.AwaitCallback step => Task.FromResult(AwaitCallback(step, execution)),
            PlannedStep.CloseCallback => Task.FromResult(CloseCallback(execution)),
            PlannedStep.Action step => RunActionAsync(step, execution, services, cancellationToken),
            PlannedStep.StoreProcessSubscription => Task.FromResult(StoreProcessSubscription(execution)),
            PlannedStep.Lock step => LockAsync(step, execution, services, cancellationToken),
            PlannedStep.Unlock => UnlockAsync(execution, services, cancellationToken),
            PlannedStep.System step => ((ISystemStep)services.GetRequiredService(step.Body)).ExecuteAsync(execution, cancellationToken),
            PlannedStep.SetStatus step => SetStatusAsync(step, execution, services, cancellationToken),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is not a planned step."),
        };

    private static Task<StepWork> Done(StepOutcome outcome) => Task.FromResult(StepWork.Of(outcome));

    private async Task<StepWork> RunActionAsync(
        PlannedStep.Action step,
        StepExecution execution,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        using var scope = Log.StepScope(_logger, execution.Claim.ProcessId, step.Name);
        var output = await step.Body(new EngineStepCall(execution, services, _logger, cancellationToken));
        ReservedKeys.Check(step.Name, output.State);
        ReservedKeys.CheckRemoved(step.Name, output.Removed);
        var state = output.Removed.Aggregate(execution.State, static (left, key) => left.Without(key)).Merge(output.State);
        if (output.Subscriptions.Count == 0)
        {
            return StepWork.Of(new StepOutcome.Success(state));
        }

        var session = services.GetRequiredService<SubscriptionSession>();
        var saves = execution.Context.Target != Target.Reconcile;
        foreach (var (key, subscription) in output.Subscriptions)
        {
            if (saves)
            {
                session.Track(subscription);
            }
            else if (session.HasChanges(subscription))
            {
                throw new SubscriptionException(
                    "reconcile_changes_subscription",
                    $"Step '{step.Name}' changed subscription {subscription.SubscriptionId} ({key}) in a reconcile workflow, which changes nothing in the core database. Make the change in a step of the modify workflow that is not part of the [ExternalSystemSteps] chain."
                );
            }
        }

        return new(
            async (database, token) =>
            {
                if (saves)
                {
                    await session.SaveChangesAsync(database, execution.Claim.ProcessId, token);
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
            }
        );
    }

    private static StepWork OpenCallback(PlannedStep.OpenCallback step, StepExecution execution)
    {
        var processId = execution.Claim.ProcessId;
        var token = CallbackToken.Create();
        return new(
            async (database, cancellationToken) =>
            {
                await ProcessCallbacks.OpenAsync(database, processId, token, cancellationToken);
                return new StepOutcome.Success(execution.State.With(step.RouteKey, token.RouteOf(processId)));
            }
        );
    }

    private StepWork AwaitCallback(PlannedStep.AwaitCallback step, StepExecution execution) =>
        new(
            async (database, cancellationToken) =>
            {
                await ProcessCallbacks.AwaitAsync(database, execution.Claim.ProcessId, ExpiryOf(step), cancellationToken);
                return new StepOutcome.AwaitingCallback(execution.State);
            }
        );

    /// <summary>When a wait is over; null for never, which is also what a time beyond the calendar means.</summary>
    private DateTimeOffset? ExpiryOf(PlannedStep.AwaitCallback step)
    {
        var now = time.GetUtcNow();
        return step.Timeout is { } timeout && timeout < DateTimeOffset.MaxValue - now ? now + timeout : null;
    }

    private static StepWork CloseCallback(StepExecution execution) =>
        new(
            async (database, cancellationToken) =>
            {
                await ProcessCallbacks.CloseAsync(database, execution.Claim.ProcessId, cancellationToken);
                return new StepOutcome.Success(execution.State);
            }
        );

    private StepWork StoreProcessSubscription(StepExecution execution)
    {
        var subscriptionId = OwnSubscription(execution);
        return new(
            async (database, token) =>
            {
                await ProcessSubscriptions.LinkAsync(
                    database,
                    execution.Claim.ProcessId,
                    subscriptionId,
                    execution.Context.Target,
                    time.GetUtcNow(),
                    token
                );
                return new StepOutcome.Success(execution.State.With(ReservedKeys.SubscriptionId, subscriptionId));
            }
        );
    }

    private static async Task<StepWork> LockAsync(
        PlannedStep.Lock step,
        StepExecution execution,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var subscriptionId = OwnSubscription(execution);
        var backup = await DescribeAsync(services, subscriptionId, cancellationToken);
        return new(
            async (database, token) =>
            {
                if (step.Checked)
                {
                    await SubscriptionLock.LockAsync(database, subscriptionId, execution.Claim.ProcessId, token);
                }
                else
                {
                    await SubscriptionLock.TryLockAsync(database, subscriptionId, execution.Claim.ProcessId, token);
                }

                var state = execution.State.With(ReservedKeys.Subscription, WithSync(backup, inSync: false));
                return new StepOutcome.Success(step.Checked ? WithBackup(state, subscriptionId, backup) : state);
            }
        );
    }

    private static async Task<StepWork> UnlockAsync(StepExecution execution, IServiceProvider services, CancellationToken cancellationToken)
    {
        var subscriptionId = OwnSubscription(execution);
        var subscription = await DescribeAsync(services, subscriptionId, cancellationToken);
        return new(
            async (database, token) =>
            {
                await SubscriptionLock.UnlockAsync(database, subscriptionId, execution.Claim.ProcessId, token);
                return new StepOutcome.Success(execution.State.With(ReservedKeys.Subscription, WithSync(subscription, inSync: true)));
            }
        );
    }

    private async Task<StepWork> SetStatusAsync(
        PlannedStep.SetStatus step,
        StepExecution execution,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var session = services.GetRequiredService<SubscriptionSession>();
        var subscription = await session.GetAsync<SubscriptionModel>(OwnSubscription(execution), cancellationToken);
        return new(
            async (database, token) =>
            {
                await LifecycleChange.ApplyAsync(database, subscription, step.Status, time.GetUtcNow(), token);
                session.Track(subscription);
                await session.SaveChangesAsync(database, execution.Claim.ProcessId, token);
                return new StepOutcome.Success(execution.State.With(ReservedKeys.Subscription, SubscriptionJson.Write(subscription)));
            }
        );
    }

    /// <summary>The subscription that the process is about.</summary>
    /// <exception cref="StateException">The state names none.</exception>
    private static Guid OwnSubscription(StepExecution execution) =>
        SubscriptionReference.FindOwn(execution.State) ?? throw StateException.Missing(ReservedKeys.SubscriptionId, execution.State.Keys);

    /// <summary>
    /// The subscription as the state shows it. One that is not correct in the database can still be locked and unlocked: only its row is
    /// shown.
    /// </summary>
    private static async Task<JsonObject> DescribeAsync(IServiceProvider services, Guid subscriptionId, CancellationToken cancellationToken)
    {
        var session = services.GetRequiredService<SubscriptionSession>();
        try
        {
            return SubscriptionJson.Write(await session.GetAsync<SubscriptionModel>(subscriptionId, cancellationToken));
        }
        catch (SubscriptionException)
        {
            return session.FindRow(subscriptionId) ?? new() { [ReservedKeys.SubscriptionId] = subscriptionId };
        }
    }

    private static JsonObject WithSync(JsonObject subscription, bool inSync)
    {
        var copy = subscription.DeepClone().AsObject();
        copy["insync"] = inSync;
        return copy;
    }

    /// <summary>Keeps how the subscription was when the process first held it, for clients that show the difference.</summary>
    private static State WithBackup(State state, Guid subscriptionId, JsonObject backup)
    {
        var backups = state.TryGetValue(ReservedKeys.OldSubscriptions, out var present) ? JsonObject.Create(present)! : [];
        return backups.ContainsKey(subscriptionId.ToString())
            ? state
            : state.With(
                ReservedKeys.OldSubscriptions,
                new JsonObject([
                    .. backups.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())),
                    new(subscriptionId.ToString(), backup.DeepClone()),
                ])
            );
    }
}
