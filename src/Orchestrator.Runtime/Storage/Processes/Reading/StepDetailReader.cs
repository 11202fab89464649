using System.Data.Common;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// Reads the logged steps of a process with their states. A page that follows a process reads it again at each step, and the states of all
/// steps before it are what there is most of: those that are known and cannot have changed are not read again.
/// </summary>
internal static class StepDetailReader
{
    /// <summary>Reads them in order.</summary>
    /// <param name="database">The database.</param>
    /// <param name="processId">The process.</param>
    /// <param name="known">The steps that were read before, in order; none to read them all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    internal static async Task<IReadOnlyList<ProcessStepDetail>> ReadAsync(
        OrchestratorDbContext database,
        Guid processId,
        IReadOnlyList<ProcessStepDetail> known,
        CancellationToken cancellationToken
    )
    {
        ProcessStepDetail[] kept = [.. known.Where(IsFinal).Take(Limits.MaxRowsPerStatement)];
        await using var command = await database.CommandAsync(
            $"""
            SELECT stepid, name, status, created_by, started_at, completed_at, skip_reason,
                CASE WHEN {IsKept(kept)} THEN NULL ELSE state END
            FROM process_steps WHERE pid = @pid ORDER BY completed_at
            """,
            cancellationToken
        );
        foreach (var (index, step) in kept.Index())
        {
            command.With($"step{index}", step.StepId).With($"completed{index}", step.CompletedAt);
        }

        var keptById = kept.ToDictionary(static step => step.StepId!.Value);
        var steps = new List<ProcessStepDetail>();
        var (finished, isSame) = (State.Empty, true);
        await using var reader = await command.With("pid", processId).ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            // What a step has changed depends on those before it: one that was removed is missing here.
            var step =
                await reader.IsDBNullAsync(7, cancellationToken) && keptById.TryGetValue(reader.GetStoredGuid(0), out var same)
                    ? same
                    : Read(reader);
            isSame &= ReferenceEquals(known.ElementAtOrDefault(steps.Count), step);
            steps.Add(isSame ? step : step with { StateDelta = StateDelta.Between(finished, step.State!) });
            if (IsFinal(step))
            {
                finished = step.State!;
            }
        }

        return steps;
    }

    /// <summary>Whether a step is done. The row of a group, which is written again at each of its steps, is then of another time.</summary>
    private static bool IsFinal(ProcessStepDetail step) =>
        step is { Status: StepStatus.Success or StepStatus.Skipped or StepStatus.Complete, StepId: not null, State: not null };

    private static string IsKept(ProcessStepDetail[] kept) =>
        kept.Length == 0
            ? "FALSE"
            : string.Join(" OR ", kept.Select((_, index) => $"(stepid = @step{index} AND completed_at = @completed{index})"));

    private static ProcessStepDetail Read(DbDataReader reader)
    {
        var row = new ShownRow(reader);
        var state = row.GetState(7);
        var step = new ProcessStepDetail(
            row.GetGuid(0),
            reader.GetString(1),
            row.Get(2, StepStatus.Failed),
            row.FindText(3),
            row.GetTime(4),
            row.GetTime(5),
            state,
            StateDelta: null,
            row.FindText(6)
        );
        return row.Problem is { } problem ? step with { Status = StepStatus.Failed, State = Unreadable(problem, state) } : step;
    }

    /// <summary>The record of a row that cannot be read: why, and what of its state can be.</summary>
    private static State Unreadable(string problem, State state) =>
        State.Empty.With("class", "StepUnreadable").With("error", $"This row cannot be read: {problem}.").With("state", state.ToElement());
}
