using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Binding;
using Orchestrator.Execution.Planning;
using Orchestrator.Processes;
using Orchestrator.Products.Mapping;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Execution;

/// <summary>Executes the engine's own steps on the subscription of a process.</summary>
internal sealed class SubscriptionStepExecutor(DriftWriter drifts, TimeProvider time)
{
    internal StepWork Link(StepExecution execution)
    {
        var subscriptionId = OwnSubscription(execution);
        return new(
            async (database, token) =>
            {
                await ProcessSubscriptions.LinkAsync(
                    database,
                    execution.Lease.ProcessId,
                    subscriptionId,
                    execution.Context.Target,
                    time.GetUtcNow(),
                    token
                );
                return new StepOutcome.Success(execution.State.With(ReservedKeys.SubscriptionId, subscriptionId));
            }
        );
    }

    internal static async Task<StepWork> LockAsync(
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
                    await SubscriptionLock.LockAsync(database, subscriptionId, execution.Lease.ProcessId, token);
                }
                else
                {
                    await SubscriptionLock.TryLockAsync(database, subscriptionId, execution.Lease.ProcessId, token);
                }

                var state = execution.State.With(ReservedKeys.Subscription, WithSync(backup, inSync: false));
                return new StepOutcome.Success(step.Checked ? WithBackup(state, subscriptionId, backup) : state);
            }
        );
    }

    /// <summary>
    /// Gives the subscription back. What the process has read back of its external resources is a check, which counts from now on.
    /// </summary>
    internal async Task<StepWork> UnlockAsync(StepExecution execution, IServiceProvider services, CancellationToken cancellationToken)
    {
        var subscriptionId = OwnSubscription(execution);
        var subscription = await DescribeAsync(services, subscriptionId, cancellationToken);
        return new(
            async (database, token) =>
            {
                var released = await SubscriptionLock.UnlockAsync(database, subscriptionId, execution.Lease.ProcessId, token);
                if (released && ResourceReports.FindResults(execution.State) is { Count: > 0 } found)
                {
                    await drifts.AddAsync(database, subscriptionId, found, execution.Lease.ProcessId, time.GetUtcNow(), token);
                }

                return new StepOutcome.Success(execution.State.With(ReservedKeys.Subscription, WithSync(subscription, inSync: true)));
            }
        );
    }

    internal async Task<StepWork> SetStatusAsync(
        PlannedStep.SetStatus step,
        StepExecution execution,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var session = services.GetRequiredService<SubscriptionSession>();
        var subscription = await session.GetAsync<SubscriptionModel>(OwnSubscription(execution), cancellationToken);
        LifecycleChange.Apply(subscription, step.Status, time.GetUtcNow());
        session.Track(subscription);
        var prepared = await session.PrepareAsync(cancellationToken);
        var members = SubscriptionJson.WriteMembers(subscription);
        return new(
            async (database, token) =>
            {
                await LifecycleChange.CheckUsersAsync(database, subscription.SubscriptionId, step.Status, token);
                await session.SaveAsync(database, prepared, execution.Lease.ProcessId, token);
                return new StepOutcome.Success(
                    execution.State.With(ReservedKeys.Subscription, SubscriptionJson.Write(subscription, members))
                );
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
