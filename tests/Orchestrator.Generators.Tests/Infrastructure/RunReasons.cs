using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>Asks a run why its steps ran.</summary>
internal static class RunReasons
{
    public static IReadOnlyList<string> TrackingNames { get; } =
        [.. typeof(TrackingNames).GetFields().Select(static field => (string)field.GetRawConstantValue()!)];

    public static void AssertNothingRan(GeneratorDriverRunResult result)
    {
        var generator = Assert.Single(result.Results);
        foreach (var (name, steps) in generator.TrackedSteps.Where(static step => TrackingNames.Contains(step.Key)))
        {
            Assert.All(
                steps.SelectMany(static step => step.Outputs),
                output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name} is {output.Reason}: {output.Value}"));
        }

        Assert.All(OutputReasons(result), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    /// <summary>Why each output was or was not written again.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> OutputReasons(GeneratorDriverRunResult result) =>
        [.. Assert.Single(result.Results).TrackedOutputSteps.SelectMany(static steps => steps.Value).SelectMany(static step => step.Outputs).Select(static output => output.Reason)];
}
