using Orchestrator.ExternalResources;
using Orchestrator.Storage.ExternalSystems;

namespace Orchestrator.ExternalSystems;

/// <summary>
/// Lets calls of this host to one external system begin, within what the host has of the system's limits: processes that were started
/// individually first, the oldest call first among equals.
/// </summary>
/// <param name="limit">How many calls of all hosts run at once, at most; null for a system without that limit.</param>
/// <param name="interval">The time between the beginnings of two calls of all hosts; null for a system without that limit.</param>
/// <param name="clock">The machine's clock.</param>
internal sealed class CallGate(int? limit, TimeSpan? interval, TimeProvider clock) : IDisposable
{
    /// <summary>
    /// By how much a call may begin later than the time that is reserved for it without losing it: timers and threads are late by as much.
    /// </summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(20);

    private static readonly CallOrigin[] Origins = Enum.GetValues<CallOrigin>();

    private readonly Lock _lock = new();
    private readonly long _origin = clock.GetTimestamp();
    private readonly LinkedList<WaitingCall>[] _waiting = [.. Origins.Select(static _ => new LinkedList<WaitingCall>())];
    private readonly int[] _running = new int[Origins.Length];
    private readonly SemaphoreSlim _changed = new(0, 1);
    private bool _isDisposed;
    private int _slots;
    private TimeSpan _leaseEnd;
    private TimeSpan _nextStart;
    private TimeSpan _reservedEnd;

    /// <summary>Waits until a call may begin.</summary>
    /// <param name="origin">Who calls.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>To be disposed of when the call has ended.</returns>
    internal ValueTask<IDisposable?> EnterAsync(CallOrigin origin, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_waiting.Take((int)origin + 1).All(static calls => calls.Count == 0) && TryBegin(origin))
            {
                return new(new RunningCall(this, origin));
            }

            var call = _waiting[(int)origin].AddLast(new WaitingCall());
            call.Value.Cancellation = cancellationToken.UnsafeRegister((_, token) => GiveUp(call, token), state: null);
            Notify();
            return new(call.Value.Task);
        }
    }

    /// <summary>Begins the waiting calls that may begin now, and says what the host is to do for the others.</summary>
    internal GateState Look()
    {
        lock (_lock)
        {
            BeginWaiting();
            var now = Now;
            var waiting = _waiting.Sum(static calls => calls.Count);
            var running = _running.Sum();
            var individual = (int)CallOrigin.Individual;
            var lacksSlot = limit is { } most && running >= HeldSlots(now) && HeldSlots(now) < most;
            var lacksTime = interval is not null && StartFrom(now) >= _reservedEnd;
            return new(
                new(_running[individual] + _waiting[individual].Count, running + waiting, running, lacksTime ? waiting : 0),
                HasSlots: limit is not null && _slots > 0,
                IsLacking: waiting > 0 && (lacksSlot || (lacksTime && running < (limit is null ? int.MaxValue : HeldSlots(now)))),
                NextStart: waiting > 0 && _nextStart > now && !lacksTime ? _nextStart - now : null
            );
        }
    }

    /// <summary>Takes what the host has got.</summary>
    /// <param name="share">What.</param>
    /// <param name="asked">When it was asked for, as <see cref="Now"/> said: the lease is not over before.</param>
    /// <param name="lease">For how long it has slots.</param>
    internal void Take(SystemShare share, TimeSpan asked, TimeSpan lease)
    {
        lock (_lock)
        {
            _slots = share.Slots;
            _leaseEnd = limit is null ? TimeSpan.MaxValue : asked + lease;
            if (interval is { } time && share.Starts > 0)
            {
                _nextStart = Now + share.StartsIn;
                _reservedEnd = _nextStart + (share.Starts * time);
            }

            BeginWaiting();
        }
    }

    /// <summary>Waits until a call waits or ends, or a time is over.</summary>
    internal Task WaitForChangeAsync(TimeSpan time, CancellationToken cancellationToken) => _changed.WaitAsync(time, cancellationToken);

    /// <summary>The time since the gate was made.</summary>
    internal TimeSpan Now => clock.GetElapsedTime(_origin);

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _changed.Dispose();
    }

    private void GiveUp(LinkedListNode<WaitingCall> call, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // One that has just begun is not in the list any more: it ends as every other call.
            call.List?.Remove(call);
        }

        call.Value.TrySetCanceled(cancellationToken);
    }

    private void End(CallOrigin origin)
    {
        lock (_lock)
        {
            _running[(int)origin]--;
            BeginWaiting();
            Notify();
        }
    }

    private void BeginWaiting()
    {
        foreach (var origin in Origins)
        {
            var calls = _waiting[(int)origin];
            while (calls.First is { } first)
            {
                if (!TryBegin(origin))
                {
                    return;
                }

                calls.RemoveFirst();
                first.Value.Cancellation.Unregister();
                first.Value.SetResult(new RunningCall(this, origin));
            }
        }
    }

    private bool TryBegin(CallOrigin origin)
    {
        var now = Now;
        if (_running.Sum() >= HeldSlots(now))
        {
            return false;
        }

        if (interval is { } time)
        {
            var start = StartFrom(now);
            if (now < start || start >= _reservedEnd)
            {
                return false;
            }

            _nextStart = start + time;
        }

        _running[(int)origin]++;
        return true;
    }

    /// <summary>A host whose lease may be over begins nothing, because another may have its slots.</summary>
    private int HeldSlots(TimeSpan now) => now < _leaseEnd ? _slots : 0;

    /// <summary>When the next call may begin. Reserved time that was not used is lost, so that calls do not pile up.</summary>
    private TimeSpan StartFrom(TimeSpan now) => _nextStart > now - Lateness ? _nextStart : now - Lateness;

    private void Notify()
    {
        // A call may end after its host has ended.
        if (!_isDisposed && _changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }

    private sealed class WaitingCall() : TaskCompletionSource<IDisposable?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal CancellationTokenRegistration Cancellation { get; set; }
    }

    private sealed class RunningCall(CallGate gate, CallOrigin origin) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                gate.End(origin);
            }
        }
    }
}
