namespace Orchestrator.BulkReconciles;

/// <summary>
/// Stops a bulk reconcile before a mistake affects every subscription. A brake pauses the bulk reconcile with the reason, until an operator
/// resumes or cancels it.
/// </summary>
public sealed record BulkReconcileBrakes
{
    internal const int DefaultMinEnded = 20;
    internal const int MaxNumber = 1_000_000;
    internal const int MaxWaitSeconds = 86_400;

    /// <summary>
    /// Gets the number of subscriptions that are reconciled first. The rest is started after all of them are completed; a reconcile that
    /// fails or waits for a person pauses the bulk reconcile. Null for no canary.
    /// </summary>
    public int? Canary { get; init; }

    /// <summary>Gets the number of failures after which no more are started; null for no limit.</summary>
    public int? StopAfterFailed { get; init; }

    /// <summary>
    /// Gets the percentage of failures, among those that have ended, at which no more are started; null for no limit.
    /// </summary>
    public int? StopAfterPercent { get; init; }

    /// <summary>Gets the number that must have ended before <see cref="StopAfterPercent"/> applies. Default 20.</summary>
    public int MinEnded { get; init; } = DefaultMinEnded;

    /// <summary>Gets the number that is started in a wave, which ends before the next one begins; null for a single wave.</summary>
    public int? WaveSize { get; init; }

    /// <summary>Gets the delay, in seconds, between two waves and between the canary and the rest. Default 0.</summary>
    public int WaitSeconds { get; init; }

    /// <summary>How many may be started before the first stage has ended.</summary>
    internal int FirstStageEnd => Canary ?? WaveSize ?? int.MaxValue;

    /// <summary>Says in words what stops a bulk reconcile, for people. The words may change.</summary>
    /// <returns>The words; <c>none</c> if nothing stops it.</returns>
    public string Describe()
    {
        string?[] parts =
        [
            Canary is { } canary ? $"canary {canary}" : null,
            StopAfterFailed is { } failed ? $"stops after {failed} {(failed == 1 ? "failure" : "failures")}" : null,
            StopAfterPercent is { } percent ? $"stops at {percent} percent of failures" : null,
            WaveSize is { } wave ? $"waves of {wave}, {WaitSeconds} s apart" : null,
        ];
        var text = string.Join(", ", parts.OfType<string>());
        return text.Length == 0 ? "none" : text;
    }

    /// <exception cref="InvalidRequestException">A number is out of its range.</exception>
    internal void Check()
    {
        Check(Canary, 1, MaxNumber, "canary");
        Check(StopAfterFailed, 1, MaxNumber, "stop_after", "failed");
        Check(StopAfterPercent, 1, 100, "stop_after", "percent");
        Check(MinEnded, 1, MaxNumber, "stop_after", "min_ended");
        Check(WaveSize, 1, MaxNumber, "wave_size");
        Check(WaitSeconds, 0, MaxWaitSeconds, "wait_seconds");
        if (WaitSeconds > 0 && WaveSize is null && Canary is null)
        {
            throw Invalid("wait_seconds is the time between waves. Give a wave_size or a canary with it.", "wait_seconds");
        }
    }

    private static void Check(int? value, int least, int most, params string[] place)
    {
        if (value < least || value > most)
        {
            throw Invalid($"{string.Join('.', place)} is {value}. It has to be {least} to {most}.", place);
        }
    }

    private static InvalidRequestException Invalid(string problem, params string[] place) =>
        new("bulk_brakes_invalid", problem) { Place = place };
}
