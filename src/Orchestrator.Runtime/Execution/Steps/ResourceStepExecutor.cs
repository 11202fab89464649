using System.Text.Json;
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
    private const string OfOther = " of ";

    private readonly ILogger _logger = loggers.CreateLogger("Orchestrator.Steps");

    internal async Task<StepWork> ExecuteAsync(
        PlannedStep.Resource step,
        StepExecution execution,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        using var scope = Log.StepScope(_logger, execution.Lease.ProcessId, step.Name);
        var call = new EngineStepCall(execution, services, _logger, cancellationToken);
        var resource = (IRunnableResource)step.Binding.Create(call);
        var reports = execution.State.TryGetValue(ReservedKeys.ExternalResources, out var earlier) ? State.FromJson(earlier) : State.Empty;
        var entry = EntryOf(step.Binding.Id, execution.State);
        var rules = await FindRulesAsync(execution.Lease.State, entry, reports, cancellationToken);
        var settling = FindSettling(execution);
        var calls = new ExternalCalls(systems, execution.Origin);
        var (report, remaining) = await resource.RunAsync(
            step.Binding,
            step.Kind,
            call,
            calls,
            FindKey(reports, entry),
            rules,
            settling?.Written
        );
        if (remaining is not null)
        {
            return StepWork.Of(Wait(step.Binding, report, remaining, settling));
        }

        var state = execution.State.With(
            ReservedKeys.ExternalResources,
            reports.With(entry, Storable(report with { ReadAt = time.GetUtcNow() })).ToElement()
        );
        return StepWork.Of(
            new StepOutcome.Success(step.Kind == ResourceAction.Apply ? state.With(step.Binding.StateKey, report.KeyAfter) : state)
        );
    }

    /// <summary>What the start of the process asked for, also for a step that sees only a part of the state.</summary>
    private async ValueTask<WriteRules> FindRulesAsync(State state, string entry, State reports, CancellationToken cancellationToken)
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
        return new(request.Force, found => CheckPlanned(request, entry, found, hasher, reports), deviations);
    }

    /// <summary>
    /// Refuses to write anything but what the plan says. What is as desired already was written before a crash, or is only written again.
    /// </summary>
    /// <exception cref="ProcessFailureException">The object is neither as the plan saw it nor as desired.</exception>
    private static void CheckPlanned(ReconcileRequest request, string entry, ResourceComparison found, StateHasher hasher, State reports)
    {
        var isPlanned = request.Resources.TryGetValue(entry, out var seen);
        var isAsDesired = found.Effect == ResourceEffect.Nothing && isPlanned;
        if (isAsDesired || !isPlanned || seen == found.See(hasher))
        {
            return;
        }

        var written = reports
            .Keys.Select(id => StateJson.Read<ResourceReport>(id, reports[id]))
            .Where(static report => report.Effect != ResourceEffect.Nothing)
            .Select(static report => report.Name)
            .ToArray();
        throw new ProcessFailureException(
            $"{found.Binding.Name} changed after the plan was checked, so it was not written. "
                + (written is [] ? "Nothing was written before it." : $"Already written: {string.Join(", ", written)}."),
            found.Report(found.Effect)
        );
    }

    /// <summary>What the steps of a process have left of its subscription's resources.</summary>
    internal static IReadOnlyList<ResourceDrift> FindResults(State state) =>
        state.TryGetValue(ReservedKeys.ExternalResources, out var reports)
            ?
            [
                .. State
                    .FromJson(reports)
                    .Where(static report => !IsOfOther(report.Key))
                    .Select(static report => ResourceDrift.After(report.Key, StateJson.Read<ResourceReport>(report.Key, report.Value))),
            ]
            : [];

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
    private StepOutcome.Waiting Wait(ResourceBinding binding, ResourceReport written, ResourceReport remaining, SettlingObject? settling)
    {
        var now = time.GetUtcNow();
        var problem =
            $"{binding.Name} was {(written.IsGone ? "removed, but is still there" : "written, but still differs")}: {remaining.Paths}.";
        if (binding.SettlesWithin is not { } settlesWithin || settling?.Until <= now)
        {
            throw new ProcessFailureException(problem, remaining);
        }

        settling ??= new(written, now + settlesWithin);
        return new(
            new StepFailure(nameof(SettlingObject), problem, Traceback: "", FailureKind.Ordinary) { Details = Storable(settling) },
            settling.LookAgain(now, settlesWithin)
        )
        {
            IsProgress = true,
        };
    }

    private static SettlingObject? FindSettling(StepExecution execution) =>
        execution.LastFailure is { Status: StepStatus.Waiting } last
        && last.Key == execution.Step.Key
        && last.Record.TryGetValue("details", out var details)
            ? StateJson.Read<SettlingObject>("details", details)
            : null;

    /// <summary>
    /// The name of a resource's report. Of another subscription than the process's own it is another object, with a key of its own.
    /// </summary>
    private static string EntryOf(string resource, State state) =>
        SubscriptionReference.FindAt(state, ReservedKeys.Subscription) is { } subscription
        && SubscriptionReference.FindOwn(state) is { } own
        && subscription != own
            ? $"{resource}{OfOther}{subscription}"
            : resource;

    private static bool IsOfOther(string entry) =>
        entry.LastIndexOf(OfOther, StringComparison.Ordinal) is >= 0 and var place
        && Guid.TryParse(entry.AsSpan(place + OfOther.Length), out _);

    // The state key is for other steps: another resource, form or step may give it too.
    private static string? FindKey(State reports, string id) =>
        reports.TryGetValue(id, out var report) ? StateJson.Read<ResourceReport>(id, report).KeyAfter : null;

    // What was read may hold any text, and what was written has to be in the log.
    private static JsonElement Storable<T>(T value) =>
        JsonElement.Parse(StorableJson.Clean(JsonSerializer.Serialize(value, StateJson.Options)));
}
