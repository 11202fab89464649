using System.Globalization;
using System.Text;
using Orchestrator.Processes;

namespace Orchestrator.Testing;

/// <summary>Assertions about a process.</summary>
public static class ProcessAssertions
{
    /// <summary>Asserts that a process has logged exactly these steps, in this order.</summary>
    /// <param name="process">The process.</param>
    /// <param name="expected">The steps with their results. Steps that have not run yet are ignored.</param>
    /// <exception cref="OrchestratorAssertionException">It has logged other steps.</exception>
    public static void AssertSteps(this ProcessDetail process, params (string Name, StepStatus Status)[] expected)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(expected);
        if (
            !process
                .Steps.Where(static step => step.Status is not null)
                .Select(static step => (step.Name, step.Status!.Value))
                .SequenceEqual(expected)
        )
        {
            throw new OrchestratorAssertionException(
                "The process has logged other "
                    + $"steps.\nExpected:\n{string.Concat(expected.Select(static step => $"  {step.Name}: {step.Status}\n"))}There "
                    + $"is:\n{Describe(process)}"
            );
        }
    }

    /// <summary>Asserts that a process has a status.</summary>
    /// <param name="process">The process.</param>
    /// <param name="expected">The status.</param>
    /// <exception cref="OrchestratorAssertionException">It has another one.</exception>
    public static void AssertStatus(this ProcessDetail process, ProcessStatus expected)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (process.Status != expected)
        {
            throw new OrchestratorAssertionException($"The process is not {expected}:\n{Describe(process)}");
        }
    }

    /// <summary>Shows a process with its steps, why it failed, and where.</summary>
    internal static string Describe(ProcessDetail process)
    {
        var text = new StringBuilder().AppendLine(
            CultureInfo.InvariantCulture,
            $"{process.WorkflowName} {process.ProcessId} is {process.Status}"
        );
        foreach (var step in process.Steps)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {step.Name}: {step.Status?.ToString() ?? "to come"}");
        }

        if (process.FailedReason is not null)
        {
            text.AppendLine(process.FailedReason).AppendLine(process.Traceback);
        }

        return text.ToString();
    }
}
