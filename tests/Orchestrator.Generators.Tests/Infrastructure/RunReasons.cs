using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Pipeline;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>Asks a run why its steps ran.</summary>
internal static class RunReasons
{
    public static IReadOnlyList<string> TrackingNames { get; } =
    [.. typeof(TrackingNames).GetFields().Select(static field => (string)field.GetRawConstantValue()!)];

    public static void AssertNothingRan(GeneratorDriverRunResult result)
    {
        AssertNoStepRan(result);
        Assert.All(OutputReasons(result), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    /// <summary>Checks that all that was read before was kept, whatever is written or reported again.</summary>
    public static void AssertNoStepRan(GeneratorDriverRunResult result)
    {
        var ran = Ours(result)
            .TrackedSteps.Where(static step => TrackingNames.Contains(step.Key))
            .SelectMany(
                static step => step.Value.SelectMany(static run => run.Outputs),
                static (step, output) => $"{step.Key} {output.Reason}"
            )
            .Where(static step =>
                !step.EndsWith(" Cached", StringComparison.Ordinal) && !step.EndsWith(" Unchanged", StringComparison.Ordinal)
            );
        Assert.Empty(ran);
    }

    /// <summary>Why each output was or was not written again.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> OutputReasons(GeneratorDriverRunResult result) =>
        [
            .. Ours(result)
                .TrackedOutputSteps.SelectMany(static steps => steps.Value)
                .SelectMany(static step => step.Outputs)
                .Select(static output => output.Reason),
        ];

    /// <summary>What our generator did, whichever ran beside it.</summary>
    public static GeneratorRunResult Ours(GeneratorDriverRunResult result) =>
        Assert.Single(result.Results, static generator => generator.Generator.GetGeneratorType() == typeof(OrchestratorGenerator));
}
