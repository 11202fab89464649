using System.Globalization;
using System.Text.Json;

namespace Orchestrator.Processes;

/// <summary>A logged failure, to fold the same failure into it.</summary>
/// <param name="StepId">The row's id.</param>
/// <param name="Key">The step.</param>
/// <param name="Status">Failed, or waiting to be tried again.</param>
/// <param name="User">Who ran it.</param>
/// <param name="Attempts">How often it was tried so far.</param>
/// <param name="WaitingAttempts">How often of these, the last ones, it is to be tried again.</param>
/// <param name="Rows">How many rows these attempts have, of which this is the last one.</param>
/// <param name="Record">The stored error record.</param>
/// <param name="CompletedAt">When it was logged.</param>
internal sealed record FailedStepRow(
    Guid StepId,
    string Key,
    StepStatus Status,
    string User,
    int Attempts,
    int WaitingAttempts,
    int Rows,
    State Record,
    DateTimeOffset CompletedAt
)
{
    /// <summary>How many retries were folded into a row.</summary>
    internal const string RetriesKey = "retries";

    /// <summary>How far a step is that looks again and again.</summary>
    internal const string ProgressKey = "progress";

    private const string TimesKey = "completed_at";
    private const int MaxTimes = 100;
    private const int MaxRows = 20;

    /// <summary>Far above any count, and far below where counts of several rows overflow.</summary>
    private const int MaxCounted = 1_000_000;

    /// <summary>
    /// Whether there are so many rows of failures that the next one is counted in this row, whatever it says: a step that is retried for
    /// ever must not fill the log.
    /// </summary>
    internal bool IsFull => Rows >= MaxRows;

    /// <summary>
    /// Reads how many retries were folded into a row. What is not a count is none: orchestrator-core and people write records too.
    /// </summary>
    internal static int ParseRetries(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var retries) ? Math.Min(retries, MaxCounted) : 0;

    /// <summary>How far the step was when it last said so: it may continue from there, also after failures.</summary>
    internal JsonElement? Progress => Record.TryGetValue(ProgressKey, out var progress) ? progress : null;

    /// <summary>
    /// Reads how far a step was. Null when the row is of another step, and when it says something else: a row may be of another version, or
    /// of a person, and the step begins again then.
    /// </summary>
    internal T? FindProgress<T>(string key)
        where T : class
    {
        try
        {
            return Key == key && Progress is { ValueKind: JsonValueKind.Object } progress
                ? progress.Deserialize<T>(StateJson.Options)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Adds to the record of a failure how far the step was, which the row had that it replaces.</summary>
    internal State KeepProgress(State record) => Progress is { } progress ? record.With(ProgressKey, progress) : record;

    /// <summary>Counts a failure in this row: a retry more, and the times of the last ones before in a list.</summary>
    internal State Fold(State record)
    {
        var retries = Record.TryGetValue(RetriesKey, out var count) ? ParseRetries(count.ToString()) : 0;
        var times =
            Record.TryGetValue(TimesKey, out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray()
                    .Where(static time => time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out _))
                    .Select(static time => time.GetDateTimeOffset())
                : [];
        return record
            .With(RetriesKey, 1 + retries)
            .With<IEnumerable<DateTimeOffset>>(TimesKey, times.TakeLast(MaxTimes - 1).Append(CompletedAt));
    }
}
