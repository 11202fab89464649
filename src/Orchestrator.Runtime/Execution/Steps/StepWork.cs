using Orchestrator.Storage.Schema;

namespace Orchestrator.Execution;

/// <summary>
/// What is left of a step once what takes time is done: its own writes to the core database, which are committed together with its row of
/// the log, and how it ended. Most steps write nothing, and then know already how they ended: those need no transaction of several
/// statements.
/// </summary>
internal sealed class StepWork
{
    private readonly Func<OrchestratorDbContext, CancellationToken, Task<StepOutcome>>? _write;

    /// <summary>A step that writes.</summary>
    /// <param name="write">Writes, inside the open transaction, and says how the step ended.</param>
    internal StepWork(Func<OrchestratorDbContext, CancellationToken, Task<StepOutcome>> write) => _write = write;

    private StepWork(StepOutcome outcome) => Known = outcome;

    /// <summary>How it ended, when it writes nothing; null otherwise.</summary>
    internal StepOutcome? Known { get; }

    /// <summary>A step that writes nothing.</summary>
    internal static StepWork Of(StepOutcome outcome) => new(outcome);

    /// <summary>Writes.</summary>
    internal Task<StepOutcome> WriteAsync(OrchestratorDbContext database, CancellationToken cancellationToken) =>
        Known is { } known ? Task.FromResult(known) : _write!(database, cancellationToken);

    /// <summary>The same work with its outcome seen from outside what stands around the step.</summary>
    internal StepWork Select(Func<StepOutcome, StepOutcome> see) =>
        Known is { } known ? Of(see(known)) : new(async (database, cancellationToken) => see(await _write!(database, cancellationToken)));
}
