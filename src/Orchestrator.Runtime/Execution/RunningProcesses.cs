using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Options;

namespace Orchestrator.Execution;

/// <summary>The processes that this host is executing now, so that they can be signalled and their leases renewed.</summary>
internal sealed class RunningProcesses(IOptions<OrchestratorOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Registration> _running = new();

    /// <summary>The ids of the processes.</summary>
    internal IReadOnlyCollection<Guid> Ids => [.. _running.Keys];

    /// <summary>The ids of the processes whose leases this host has. One that was just entered has none yet.</summary>
    internal IReadOnlyCollection<Guid> Leased =>
        [.. _running.Where(static running => running.Value.HoldsLease).Select(static running => running.Key)];

    /// <summary>
    /// Enters a process. Null when this host is executing it already; that execution is then told to look once more before it ends, so that
    /// a resume which comes in its last moment does not wait for recovery.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="stopping">Fires when the host stops.</param>
    internal Registration? TryEnter(Guid processId, CancellationToken stopping)
    {
        var registration = new Registration(this, processId, options.Value.StopGrace, time, stopping);
        while (true)
        {
            if (_running.TryAdd(processId, registration))
            {
                return registration;
            }

            if (_running.TryGetValue(processId, out var current) && current.TryRepeat())
            {
                registration.Dispose();
                return null;
            }
        }
    }

    /// <summary>Signals the step that a process is executing here to stop; does nothing when it is not here.</summary>
    internal void Signal(Guid processId)
    {
        if (_running.TryGetValue(processId, out var registration))
        {
            registration.Cancel();
        }
    }

    internal sealed class Registration : IDisposable
    {
        private const int Idle = 0;
        private const int Repeat = 1;
        private const int Ended = 2;

        private readonly RunningProcesses _owner;
        private readonly Guid _processId;
        private readonly CancellationTokenSource _source;
        private readonly CancellationToken _stopping;
        private readonly CancellationTokenRegistration _whenStopping;
        private int _phase = Idle;
        private bool _leased;

        internal Registration(RunningProcesses owner, Guid processId, TimeSpan grace, TimeProvider time, CancellationToken stopping)
        {
            _owner = owner;
            _processId = processId;
            _stopping = stopping;
            _source = new(Timeout.InfiniteTimeSpan, time);
            Token = _source.Token;
            _whenStopping = stopping.Register(() => _source.CancelAfter(Timers.Of(grace)));
        }

        /// <summary>True while this host has the lease of the process.</summary>
        internal bool HoldsLease
        {
            get => Volatile.Read(ref _leased);
            set => Volatile.Write(ref _leased, value);
        }

        /// <summary>
        /// Fires when the step that runs must stop: the process was aborted, its lease was lost, or the host stops and has waited long
        /// enough.
        /// </summary>
        internal CancellationToken Token { get; }

        /// <summary>True when no further step may begin here.</summary>
        internal bool IsStopping => _stopping.IsCancellationRequested || Token.IsCancellationRequested;

        /// <summary>
        /// Asks whether the process should be looked at once more. Once this answers false, no one can ask for it any longer.
        /// </summary>
        internal bool TakeRepeat()
        {
            while (true)
            {
                if (IsStopping)
                {
                    Volatile.Write(ref _phase, Ended);
                    return false;
                }

                if (Interlocked.CompareExchange(ref _phase, Idle, comparand: Repeat) == Repeat)
                {
                    return true;
                }

                if (Interlocked.CompareExchange(ref _phase, Ended, comparand: Idle) == Idle)
                {
                    return false;
                }
            }
        }

        /// <summary>Asks the execution to look once more. False when it has ended.</summary>
        internal bool TryRepeat() => Interlocked.CompareExchange(ref _phase, Repeat, comparand: Idle) is Idle or Repeat;

        internal void Cancel()
        {
            try
            {
                _source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has just ended by itself: there is nothing left to stop.
            }
        }

        public void Dispose()
        {
            Volatile.Write(ref _phase, Ended);
            _owner._running.TryRemove(new(_processId, this));
            _whenStopping.Dispose();
            _source.Dispose();
        }
    }
}
