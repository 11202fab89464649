using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5003Tests
{
    [Theory]
    [InlineData("static StepList Chain => Begin >> Apply<First>() >> {|ORCH5003:Log|};")]
    [InlineData("static StepList Chain() => Begin >> {|ORCH5003:Log|};")]
    [InlineData("static StepList Chain => Begin >> Apply<First>() >> {|ORCH5003:Inner|}; static StepList Inner => Begin >> Log;")]
    [InlineData("static readonly StepList Chain = Begin >> StepGroup(\"G\", Begin >> {|ORCH5003:Log|});")]
    public async Task A_plain_step_among_what_a_plan_shows_is_reported(string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            ResourceSources.Workflows($"    [ExternalSystemSteps] internal {chain}")
        );

        Assert.Equal(
            "Chain 'Chain' contains the plain step 'Log', of which a plan cannot tell what it would change. Declare what it writes "
                + "as an external resource, and apply that.",
            Assert.Single(found).GetMessage(null)
        );
    }

    [Theory]
    [InlineData("[ExternalSystemSteps] internal static StepList Chain => Begin >> Apply<First>() >> Apply<Second>();")]
    [InlineData("internal static StepList Chain => Begin >> Log;")]
    [InlineData("[ExternalSystemSteps] internal static StepList Chain { get { var steps = Begin; return steps >> Log; } }")]
    public async Task A_chain_of_resources_or_one_that_is_not_planned_is_fine(string chain) =>
        await AnalyzerTest.VerifyAsync(ResourceSources.Model, ResourceSources.Workflows(chain));

    [Fact]
    public async Task A_project_without_external_resources_is_fine() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            ResourceSources.Workflows("[ExternalSystemSteps] internal static StepList Chain => Begin >> Log;")
        );

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            ResourceSources.Model,
            "#pragma warning disable ORCH5003\n"
                + ResourceSources.Workflows("[ExternalSystemSteps] internal static StepList Chain => Begin >> Log;")
        );
}
