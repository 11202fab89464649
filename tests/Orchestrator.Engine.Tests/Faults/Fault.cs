namespace Orchestrator.Tests.Faults;

/// <summary>Lets one place throw, wherever it is: much of what an author writes is called without any service.</summary>
internal static class Fault
{
    private static readonly Lock Gate = new();
    private static string? _place;
    private static Func<Exception>? _make;
    private static int _times;
    private static Hold? _hold;

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

    /// <summary>From now on, what is to throw does not even answer before it is released.</summary>
    public static Hold HoldAll()
    {
        lock (Gate)
        {
            return _hold = new();
        }
    }

    /// <summary>A place that may throw.</summary>
    public static void Hit(string place)
    {
        Func<Exception> make;
        Hold? hold;
        lock (Gate)
        {
            if (_place != place || _times-- <= 0)
            {
                return;
            }

            (make, hold) = (_make!, _hold);
        }

        hold?.Wait();
        throw make();
    }

    /// <summary>A value from a place that may throw.</summary>
    public static T Hit<T>(string place, T value)
    {
        Hit(place);
        return value;
    }

    /// <summary>A time in which the place that is armed keeps its thread.</summary>
    internal sealed class Hold : IDisposable
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when the place was called.</summary>
        internal Task Reached => _reached.Task;

        public void Dispose()
        {
            lock (Gate)
            {
                _hold = null;
            }

            _released.TrySetResult();
        }

        internal void Wait()
        {
            _reached.TrySetResult();

            // Longer than a test waits for what this is not to stop.
            _released.Task.Wait(TimeSpan.FromMinutes(5));
        }
    }
}
