using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.ExternalSystems;

/// <summary>An external system that counts how many of its calls run at once, and lets none of them end until it is told to.</summary>
internal sealed class CountingWorkshop
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _most;
    private int _calls;

    internal CountingWorkshop() => System.Call = CallAsync;

    internal GadgetSystem System { get; } = new();

    internal int Running => Volatile.Read(ref _running);

    internal int Most => Volatile.Read(ref _most);

    internal int Calls => Volatile.Read(ref _calls);

    internal void Open() => _open.TrySetResult();

    internal async Task CallAsync(CancellationToken cancellationToken)
    {
        var running = Interlocked.Increment(ref _running);
        for (var most = Most; running > most && Interlocked.CompareExchange(ref _most, running, most) != most; most = Most) { }

        Interlocked.Increment(ref _calls);
        try
        {
            await _open.Task.WaitAsync(cancellationToken);
            await Task.Yield();
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
