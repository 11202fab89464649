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

    /// <summary>Turns what a step threw into data.</summary>
    internal static StepFailure From(Exception exception)
    {
        var text = exception.ToString();
        return new(
            exception.GetType().Name,
            exception.Message.Length <= LongestReason ? exception.Message : exception.Message[..LongestReason],
            text.Length <= LongestTraceback ? text : text[^LongestTraceback..],
            FailureClassifier.Classify(exception))
        {
            Details = DetailsOf(exception),
            HttpStatus = (int?)(exception as HttpRequestException)?.StatusCode,
        };
    }

    private static JsonElement? DetailsOf(Exception exception) => exception switch
    {
        InconsistentDataException { Details: { } details } => JsonSerializer.SerializeToElement(details, details.GetType(), StateJson.Options),
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

        return HttpStatus is { } status ? record.With("status_code", status) : record;
    }
}
