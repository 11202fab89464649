using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.ExternalResources;
using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>
/// What the start of a reconcile asked for: to do what a plan says and nothing else, or to write also where nothing differs. The state
/// holds it, with what the plan saw, so a process is bound to its plan for as long as it runs.
/// </summary>
/// <param name="Plan">The plan; null for none.</param>
/// <param name="Force">Whether it writes also where nothing differs.</param>
internal sealed record ReconcileRequest(Guid? Plan, bool Force)
{
    /// <summary>What the plan saw of each resource, by the resource's identity.</summary>
    public IReadOnlyDictionary<string, SeenState> Resources { get; init; } = new Dictionary<string, SeenState>(StringComparer.Ordinal);

    /// <summary>True when the process does what its plan says and nothing else.</summary>
    [JsonIgnore]
    public bool IsBound => Plan is not null;

    /// <summary>What was asked for; null for nothing.</summary>
    internal static ReconcileRequest? Find(State state) =>
        state.TryGetValue(ReservedKeys.Reconcile, out var stored) ? StateJson.Read<ReconcileRequest>(ReservedKeys.Reconcile, stored) : null;

    /// <summary>The request of a start.</summary>
    /// <param name="plan">The plan; null for none.</param>
    /// <param name="seen">What the plan saw, as it is stored; null for none.</param>
    /// <param name="force">Whether to write also where nothing differs.</param>
    internal static ReconcileRequest Of(Guid? plan, string? seen, bool force)
    {
        var request = new ReconcileRequest(plan, force);
        return seen is null
            ? request
            : request with
            {
                Resources = JsonSerializer.Deserialize<Dictionary<string, SeenState>>(seen, StateJson.Options)!,
            };
    }

    /// <summary>The state with the request.</summary>
    internal State AddTo(State state) => state.With(ReservedKeys.Reconcile, JsonSerializer.SerializeToElement(this, StateJson.Options));
}
