using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orchestrator.Diagnostics;
using Orchestrator.Execution.Planning;
using Orchestrator.ExternalResources;
using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>
/// Executes a step on an external resource. What it did to the external system goes into the state, so the log shows it with the step.
/// </summary>
internal sealed class ResourceStepExecutor(EngineLoggers loggers)
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
        var report = await resource.RunAsync(step.Binding, step.Kind, call, FindKey(reports, step.Binding.Id));
        var state = execution.State.With(ReservedKeys.ExternalResources, reports.With(step.Binding.Id, Storable(report)).ToElement());
        return StepWork.Of(
            new StepOutcome.Success(step.Kind == ResourceAction.Apply ? state.With(step.Binding.StateKey, report.KeyAfter) : state)
        );
    }

    // The state key is for other steps: another resource, form or step may give it too.
    private static string? FindKey(State reports, string id) =>
        reports.TryGetValue(id, out var report) ? StateJson.Read<ResourceReport>(id, report).KeyAfter : null;

    // What was read may hold any text, and what was written has to be in the log.
    private static JsonElement Storable(ResourceReport report) =>
        JsonElement.Parse(StorableJson.Clean(JsonSerializer.Serialize(report, StateJson.Options)));
}
