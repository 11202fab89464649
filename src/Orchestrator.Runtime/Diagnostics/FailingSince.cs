namespace Orchestrator.Diagnostics;

/// <summary>Remembers since when something has failed without a break.</summary>
internal sealed class FailingSince(TimeProvider time)
{
    private const long Never = long.MinValue;

    private long _since = Never;

    /// <summary>How long it has failed; zero when it works.</summary>
    internal TimeSpan Elapsed => Volatile.Read(ref _since) is var since && since == Never ? TimeSpan.Zero : time.GetElapsedTime(since);

    /// <summary>It has failed just now.</summary>
    /// <returns>How long it has failed.</returns>
    internal TimeSpan Note()
    {
        Interlocked.CompareExchange(ref _since, time.GetTimestamp(), Never);
        return Elapsed;
    }

    /// <summary>It works.</summary>
    internal void Clear() => Volatile.Write(ref _since, Never);
}
