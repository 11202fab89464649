using System.Text.Json;
using Microsoft.Extensions.Logging;
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
internal sealed class ResourceStepExecutor(StateKeyStore keys, EngineLoggers loggers)
{
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
        var rules = await FindRulesAsync(execution.State, reports, cancellationToken);
        var report = await resource.RunAsync(step.Binding, step.Kind, call, FindKey(reports, step.Binding.Id), rules);
        var state = execution.State.With(ReservedKeys.ExternalResources, reports.With(step.Binding.Id, Storable(report)).ToElement());
        return StepWork.Of(
            new StepOutcome.Success(step.Kind == ResourceAction.Apply ? state.With(step.Binding.StateKey, report.KeyAfter) : state)
        );
    }

    /// <summary>What the start of the process asked for, if it asked for anything.</summary>
    private async ValueTask<WriteRules> FindRulesAsync(State state, State reports, CancellationToken cancellationToken)
    {
        if (ReconcileRequest.Find(state) is not { } request)
        {
            return WriteRules.None;
        }

        if (!request.IsBound)
        {
            return new(request.Force, BeforeWrite: null);
        }

        var hasher = new StateHasher(await keys.GetAsync(cancellationToken));
        return new(request.Force, found => CheckPlanned(request, found, hasher, reports));
    }

    /// <summary>
    /// Refuses to write anything but what the plan says. What is as desired already was written before a crash, or is only written again.
    /// </summary>
    /// <exception cref="ProcessFailureException">The object is neither as the plan saw it nor as desired.</exception>
    private static void CheckPlanned(ReconcileRequest request, ResourceComparison found, StateHasher hasher, State reports)
    {
        var isPlanned = request.Resources.TryGetValue(found.Binding.Id, out var seen);
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

    // The state key is for other steps: another resource, form or step may give it too.
    private static string? FindKey(State reports, string id) =>
        reports.TryGetValue(id, out var report) ? StateJson.Read<ResourceReport>(id, report).KeyAfter : null;

    // What was read may hold any text, and what was written has to be in the log.
    private static JsonElement Storable(ResourceReport report) =>
        JsonElement.Parse(StorableJson.Clean(JsonSerializer.Serialize(report, StateJson.Options)));
}
