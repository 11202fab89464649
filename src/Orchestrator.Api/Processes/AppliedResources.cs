using System.Text.Json;

namespace Orchestrator.Api.Processes;

/// <summary>What the steps of a process did to the external resources of its subscription, as they logged it.</summary>
internal static class AppliedResources
{
    /// <summary>The key of the state under which the steps log it, by the identity of the resource.</summary>
    private const string Key = "__external_resources__";

    /// <summary>What comes before the id of another subscription, of which the caller may see nothing.</summary>
    private const string OfOther = " of ";

    /// <summary>
    /// Reads what was done. An entry that another version has written in another form is left out: the process was started, and the answer
    /// has to say so.
    /// </summary>
    /// <returns>Null when no step of the process is about an external resource.</returns>
    internal static IReadOnlyList<AppliedResourceDto>? Of(State state) =>
        state.TryGetValue(Key, out var logged) && logged.ValueKind == JsonValueKind.Object
            ? [.. logged.EnumerateObject().Where(static entry => !IsOfOther(entry.Name)).Select(Read).OfType<AppliedResourceDto>()]
            : null;

    private static AppliedResourceDto? Read(JsonProperty entry) =>
        entry.Value is { ValueKind: JsonValueKind.Object } report
        && Find(report, "name", JsonValueKind.String) is { } name
        && Find(report, "effect", JsonValueKind.String) is { } effect
        && Find(report, "differences", JsonValueKind.Array) is { } differences
        && Find(report, "difference_count", JsonValueKind.Number) is { } count
        && count.TryGetInt32(out var total)
            ? new(name.GetString()!, effect.GetString()!, differences, total)
            : null;

    private static JsonElement? Find(JsonElement report, string name, JsonValueKind kind) =>
        report.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;

    private static bool IsOfOther(string entry) =>
        entry.LastIndexOf(OfOther, StringComparison.Ordinal) is >= 0 and var place
        && Guid.TryParse(entry.AsSpan(place + OfOther.Length), out _);
}
