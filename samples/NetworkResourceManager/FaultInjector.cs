using System.Collections.Concurrent;

namespace NetworkResourceManager;

/// <summary>Makes the next writes of a kind fail or take long, to try out what callers do then. Only in Development.</summary>
internal sealed class FaultInjector
{
    private readonly ConcurrentDictionary<string, (Fault Fault, int Left)> _faults = new(StringComparer.Ordinal);

    internal void Set(Fault fault) => _faults[fault.Kind] = (fault, fault.Times);

    /// <summary>Takes the fault for the next write of a kind; null when it should just be done.</summary>
    internal Fault? Take(string kind)
    {
        while (_faults.TryGetValue(kind, out var current) && current.Left > 0)
        {
            if (_faults.TryUpdate(kind, current with { Left = current.Left - 1 }, current))
            {
                return current.Fault;
            }
        }

        return null;
    }
}

/// <summary>What happens to the next writes of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Status">The HTTP status that is answered. With 2xx the write is only delayed and then done.</param>
/// <param name="Times">How many writes; 0 clears.</param>
/// <param name="DelayMs">How long a write waits first, in milliseconds.</param>
internal sealed record Fault(string Kind, int Status = 503, int Times = 1, int DelayMs = 0);
