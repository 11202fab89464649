using System.Net;
using System.Text.Json;

namespace Orchestrator.Engine;

/// <summary>Why a step failed, as data.</summary>
/// <param name="Class">The exception's type name.</param>
/// <param name="Error">The message.</param>
/// <param name="Traceback">The exception in full; kept on the process, never in the step's state.</param>
/// <param name="Kind">What the failure means for a task.</param>
internal sealed record StepFailure(string Class, string Error, string Traceback, FailureKind Kind)
{
    private const int LongestReason = 10_000;
    private const int LongestTraceback = 50_000;

    /// <summary>More about the failure, given by the author; null for none.</summary>
    public JsonElement? Details { get; init; }

    /// <summary>The HTTP status that an external system answered; null when the failure is no HTTP answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What it answered; null when nobody knows.</summary>
    public string? HttpBody { get; init; }

    /// <summary>The headers of that; null when nobody knows.</summary>
    public IReadOnlyDictionary<string, string>? HttpHeaders { get; init; }

    /// <summary>Turns what a step threw into data.</summary>
    internal static StepFailure From(Exception exception, FailureKind kind = FailureKind.Ordinary)
    {
        var text = exception.ToString();
        var message = exception is HttpRequestException { StatusCode: { } status } && exception.Message == UsualMessage(status) ? HttpAnswerException.UsualPhrase(status) : exception.Message;
        var answer = exception as HttpAnswerException;
        return new(
            exception.GetType().Name,
            message.Length <= LongestReason ? message : message[..LongestReason],
            text.Length <= LongestTraceback ? text : text[^LongestTraceback..],
            kind)
        {
            Details = DetailsOf(exception),
            HttpStatus = (int?)(exception as HttpRequestException)?.StatusCode,
            HttpBody = answer?.Body,
            HttpHeaders = answer?.Headers,
        };
    }

    /// <summary>What the framework says of a status, which is the reason phrase in more words; whatever else an exception says are its author's words, and stay.</summary>
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

    private static JsonElement? DetailsOf(Exception exception) => exception switch
    {
        ProcessFailureException { Details: { } details } => JsonSerializer.SerializeToElement(details, details.GetType(), StateJson.Options),
        SubscriptionException { LockedBy: { } owner } => JsonSerializer.SerializeToElement(new { locked_by = owner }, StateJson.Options),
        _ => null,
    };

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

        if (HttpBody is { } body)
        {
            record = record.With("body", body);
        }

        return HttpHeaders is { } headers ? record.With("headers", headers) : record;
    }
}
