using Microsoft.Extensions.Logging;
using Orchestrator.Binding;
using Orchestrator.Diagnostics;
using Orchestrator.Drift;
using Orchestrator.Execution.Planning;
using Orchestrator.ExternalResources;
using Orchestrator.Processes;
using Orchestrator.Storage.Drift;

namespace Orchestrator.Execution;

/// <summary>
/// Executes a step on an external resource. What it did to the external system goes into the state, so the log shows it with the step.
/// </summary>
internal sealed class ResourceStepExecutor(
    StateKeyStore keys,
    IExternalSystems systems,
    IDeviationReader deviations,
    EngineLoggers loggers,
    TimeProvider time
)
{
    private readonly ILogger _logger = loggers.CreateLogger("Orchestrator.Steps");

    /// <summary>Applies, removes or compares the object.</summary>
    internal Task<StepWork> ExecuteAsync(
        PlannedStep.Resource step,
        StepExecution execution,
        IServiceProvider services,
        CancellationToken cancellationToken
    ) => RunAsync(step, execution, written: null, services, cancellationToken);

    /// <summary>Reads back what an earlier step of the group has written.</summary>
    internal Task<StepWork> ReadBackAsync(
        PlannedStep.ReadBack step,
        StepExecution execution,
        IServiceProvider services,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            new(step.Binding, ResourceAction.Apply),
            execution,
            ResourceReports.FindUnconfirmed(step.Binding, execution.State),
            services,
            cancellationToken
        );

    private async Task<StepWork> RunAsync(
        PlannedStep.Resource step,
        StepExecution execution,
        ResourceReport? written,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        using var scope = Log.StepScope(_logger, execution.Lease.ProcessId, execution.Step.Name);
        var call = new EngineStepCall(execution, services, _logger, cancellationToken);
        var resource = step.Binding.Create(call);
        resource.CallbackRoute = step.AwaitsCallback ? execution.State.Get<string>(CallbackStep.DefaultRouteKey) : null;
        var reports = ResourceReports.Of(step.Binding, execution.State);
        var rules = await FindRulesAsync(execution.Lease.State, reports, cancellationToken);
        var settling = FindSettling(execution);
        var result = await ((IRunnableResource)resource).RunAsync(
            step.Binding,
            step.Kind,
            call,
            new ExternalCalls(systems, execution.Origin),
            reports.Key,
            rules with
            {
                AwaitsCallback = step.AwaitsCallback,
                LostKey = FindLostKey(step, execution),
            },
            written ?? settling?.Written
        );
        var report = result.Report;
        if (result.Remaining is { } remaining)
        {
            return StepWork.Of(Wait(step.Binding, result, remaining, settling));
        }

        if (result.OtherKey is { } other && step.Binding.StateKey is { } key && !IsTaken(key, execution))
        {
            throw new ProcessFailureException(
                $"{step.Binding.Name} was written, but no later process would find it. {DescribeKeys(report, other)}, by which the object "
                    + $"is not found. Let both return the same key, or let a later step of the workflow store '{key}' in the subscription, "
                    + "so that Identify returns it.",
                report
            );
        }

        var state = reports.With(report with { ReadAt = time.GetUtcNow() });
        if (step is { Kind: ResourceAction.Apply, Binding.StateKey: { } stateKey })
        {
            state = state.With(stateKey, report.KeyAfter);
        }

        // The result of another callback is not the result of this one.
        return StepWork.Of(new StepOutcome.Success(step.AwaitsCallback ? state.Without(CallbackStep.DefaultResultKey) : state));
    }

    private static string DescribeKeys(ResourceReport written, string other) =>
        $"ApplyAsync returned the key '{written.Key}', and Identify returns the key '{other}'";

    /// <summary>Whether a later step can store the key that a write has returned, so that the subscription gives it from then on.</summary>
    private static bool IsTaken(string key, StepExecution execution) =>
        execution
            .Plan.Steps.Skip(execution.Plan.Steps.IndexOf(execution.Step) + 1)
            .Any(later => later.Keys.ReadsAnyKey || later.Keys.Reads.Contains(key));

    /// <summary>
    /// The key under which a write returns that of the object, where no step after it can store it. A step that changes the subscription
    /// may do so by other means, the result of a callback may say it, and a later step on the resource uses it in this process.
    /// </summary>
    private static string? FindLostKey(PlannedStep.Resource step, StepExecution execution) =>
        step is { Kind: ResourceAction.Apply, AwaitsCallback: false, Binding.StateKey: { } key }
        && !IsTaken(key, execution)
        && !execution
            .Plan.Steps.Skip(execution.Plan.Steps.IndexOf(execution.Step) + 1)
            .Any(later =>
                later is PlannedStep.Resource { Binding: var binding } && binding == step.Binding
                || later.Keys.Reads.Any(SubscriptionReference.IsOwn)
            )
            ? key
            : null;

    /// <summary>What the start of the process asked for, also for a step that sees only a part of the state.</summary>
    private async ValueTask<WriteRules> FindRulesAsync(State state, ResourceReports reports, CancellationToken cancellationToken)
    {
        if (ReconcileRequest.Find(state) is not { } request)
        {
            return new(Force: false, BeforeWrite: null, deviations);
        }

        if (!request.IsBound)
        {
            return new(request.Force, BeforeWrite: null, deviations);
        }

        var hasher = new StateHasher(await keys.GetAsync(cancellationToken));
        return new(request.Force, found => CheckPlanned(request, found, hasher, reports), deviations);
    }

    /// <summary>
    /// Refuses to write anything but what the plan says. What is as desired already was written before a crash, or is only written again.
    /// </summary>
    /// <exception cref="ProcessFailureException">The object is neither as the plan saw it nor as desired.</exception>
    private static void CheckPlanned(ReconcileRequest request, ResourceComparison found, StateHasher hasher, ResourceReports reports)
    {
        if (!request.Resources.TryGetValue(reports.Entry, out var planned) || found.IsAllowedBy(planned, hasher))
        {
            return;
        }

        var written = reports.Written;
        throw new ProcessFailureException(
            $"{found.Binding.Name} changed after the plan was checked, so it was not written. "
                + (written is [] ? "Nothing was written before it." : $"Already written: {string.Join(", ", written)}."),
            found.Report(found.Effect)
        );
    }

    /// <summary>The differences that a comparison has failed with; null for any other failure.</summary>
    internal static ResourceDrift? FindDrift(PlannedStep step, StepFailure failure)
    {
        if (
            step is not PlannedStep.Resource { Kind: ResourceAction.Compare, Binding: var binding }
            || failure is not { Kind: FailureKind.InconsistentData, Details: { } details }
        )
        {
            return null;
        }

        try
        {
            return ResourceDrift.Differing(binding.Id, StateJson.Read<ResourceReport>("details", details));
        }
        catch (StateException)
        {
            // The resource's own code has failed with details of its own.
            return null;
        }
    }

    /// <summary>
    /// Waits for a system that takes its time until it holds what was written. The step's worker is free meanwhile, and what was written is
    /// kept in the step's row.
    /// </summary>
    /// <exception cref="ProcessFailureException">The system does not hold it, and its time is over.</exception>
    private StepOutcome.Waiting Wait(ResourceBinding binding, ResourceResult result, ResourceReport remaining, SettlingObject? settling)
    {
        var now = time.GetUtcNow();
        var written = result.Report;
        var problem =
            (
                written.IsGone ? $"{binding.Name} was removed, but is still there: {remaining.Paths}."
                : remaining is { IsMissing: true, Key: { } key }
                    ? $"{binding.Name} was written, but ReadAsync does not find it by the key '{key}'."
                : $"{binding.Name} was written, but still differs: {remaining.Paths}."
            )
            + (
                result.OtherKey is { } other
                    ? $" It was read by the first of two keys: {DescribeKeys(written, other)}. Let ApplyAsync return the one by which "
                        + "ReadAsync finds the object."
                    : ""
            );
        if (binding.SettlesWithin is not { } settlesWithin || settling?.Until <= now)
        {
            throw new ProcessFailureException(problem, remaining);
        }

        settling ??= new(written, now + settlesWithin);
        return new(
            new StepFailure(nameof(SettlingObject), problem, Traceback: "", FailureKind.Ordinary)
            {
                Details = ResourceReports.Storable(settling),
            },
            settling.LookAgain(now, settlesWithin)
        )
        {
            IsProgress = true,
        };
    }

    private static SettlingObject? FindSettling(StepExecution execution) =>
        execution.LastFailure is { Status: StepStatus.Waiting } last && last.Key == execution.Step.Key && last.Progress is { } progress
            ? StateJson.Read<SettlingObject>(FailedStepRow.ProgressKey, progress)
            : null;
}
