using System.Runtime.InteropServices;
using System.Text.Json;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Errors;

/// <summary>
/// Bounds what an error repeats of its request, so that no answer is larger than what caused it by more than a constant, and none fails
/// while it is written.
/// </summary>
internal static class Echo
{
    /// <summary>The beginning of a text that a message repeats.</summary>
    internal static string Text(string text) => Cut(text, ApiLimits.MaxEchoedText);

    /// <summary>The beginning of a message that lists what is wrong.</summary>
    internal static string Detail(string text) => Cut(text, ApiLimits.MaxDetailLength);

    /// <summary>An error without an input that is large, or that could not be written: deep, or text that is not Unicode.</summary>
    internal static RequestErrorDto Bounded(RequestErrorDto error) =>
        error with
        {
            Loc = [.. error.Loc.Select(static part => part is string name ? Text(name) : part)],
            Msg = Cut(error.Msg, ApiLimits.MaxEchoedInput),
            Input = error.Input is { } input && IsEchoed(input) ? input : null,
        };

    private static bool IsEchoed(JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.Undefined)
        {
            return false;
        }

        return JsonMarshal.GetRawUtf8Value(input).Length <= ApiLimits.MaxEchoedInput && StorableJson.FindProblem(input) is null;
    }

    private static string Cut(string text, int maxLength) => text.Length <= maxLength ? text : $"{StorableText.Start(text, maxLength)}...";
}
