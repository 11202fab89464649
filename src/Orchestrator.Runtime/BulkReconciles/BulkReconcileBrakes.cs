namespace Orchestrator.BulkReconciles;

/// <summary>
/// What stops a bulk reconcile before a mistake has reached every subscription. A brake that is pulled pauses it with the reason, until an
/// operator resumes or cancels it.
/// </summary>
public sealed record BulkReconcileBrakes
{
    internal const int DefaultMinEnded = 20;
    internal const int MaxNumber = 1_000_000;
    internal const int MaxWaitSeconds = 86_400;

    /// <summary>
    /// Gets how many are reconciled first. The rest begins once all of them are completed; one that fails or waits for a person pulls the
    /// brake. Null for no canary.
    /// </summary>
    public int? Canary { get; init; }

    /// <summary>Gets after how many failures nothing more is started; null for any number.</summary>
    public int? StopAfterFailed { get; init; }

    /// <summary>
    /// Gets which part of those that have ended, in percent, may fail before nothing more is started: at this part it stops. Null for any.
    /// </summary>
    public int? StopAfterPercent { get; init; }

    /// <summary>Gets how many have to have ended before <see cref="StopAfterPercent"/> counts. Default 20.</summary>
    public int MinEnded { get; init; } = DefaultMinEnded;

    /// <summary>Gets how many are started in a wave, which ends before the next one begins; null for one wave.</summary>
    public int? WaveSize { get; init; }

    /// <summary>Gets how many seconds there are between two waves, or between the canary and the rest. Default 0.</summary>
    public int WaitSeconds { get; init; }

    /// <summary>How many may be started before the first stage has ended.</summary>
    internal int FirstStageEnd => Canary ?? WaveSize ?? int.MaxValue;

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
