using System.Collections.Concurrent;
using Orchestrator.Diagnostics;

namespace Orchestrator.Execution;

/// <summary>
/// The steps whose code runs on this host now. One that was given up and does not stop is among them until it ends: nothing else shows that
/// it still holds a thread and calls external systems.
/// </summary>
internal sealed class RunningSteps
{
    private readonly ConcurrentDictionary<Entry, long> _running = new();
    private readonly TimeProvider _time;

    public RunningSteps(EngineInstruments instruments, TimeProvider time)
    {
        _time = time;
        instruments.ObserveSteps(Measure);
    }

    /// <summary>Enters a step, which leaves when what is returned is disposed of.</summary>
    internal IDisposable Enter(string workflow, string step)
    {
        var entry = new Entry(this, workflow, step);
        _running[entry] = _time.GetTimestamp();
        return entry;
    }

    private IReadOnlyCollection<StepMeasure> Measure()
    {
        var now = _time.GetTimestamp();
        return
        [
            .. _running
                .ToArray()
                .GroupBy(
                    static running => (running.Key.Workflow, running.Key.Step),
                    (step, running) =>
                        new StepMeasure(step.Workflow, step.Step, _time.GetElapsedTime(running.Min(static running => running.Value), now))
                ),
        ];
    }

    private sealed class Entry(RunningSteps owner, string workflow, string step) : IDisposable
    {
        internal string Workflow => workflow;

        internal string Step => step;

        public void Dispose() => owner._running.TryRemove(this, out _);
    }
}
