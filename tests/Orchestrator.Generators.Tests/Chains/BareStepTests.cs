using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>Calls that have one step inside them, without a chain around it.</summary>
public sealed class BareStepTests
{
    private const string Steps = """
        [Step("One")] static void One() { }
        static void Free() { }

        """;

    [Theory]
    [InlineData("StepGroup(\"G\", One)", "G/Workflows.One")]
    [InlineData("StepGroup(\"G\", SetStatus(SubscriptionLifecycle.Active))", "G/orchestrator.set_status.active")]
    [InlineData("StepGroup(\"G\", StepGroup(\"H\", One))", "G/H/Workflows.One")]
    [InlineData("Conditional(static state => true, One)", "Workflows.One")]
    [InlineData("Conditional(static state => true, StepGroup(\"G\", One))", "G/Workflows.One")]
    [InlineData("FocusSteps(\"part\", One)", "Workflows.One")]
    [InlineData("FocusSteps(\"part\", StepGroup(\"G\", One))", "G/Workflows.One")]
    public async Task The_step_is_one_of_the_chain_and_runs(string call, string id)
    {
        var source = Sources.Workflows(
            Steps + $"""[ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> {call};"""
        );
        var options = new RunOptions
        {
            AdditionalFiles = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add(
                "Workflows.Shipped.txt",
                $"modify_a: {id} \"x\"\n"
            ),
        };

        await AnalyzerTest.VerifyAsync(options, Sources.Products, source);
        using var loaded = GeneratorTest.Run(Sources.Products, source).Load();
        var list = (StepList)loaded.Type("App.Workflows").GetMethod("ModifyA")!.Invoke(null, null)!;
        Assert.Single(list);
    }

    [Theory]
    [InlineData("StepGroup(\"G\", {|ORCH3001:Free|})")]
    [InlineData("Conditional(static state => true, {|ORCH3001:Free|})")]
    [InlineData("FocusSteps(\"part\", {|ORCH3001:() => { }|})")]
    public Task What_is_not_a_step_is_reported_there_as_well(string call) =>
        AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Steps + $"""[ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> {call};"""
            )
        );
}
