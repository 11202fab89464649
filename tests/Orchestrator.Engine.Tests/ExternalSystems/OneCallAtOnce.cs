using Orchestrator.ExternalResources;

namespace Orchestrator.Tests.ExternalSystems;

/// <summary>The limits of systems that take one call at once, which count who waits and who calls.</summary>
internal sealed class OneCallAtOnce : IExternalSystems, IDisposable
{
    private readonly SemaphoreSlim _free = new(1);
    private int _asked;
    private int _givenUp;
    private int _granted;
    private int _ended;

    /// <summary>How many calls have asked to begin.</summary>
    internal int Asked => Volatile.Read(ref _asked);

    /// <summary>How many of them did not wait any longer.</summary>
    internal int GivenUp => Volatile.Read(ref _givenUp);

    /// <summary>How many calls may run now.</summary>
    internal int Running => Volatile.Read(ref _granted) - Volatile.Read(ref _ended);

    public async ValueTask<IDisposable?> EnterAsync(string? system, CallOrigin origin, CancellationToken cancellationToken)
    {
        var wait = _free.WaitAsync(cancellationToken);
        Interlocked.Increment(ref _asked);
        try
        {
            await wait;
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _givenUp);
            throw;
        }

        Interlocked.Increment(ref _granted);
        return new Call(this);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Call(OneCallAtOnce limits) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Increment(ref limits._ended);
            limits._free.Release();
        }
    }
}
