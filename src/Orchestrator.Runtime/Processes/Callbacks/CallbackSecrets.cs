using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orchestrator.Processes;

/// <summary>
/// The tokens in what is about to be shown. The state of a process has the address at which it is called back, because the step that hands
/// it to an external system takes it from there; users who may not resume the process must not find it.
/// </summary>
internal sealed partial class CallbackSecrets
{
    private const string Hidden = "(secret)";

    private readonly IReadOnlyCollection<string> _tokens;

    private CallbackSecrets(IReadOnlyCollection<string> tokens) => _tokens = tokens;

    /// <summary>Whether an address with a token is in a text.</summary>
    internal static bool IsIn(string text) => Address().IsMatch(text);

    /// <summary>Hides the tokens of the addresses in a text.</summary>
    internal static string Hide(string text) => Address().Replace(text, Hidden);

    /// <summary>Finds the tokens in what is shown of a process; null when there are none.</summary>
    internal static CallbackSecrets? Find(ProcessDetail process)
    {
        string?[] texts = [process.FailedReason, process.Traceback, process.Note, process.Form?.ToJsonString()];
        State?[] states = [process.CurrentState, .. process.Steps.SelectMany(static step => new[] { step.State, step.StateDelta })];
        var tokens = texts
            .OfType<string>()
            .Concat(
                states
                    .OfType<State>()
                    .SelectMany(static state => state.Values)
                    .Where(MayHaveAddress)
                    .Select(static value => value.GetRawText())
            )
            .SelectMany(static text => Address().Matches(text).Select(static match => match.Value))
            .ToHashSet(StringComparer.Ordinal);
        return tokens.Count == 0 ? null : new(tokens);
    }

    /// <summary>Shows a process without them, wherever they stand.</summary>
    internal ProcessDetail HideIn(ProcessDetail process) =>
        process with
        {
            HidesSecrets = true,
            FailedReason = Replace(process.FailedReason),
            Traceback = Replace(process.Traceback),
            Note = Replace(process.Note),
            CurrentState = Replace(process.CurrentState)!,
            Steps =
            [
                .. process.Steps.Select(step =>
                    step with
                    {
                        State = Replace(step.State),
                        StateDelta = Replace(step.StateDelta),
                        SkipReason = Replace(step.SkipReason),
                    }
                ),
            ],
            Form = process.Form is { } form ? JsonNode.Parse(Replace(form.ToJsonString())!)!.AsObject() : null,
        };

    // A token has no character that JSON would write in another way.
    private string? Replace(string? text) =>
        text is null ? null : _tokens.Aggregate(text, static (left, token) => left.Replace(token, Hidden, StringComparison.Ordinal));

    private State? Replace(State? state)
    {
        if (state is null)
        {
            return null;
        }

        var json = state.ToJson();
        var clean = Replace(json)!;
        return clean == json ? state : State.Parse(clean);
    }

    /// <summary>Spares the search, and a copy as text, of nearly every value.</summary>
    private static bool MayHaveAddress(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).IndexOf("callback"u8) >= 0;

    /// <summary>A token after its route, also where the address is part of another one, or a slash is escaped.</summary>
    [GeneratedRegex(
        @"(?<=/processes/[0-9a-f-]{36}/callback/|processes\\/[0-9a-f-]{36}\\/callback\\/|processes%2F[0-9a-f-]{36}%2Fcallback%2F)"
            + @"[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Address();
}
