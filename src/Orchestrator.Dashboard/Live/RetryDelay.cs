namespace Orchestrator.Dashboard.Live;

/// <summary>How long a component waits until it reads again what it could not read.</summary>
internal static class RetryDelay
{
    private const int MaxExponent = 5;
    private const double MinFactor = 0.5;

    /// <summary>
    /// Twice as long after each failure, from about 1 to 32 s, and random by half in both directions: all pages of a host fail at the same
    /// moment, and a database that is back should not meet them all at once.
    /// </summary>
    /// <param name="failures">How many reads in succession have failed before.</param>
    internal static TimeSpan Next(int failures) =>
        TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, MaxExponent)) * (MinFactor + Random.Shared.NextDouble()));
}
