using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Binding;
using Orchestrator.Execution.Planning;
using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>Executes each kind of step: what waits for the outside first, then what goes into the step's transaction.</summary>
internal sealed class StepExecutor(
    ActionStepExecutor actions,
    CallbackStepExecutor callbacks,
    ResourceStepExecutor resources,
    PlanCheckExecutor plans,
    SubscriptionStepExecutor subscriptions
)
{
    /// <summary>Executes a step, in its wrappers, up to its transaction.</summary>
    internal async Task<StepWork> ExecuteAsync(StepExecution execution, IServiceProvider services, CancellationToken cancellationToken)
    {
        var step = execution.Step;
        if (step.Group is null && step.Wrappers.IsEmpty)
        {
            return await ExecuteInnerAsync(execution, services, cancellationToken);
        }

        var (entered, skipsGroup) = await step.EnterAsync(execution.State, HoldsAsync);
        if (entered is not { } inner)
        {
            return StepWork.Of(new StepOutcome.Skipped(execution.State, skipsGroup));
        }

        var work = await ExecuteInnerAsync(execution with { State = inner }, services, cancellationToken);
        return work.Select(outcome => outcome.Leave(step, execution.State));

        Task<bool> HoldsAsync(SubscriptionCondition condition) =>
            condition.HoldsAsync(
                services.GetRequiredService<ISubscriptions>(),
                SubscriptionReference.FindOwn(execution.State)
                    ?? throw StateException.Missing(ReservedKeys.Subscription, execution.State.Keys),
                cancellationToken
            );
    }

    private Task<StepWork> ExecuteInnerAsync(StepExecution execution, IServiceProvider services, CancellationToken cancellationToken) =>
        execution.Step switch
        {
            PlannedStep.Obsolete => Done(new StepOutcome.Success(execution.State)),
            PlannedStep.Start => Done(new StepOutcome.Success(execution.State)),
            PlannedStep.Done => Done(new StepOutcome.Complete(execution.State)),
            PlannedStep.Input => Done(new StepOutcome.Suspend(execution.State)),
            PlannedStep.OpenCallback step => Task.FromResult(callbacks.Open(step, execution)),
            PlannedStep.AwaitCallback step => Task.FromResult(callbacks.Await(step, execution)),
            PlannedStep.CloseCallback => Task.FromResult(CallbackStepExecutor.Close(execution)),
            PlannedStep.Action step => actions.ExecuteAsync(step, execution, services, cancellationToken),
            PlannedStep.Resource step => resources.ExecuteAsync(step, execution, services, cancellationToken),
            PlannedStep.ReadBack step => resources.ReadBackAsync(step, execution, services, cancellationToken),
            PlannedStep.CheckPlan => plans.ExecuteAsync(execution, services, cancellationToken),
            PlannedStep.StoreProcessSubscription => Task.FromResult(subscriptions.Link(execution)),
            PlannedStep.Lock step => SubscriptionStepExecutor.LockAsync(step, execution, services, cancellationToken),
            PlannedStep.Unlock => subscriptions.UnlockAsync(execution, services, cancellationToken),
            PlannedStep.System step => ((ISystemStep)services.GetRequiredService(step.Body)).ExecuteAsync(execution, cancellationToken),
            PlannedStep.SetStatus step => subscriptions.SetStatusAsync(step, execution, services, cancellationToken),
            var other => throw new InvalidOperationException($"{TypeText.Of(other.GetType())} is not a planned step."),
        };

    private static Task<StepWork> Done(StepOutcome outcome) => Task.FromResult(StepWork.Of(outcome));
}
