using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Processes;

/// <summary>A step as its bar in the time-line shows it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Start">Where its bar begins, in percent of the whole time.</param>
/// <param name="Width">How long its bar is, in percent of the whole time.</param>
/// <param name="IsNext">Whether it is the one that runs now, or comes next.</param>
internal sealed record StepRow(ProcessStepDetail Step, double Start, double Width, bool IsNext)
{
    private const double All = 100;

    /// <summary>Why the step failed; null when it did not.</summary>
    internal string? Error =>
        Step.Status is StepStatus.Failed or StepStatus.Waiting && Step.State is { } state && state.TryGetValue("error", out var error)
            ? error.ToString()
            : null;

    /// <summary>Computes the bars of all steps, within the time from the start of the process to its last step.</summary>
    internal static IReadOnlyList<StepRow> Of(ProcessDetail process)
    {
        var end = process.Steps.Max(static step => step.CompletedAt) ?? process.StartedAt;
        var whole = Math.Max((end - process.StartedAt).TotalMilliseconds, 1);
        var isEnded = process.Status is ProcessStatus.Completed or ProcessStatus.Aborted;
        var next = isEnded ? null : process.Steps.FirstOrDefault(static step => step.Status is null);
        return
        [
            .. process.Steps.Select(step => new StepRow(
                step,
                Percent(step.StartedAt - process.StartedAt),
                Percent(step.CompletedAt - step.StartedAt),
                ReferenceEquals(step, next)
            )),
        ];

        double Percent(TimeSpan? part) => Math.Clamp((part?.TotalMilliseconds ?? 0) / whole * All, 0, All);
    }
}
