using System.Globalization;

namespace Orchestrator.Tests.Support;

/// <summary>
/// How much of a long row of faults is run: a share that is spread over the row, so that the suite stays short. <c>.ci/run</c> sets
/// <c>ORCHESTRATOR_FAULT_PERCENT</c> to 100, and runs all.
/// </summary>
internal static class FaultShare
{
    /// <summary>How much is run, of a hundred.</summary>
    private static readonly int Percent = int.TryParse(
        Environment.GetEnvironmentVariable("ORCHESTRATOR_FAULT_PERCENT"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var percent
    )
        ? percent
        : 5;

    /// <summary>Whether the fault at an index of the row is run; the first is not part of a share of less than 100.</summary>
    public static bool Includes(int index) => (index + 1) * Percent / 100 != index * Percent / 100;
}
