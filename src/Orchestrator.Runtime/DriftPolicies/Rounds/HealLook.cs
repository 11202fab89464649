using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Execution;
using Orchestrator.Storage.Schema;

namespace Orchestrator.DriftPolicies;

/// <summary>
/// One look of a round at what it corrects. It has a time: what has not begun by then, or waits for the limits of an external system, is
/// left for the next look, so that the round can be aborted and the engine paused. And the round has an end: when several subscriptions in
/// succession were not answered, it asks their external system no more.
/// </summary>
internal sealed class HealLook : IBulkReconcileRules, IDisposable
{
    /// <summary>So many are not answered in succession before the round asks no more.</summary>
    internal const int MaxUnanswered = 3;

    private const string Unanswered = "unanswered";

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    private readonly HealRules _rules;
    private readonly StepExecution _round;
    private readonly CancellationTokenSource _over;
    private int _unanswered;

    internal HealLook(HealRules rules, StepExecution round, TimeProvider time)
    {
        _rules = rules;
        _round = round;
        _over = new(Time, time);
        _unanswered = round.LastFailure?.FindProgress<Progress>(round.Step.Key)?.Unanswered ?? 0;
    }

    public bool IsOver => _over.IsCancellationRequested;

    public Task<DateTimeOffset?> FindOpeningAsync(CancellationToken cancellationToken) =>
        _rules.FindOpeningAsync(_round, cancellationToken);

    public Task<bool> MayStartAsync(OrchestratorDbContext database, CancellationToken cancellationToken) =>
        _rules.MayStartAsync(database, _round, cancellationToken);

    public async Task<RuledReconcile> PrepareAsync(Guid subscriptionId, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _unanswered) >= MaxUnanswered)
        {
            throw HealRules.Skip(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"It was not compared again: before it, {MaxUnanswered} subscriptions in succession were not answered. "
                ) + "The next round looks again."
            );
        }

        var found = await _rules.CheckAsync(_round, subscriptionId, _over.Token, cancellationToken);
        if (found.Status == DriftStatus.Unknown)
        {
            Interlocked.Increment(ref _unanswered);
        }
        else
        {
            Volatile.Write(ref _unanswered, 0);
        }

        return await _rules.PrepareAsync(_round, found, cancellationToken);
    }

    public void Describe(JsonObject details) => details[Unanswered] = _unanswered;

    public void Dispose() => _over.Dispose();

    /// <summary>What the next look asks of how far this one was.</summary>
    /// <param name="Unanswered">How many in succession were not answered.</param>
    private sealed record Progress(int Unanswered = 0);
}
