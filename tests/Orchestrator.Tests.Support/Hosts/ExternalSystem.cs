using System.Collections.Concurrent;

namespace Orchestrator.Tests.Support;

/// <summary>What the test workflows call: it counts calls, fails when told to, and can hold a call until the test lets it go.</summary>
public interface IExternalSystem
{
    Task<int> ApplyAsync(Guid subscriptionId, int size, CancellationToken cancellationToken);
}

public sealed class ExternalSystem : IExternalSystem
{
    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly ConcurrentQueue<(Guid SubscriptionId, int Size)> _calls = new();
    private TaskCompletionSource? _gate;
    private TaskCompletionSource? _passed;
    private TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _heedsCancellation;
    private int _inside;

    public IReadOnlyCollection<(Guid SubscriptionId, int Size)> Calls => _calls;

    /// <summary>The largest number of calls that were inside at the same time.</summary>
    public int Overlap { get; private set; }

    /// <summary>Whether the token of the held call fired.</summary>
    public bool WasCancelled { get; private set; }

    /// <summary>Completes when a call is held.</summary>
    public Task Entered => _entered.Task;

    public void FailNext(params Exception[] failures)
    {
        foreach (var failure in failures)
        {
            _failures.Enqueue(failure);
        }
    }

    /// <summary>Holds the next calls until <see cref="Open"/>; by default whatever their tokens say.</summary>
    public void Hold(bool heedsCancellation = false)
    {
        _heedsCancellation = heedsCancellation;
        _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Goes on holding the calls that are held, and no others, until <see cref="Open"/>.</summary>
    public void HoldOnlyThoseInside() => _passed = Interlocked.Exchange(ref _gate, null);

    /// <summary>Lets go the calls that are held, and holds the next ones.</summary>
    public void LetGo()
    {
        var gate = _gate;
        Hold(_heedsCancellation);
        gate?.SetResult();
    }

    public void Open()
    {
        Interlocked.Exchange(ref _gate, null)?.SetResult();
        Interlocked.Exchange(ref _passed, null)?.SetResult();
    }

    public async Task<int> ApplyAsync(Guid subscriptionId, int size, CancellationToken cancellationToken)
    {
        Overlap = Math.Max(Overlap, Interlocked.Increment(ref _inside));
        try
        {
            if (_gate is { } gate)
            {
                _entered.TrySetResult();
                await gate.Task.WaitAsync(_heedsCancellation ? cancellationToken : CancellationToken.None);
                WasCancelled = cancellationToken.IsCancellationRequested;
            }

            if (_failures.TryDequeue(out var failure))
            {
                throw failure;
            }

            _calls.Enqueue((subscriptionId, size));
            return _calls.Count;
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}
