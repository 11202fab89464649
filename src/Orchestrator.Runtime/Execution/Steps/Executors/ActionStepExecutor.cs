using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Binding;
using Orchestrator.Diagnostics;
using Orchestrator.Execution.Planning;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Mapping;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Execution;

/// <summary>Executes an author's step: its method first; then what it returned goes into the state, and subscriptions are saved.</summary>
internal sealed class ActionStepExecutor(EngineLoggers loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("Orchestrator.Steps");

    internal async Task<StepWork> ExecuteAsync(
        PlannedStep.Action step,
        StepExecution execution,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        using var scope = Log.StepScope(_logger, execution.Lease.ProcessId, step.Name);
        var output = await step.Body(new EngineStepCall(execution, services, _logger, cancellationToken));
        if (output.NullSubscriptions is [var nothing, ..])
        {
            throw SubscriptionErrors.StepReturnedNull(step.Name, nothing);
        }

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
                    $"Step '{step.Name}' changed subscription {subscription.SubscriptionId} ({key}) in a reconcile workflow, which "
                        + "changes nothing in the core database. Make the change in a step of the modify workflow that is not part of "
                        + "the [ExternalSystemSteps] chain."
                );
            }
            else
            {
                session.DemandNoLostChange(subscription);
            }
        }

        var prepared = await session.PrepareAsync(cancellationToken);
        var shown = output
            .Subscriptions.Select(static pair => (pair.Key, Model: pair.Value, Members: SubscriptionJson.WriteMembers(pair.Value)))
            .ToArray();
        return saves
            ? new(
                async (database, token) =>
                {
                    await session.SaveAsync(database, prepared, execution.Lease.ProcessId, token);
                    return Show();
                }
            )
            : StepWork.Of(Show());

        StepOutcome Show()
        {
            foreach (var (key, model, members) in shown)
            {
                state = state.With(key, SubscriptionJson.Write(model, members));
                if (key == ReservedKeys.Subscription && SubscriptionReference.FindAt(state, ReservedKeys.SubscriptionId) is null)
                {
                    state = state.With(ReservedKeys.SubscriptionId, model.SubscriptionId);
                }
            }

            return new StepOutcome.Success(state);
        }
    }
}
