using System.Text.Json;
using Orchestrator.Binding;
using Orchestrator.Drift;
using Orchestrator.ExternalResources;
using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>The reports of the steps on external resources in the state of a process, by the identity of the resource.</summary>
internal sealed class ResourceReports
{
    private const string OfOther = " of ";

    private readonly State _state;
    private readonly State _reports;
    private readonly string _entry;

    private ResourceReports(State state, ResourceBinding binding)
    {
        _state = state;
        _reports = ReportsOf(state);
        _entry = EntryOf(binding.Id, state);
    }

    /// <summary>The name of the resource's report.</summary>
    internal string Entry => _entry;

    /// <summary>The object's key, as an earlier step stored it; null if there is none.</summary>
    // The state key is for other steps: another resource, form or step may give it too.
    internal string? Key => Find()?.KeyAfter;

    /// <summary>The names of the resources that were written.</summary>
    internal IReadOnlyList<string> Written =>
        [
            .. _reports
                .Keys.Select(Read)
                .Where(static report => report.Effect != ResourceEffect.Nothing)
                .Select(static report => report.Name),
        ];

    /// <summary>Reads the reports for a step on a resource.</summary>
    internal static ResourceReports Of(ResourceBinding binding, State state) => new(state, binding);

    /// <summary>The report of an object that was written and not read back; null for any other.</summary>
    internal static ResourceReport? FindUnconfirmed(ResourceBinding binding, State state) =>
        Of(binding, state).Find() is { IsUnconfirmed: true } written ? written : null;

    /// <summary>What the steps of a process have left of its subscription's resources.</summary>
    internal static IReadOnlyList<ResourceDrift> FindResults(State state) =>
        [
            .. ReportsOf(state)
                .Where(static report => !IsOfOther(report.Key))
                .Select(static report => ResourceDrift.After(report.Key, StateJson.Read<ResourceReport>(report.Key, report.Value))),
        ];

    /// <summary>The state with another report of the resource.</summary>
    internal State With(ResourceReport report) =>
        _state.With(ReservedKeys.ExternalResources, _reports.With(_entry, Storable(report)).ToElement());

    // What was read may hold any text, and what was written has to be in the log.
    internal static JsonElement Storable<T>(T value) =>
        JsonElement.Parse(StorableJson.Clean(JsonSerializer.Serialize(value, StateJson.Options)));

    private ResourceReport? Find() => _reports.ContainsKey(_entry) ? Read(_entry) : null;

    private ResourceReport Read(string entry) => StateJson.Read<ResourceReport>(entry, _reports[entry]);

    private static State ReportsOf(State state) =>
        state.TryGetValue(ReservedKeys.ExternalResources, out var reports) ? State.FromJson(reports) : State.Empty;

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
}
