namespace Orchestrator.Tests.Faults;

/// <summary>Lets one place throw, wherever it is: much of what an author writes is called without any service.</summary>
internal static class Fault
{
    private static readonly Lock Gate = new();
    private static string? _place;
    private static Func<Exception>? _make;
    private static int _times;

    /// <summary>Throws at a place from now on.</summary>
    /// <param name="place">The place.</param>
    /// <param name="make">Makes what is thrown.</param>
    /// <param name="times">How often.</param>
    public static void Arm(string place, Func<Exception> make, int times = int.MaxValue)
    {
        lock (Gate)
        {
            (_place, _make, _times) = (place, make, times);
        }
    }

    public static void Disarm() => Arm("", static () => new InvalidOperationException(), 0);

    /// <summary>A place that may throw.</summary>
    public static void Hit(string place)
    {
        lock (Gate)
        {
            if (_place == place && _times-- > 0)
            {
                throw _make!();
            }
        }
    }

    /// <summary>A value from a place that may throw.</summary>
    public static T Hit<T>(string place, T value)
    {
        Hit(place);
        return value;
    }
}
