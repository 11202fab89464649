using System.Net;
using System.Text.Json;

namespace Orchestrator.Processes;

/// <summary>
/// Why a step failed, as data that can be stored whatever the exception is: its texts have a limit, and what cannot be read or written of
/// it says so instead.
/// </summary>
/// <param name="Class">The exception's type name.</param>
/// <param name="Error">The message.</param>
/// <param name="Traceback">The exception in full; kept on the process, never in the step's state.</param>
/// <param name="Kind">What the failure means for a task.</param>
internal sealed record StepFailure(string Class, string Error, string Traceback, FailureKind Kind)
{
    private const int MaxReasonLength = 10_000;
    private const int MaxTracebackLength = 50_000;
    private const int MaxDetailsLength = 100_000;
    private const int MaxHeaderLength = 1_000;
    private const int MaxHeaders = 100;

    /// <summary>More about the failure, given by the author; null for none.</summary>
    public JsonElement? Details { get; init; }

    /// <summary>The HTTP status that an external system answered; null when the failure is not an HTTP answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The address that was called, without what may be secret of it; null when no one knows.</summary>
    public string? HttpAddress { get; init; }

    /// <summary>What it answered; null when no one knows.</summary>
    public string? HttpBody { get; init; }

    /// <summary>The headers of that; null when no one knows.</summary>
    public IReadOnlyDictionary<string, string>? HttpHeaders { get; init; }

    /// <summary>Turns what a step threw into data.</summary>
    internal static StepFailure From(Exception exception, FailureKind kind = FailureKind.Ordinary)
    {
        var type = TypeText.Of(exception.GetType());
        var answer = exception as HttpResponseException;
        return new(
            type,
            StorableText.Clean(
                StorableText.Start(
                    CallbackSecrets.Hide(TryRead(() => MessageOf(exception)) ?? $"{type}: its message cannot be read."),
                    MaxReasonLength
                )
            ),
            StorableText.Clean(
                StorableText.End(CallbackSecrets.Hide(TryRead(exception.ToString) ?? TypesOf(exception)), MaxTracebackLength)
            ),
            kind
        )
        {
            Details = DetailsOf(exception),
            HttpStatus = (int?)(exception as HttpRequestException)?.StatusCode,
            HttpAddress = answer?.Address is { } address ? StorableText.Clean(CallbackSecrets.Hide(address)) : null,
            HttpBody = answer?.Body is { } body ? StorableText.Clean(CallbackSecrets.Hide(body)) : null,
            HttpHeaders = answer is null ? null : TryRead(() => HeadersOf(answer)),
        };
    }

    /// <summary>What is left when not even the record of the failure could be stored.</summary>
    internal StepFailure Bare() =>
        new(
            Class,
            $"The step failed with {Class}, and more of the failure could not be recorded. The host's log has it.",
            "",
            FailureKind.Ordinary
        );

    /// <summary>What can be said of an exception whose text cannot be read, or that of one inside it.</summary>
    private static string TypesOf(Exception exception)
    {
        var lines = new List<string?>();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            var place = cause;
            lines.Add($"{TypeText.Of(cause.GetType())}: it cannot be written as text.");
            lines.Add(TryRead(() => place.StackTrace));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static string MessageOf(Exception exception) =>
        exception is HttpIOException or JsonException && ResourceCall.FindFailed(exception) is { } reading
            ? reading.Describe(status: null, address: null, exception.Message)
        : exception is not HttpRequestException http || WordsOf(http) is not { } words ? exception.Message
        : ResourceCall.FindFailed(http) is { } call ? call.Describe(http.StatusCode, (http as HttpResponseException)?.Address, words)
        : words;

    /// <summary>
    /// What an exception says that the framework or <see cref="HttpResponseException"/> has made, in few words, which do not say what was
    /// called. Null for an author's own.
    /// </summary>
    private static string? WordsOf(HttpRequestException exception) =>
        exception.StatusCode is { } status && exception.Message == UsualMessage(status) ? HttpResponseException.DefaultReasonPhrase(status)
        : exception is HttpResponseException || exception.HttpRequestError != HttpRequestError.Unknown ? exception.Message
        : null;

    /// <summary>
    /// What the framework says of a status, which is the reason phrase in more words; whatever else an exception says are its author's
    /// words, and stay.
    /// </summary>
    private static string? UsualMessage(HttpStatusCode status)
    {
        using var response = new HttpResponseMessage(status);
        try
        {
            response.EnsureSuccessStatusCode();
            return null;
        }
        catch (HttpRequestException usual)
        {
            return usual.Message;
        }
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseException answer) =>
        answer
            .Headers.Take(MaxHeaders)
            .ToDictionary(
                static header => StorableText.Start(header.Key, MaxHeaderLength),
                static header => StorableText.Start(CallbackSecrets.Hide(header.Value), MaxHeaderLength),
                StringComparer.Ordinal
            );

    private static JsonElement? DetailsOf(Exception exception)
    {
        object? details = exception switch
        {
            ProcessFailureException failure => failure.Details,
            SubscriptionException { LockedBy: { } owner } => new { locked_by = owner },
            _ => null,
        };
        if (details is null)
        {
            return null;
        }

        try
        {
            var json = JsonElement.Parse(
                StorableJson.Clean(CallbackSecrets.Hide(JsonSerializer.Serialize(details, details.GetType(), StateJson.Options)))
            );
            return StorableJson.FindProblem(json) is var (path, problem)
                    ? Text($"The details cannot be stored: {string.Join('.', path)} {problem}.")
                : json.GetRawText() is { Length: > MaxDetailsLength } text ? Text(StorableText.Start(text, MaxDetailsLength))
                : json;
        }
        catch (Exception unwritable)
        {
            // Whatever a converter or a getter of the author's throws: the failure itself must not be lost for it.
            return Text($"The details cannot be written as JSON: {TryRead(() => CallbackSecrets.Hide(unwritable.Message))}");
        }

        static JsonElement Text(string text) => JsonSerializer.SerializeToElement(StorableText.Clean(text), StateJson.Options);
    }

    /// <summary>Reads a part of an exception, which runs its author's code; null when that fails itself.</summary>
    private static T? TryRead<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>The record of a step that has not failed, and looks again later: its details are how far it is.</summary>
    internal State ToProgressRecord()
    {
        var record = State.Empty.With("class", Class).With("error", Error);
        return Details is { } details ? record.With(FailedStepRow.ProgressKey, details) : record;
    }

    /// <summary>The error record that is stored as the failed step's state.</summary>
    internal State ToErrorRecord()
    {
        var record = State.Empty.With("class", Class).With("error", Error);
        if (Details is { } details)
        {
            record = record.With("details", details);
        }

        if (HttpStatus is { } status)
        {
            record = record.With("status_code", status);
        }

        if (HttpAddress is { } address)
        {
            record = record.With("address", address);
        }

        if (HttpBody is { } body)
        {
            record = record.With("body", body);
        }

        return HttpHeaders is { } headers ? record.With("headers", headers) : record;
    }
}
