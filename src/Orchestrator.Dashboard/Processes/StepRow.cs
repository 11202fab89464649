using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Processes;

/// <summary>A step as its bar in the time-line shows it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Start">Where its bar begins, in percent of the whole time.</param>
/// <param name="Width">How long its bar is, in percent of the whole time.</param>
/// <param name="IsNext">Whether it is the one that runs now, or comes next.</param>
/// <param name="Before">The state before it: that after the last step before it that is done.</param>
internal sealed record StepRow(ProcessStepDetail Step, double Start, double Width, bool IsNext, State Before)
{
    private const double All = 100;

    /// <summary>Why the step failed; null when it did not.</summary>
    internal string? Error =>
        Step.Status is StepStatus.Failed or StepStatus.Waiting && Step.State is { } state && state.TryGetValue("error", out var error)
            ? error.ToString()
            : null;

    /// <summary>Whether a step is done, so that its state is the whole state after it.</summary>
    internal static bool IsDone(ProcessStepDetail step) => step.Status is StepStatus.Success or StepStatus.Skipped or StepStatus.Complete;

    /// <summary>Computes the bars of all steps, within the time from the start of the process to its last step.</summary>
    internal static IReadOnlyList<StepRow> Of(ProcessDetail process)
    {
        var end = process.Steps.Max(static step => step.CompletedAt) ?? process.StartedAt;
        var whole = Math.Max((end - process.StartedAt).TotalMilliseconds, 1);
        var isEnded = process.Status is ProcessStatus.Completed or ProcessStatus.Aborted;
        var next = isEnded ? null : process.Steps.FirstOrDefault(static step => step.Status is null);
        var (rows, before) = (new List<StepRow>(), State.Empty);
        foreach (var step in process.Steps)
        {
            rows.Add(
                new(
                    step,
                    Percent(step.StartedAt - process.StartedAt),
                    Percent(step.CompletedAt - step.StartedAt),
                    ReferenceEquals(step, next),
                    before
                )
            );
            if (IsDone(step) && step.State is { } state)
            {
                before = state;
            }
        }

        return rows;

        double Percent(TimeSpan? part) => Math.Clamp((part?.TotalMilliseconds ?? 0) / whole * All, 0, All);
    }
}
