using System.Text.Json;
using System.Text.RegularExpressions;
using MudBlazor;
using Orchestrator.Drift;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Shared;

/// <summary>The words, colours and icons of what the pages show. A colour is never the only sign: each has its word.</summary>
internal static partial class Display
{
    /// <summary>A status in words: <c>awaiting callback</c>.</summary>
    internal static string StatusText<T>(T value)
        where T : struct, Enum => WireName.Of(value).Replace('_', ' ');

    /// <summary>The value with a name of the wire; null where there is none, because an address can say anything.</summary>
    internal static T? FindByWireName<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => WireName.Of(value!.Value) == name);

    internal static Color ColorOf(DriftStatus status) =>
        status switch
        {
            DriftStatus.NoDrift => Color.Success,
            DriftStatus.Drifted => Color.Warning,
            DriftStatus.Unknown => Color.Error,
            _ => Color.Default,
        };

    internal static Color ColorOf(ProcessStatus status) =>
        status switch
        {
            ProcessStatus.Completed => Color.Success,
            ProcessStatus.Failed or ProcessStatus.ApiUnavailable or ProcessStatus.InconsistentData => Color.Error,
            ProcessStatus.Suspended or ProcessStatus.Waiting or ProcessStatus.AwaitingCallback => Color.Warning,
            ProcessStatus.Aborted => Color.Default,
            _ => Color.Info,
        };

    /// <summary>The colour of a button of a form, by the names of clients of orchestrator-core; the given one for any other name.</summary>
    internal static Color ButtonColorOf(string? name, Color other) =>
        name switch
        {
            "primary" => Color.Primary,
            "accent" => Color.Secondary,
            "success" => Color.Success,
            "warning" => Color.Warning,
            "danger" => Color.Error,
            "text" or "ghost" => Color.Default,
            _ => other,
        };

    internal static Color ColorOf(StepStatus? status) =>
        status switch
        {
            StepStatus.Success or StepStatus.Complete => Color.Success,
            StepStatus.Failed => Color.Error,
            StepStatus.Suspend or StepStatus.Waiting or StepStatus.AwaitingCallback => Color.Warning,
            _ => Color.Default,
        };

    internal static string IconOf(StepStatus? status) =>
        status switch
        {
            StepStatus.Success or StepStatus.Complete => Icons.Material.Filled.CheckCircle,
            StepStatus.Failed => Icons.Material.Filled.Error,
            StepStatus.Skipped => Icons.Material.Filled.SkipNext,
            StepStatus.Abort => Icons.Material.Filled.Block,
            StepStatus.Suspend or StepStatus.Waiting or StepStatus.AwaitingCallback => Icons.Material.Filled.HourglassBottom,
            _ => Icons.Material.Outlined.RadioButtonUnchecked,
        };

    /// <summary>A value of a difference: texts as they are, everything else as JSON.</summary>
    internal static string Value(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => "none",
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };

    /// <summary>A value in a sentence or the name of a button, of which 80 characters are enough to know it.</summary>
    internal static string ShortValue(JsonElement value)
    {
        const int maxLength = 80;
        var text = Value(value);
        return text.Length <= maxLength ? text : $"{text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)]}…";
    }

    /// <summary>
    /// Why something was refused. The texts of the engine name the request of the API that sets a subscription in sync, for which its page
    /// has a button.
    /// </summary>
    internal static string Refusal(string reason) => SetInSyncRequest().Replace(reason, " on its page");

    /// <summary>The place of a difference; the object itself has none.</summary>
    internal static string Path(string path) => path.Length == 0 ? "the whole object" : path;

    /// <summary>The heading of what a step would do, or has done.</summary>
    internal static string EffectText(ResourceEffect effect, bool isPlanned) =>
        (effect, isPlanned) switch
        {
            (ResourceEffect.Nothing, true) => "nothing to write",
            (ResourceEffect.Nothing, false) => "nothing was written",
            (ResourceEffect.Change, true) => "will be changed",
            (ResourceEffect.Change, false) => "was changed",
            (ResourceEffect.Create, true) => "will be created",
            (ResourceEffect.Create, false) => "was created",
            (ResourceEffect.Remove, true) => "will be removed",
            (ResourceEffect.Remove, false) => "was removed",
            (_, true) => "cannot be told before it runs",
            _ => "was written, and cannot be read",
        };

    /// <summary>A number with its noun.</summary>
    internal static string CountOf(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    /// <summary>
    /// The last characters of an id, which are enough to tell one from another in a list: ids that were made in the same minute begin
    /// alike.
    /// </summary>
    internal static string ShortId(Guid id) => id.ToString()[^8..];

    /// <summary>A colour as a value of a style, in whichever theme.</summary>
    internal static string CssColorOf(Color color) =>
        color == Color.Default ? "var(--mud-palette-text-secondary)" : $"var(--mud-palette-{color.ToString().ToLowerInvariant()})";

    [GeneratedRegex(" with PUT /api/subscriptions/[0-9a-f-]+/set_in_sync")]
    private static partial Regex SetInSyncRequest();
}
