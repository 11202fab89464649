using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5008Tests
{
    // Two classes of one name, and one whose name is without the suffix: 'port_key' each.
    private const string Resources = """
        namespace App;

        public static partial class Core { [ExternalResource("core port")] public sealed partial class PortResource : Resource<A>; }
        public static partial class Edge { [ExternalResource("edge port")] public sealed partial class PortResource : Resource<A>; }
        [ExternalResource("port")] public sealed partial class Port : Resource<A>;
        """;

    [Theory]
    [InlineData("Begin >> Apply<Core.PortResource>() >> Apply<Edge.PortResource>() >> {|ORCH5008:Store|}")]
    [InlineData("Begin >> Apply<Core.PortResource>() >> Apply<Port>() >> Log >> {|ORCH5008:Store|} >> Store")]
    [InlineData("Begin >> StepGroup(\"G\", Begin >> Apply<Edge.PortResource>() >> Apply<Port>()) >> {|ORCH5008:Store|}")]
    public async Task A_key_that_another_resource_has_replaced_before_it_was_taken_is_reported(string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(ResourceSources.Model, GeneratorTest.Author(Resources), Workflow(chain));

        Assert.Contains(
            "step 'Store' takes the state key 'port_key' of external resource 'App.",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Chains_that_follow_each_other_in_the_reconcile_workflow_only_are_reported_there()
    {
        var found = await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            GeneratorTest.Author(Resources),
            ResourceSources.Workflows(
                """
                    [Step("Store")] static void Store(string? portKey) { }
                    [Step("Look")] static void Look(string? portKey) { }
                    [ExternalSystemSteps] static StepList Chain => Begin >> Apply<Core.PortResource>();
                    [ExternalSystemSteps] static StepList Again => Begin >> Apply<Edge.PortResource>() >> {|ORCH5003:Store|};
                    [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH5008:ModifyA|}() => Begin >> Chain >> Look >> Again;
                """
            )
        );

        Assert.Contains("In workflow 'reconcile_a'", found[^1].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> Apply<Core.PortResource>() >> Store >> Apply<Edge.PortResource>() >> Store")]
    [InlineData("Begin >> Apply<Core.PortResource>() >> Apply<Edge.PortResource>()")]
    [InlineData("Begin >> Apply<First>() >> Apply<Edge.PortResource>() >> Store")]
    [InlineData("Begin >> Apply<Edge.PortResource>() >> Turn >> Apply<Edge.PortResource>() >> Store")]
    [InlineData("Begin >> Apply<Edge.PortResource>() >> Read >> Apply<Port>() >> Store")]
    [InlineData("Begin >> Apply<Core.PortResource>() >> Give >> Apply<Edge.PortResource>() >> Store")]
    [InlineData(
        "Begin >> Conditional(static state => true, Apply<Core.PortResource>()) >> Conditional(static state => false, "
            + "Apply<Edge.PortResource>()) >> Store"
    )]
    public Task A_key_that_is_taken_in_time_or_that_no_step_takes_is_fine(string chain) =>
        AnalyzerTest.VerifyAsync(ResourceSources.Model, GeneratorTest.Author(Resources), Workflow(chain));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            ResourceSources.Model,
            GeneratorTest.Author(Resources),
            "#pragma warning disable ORCH5008\n" + Workflow("Begin >> Apply<Core.PortResource>() >> Apply<Port>() >> Store")
        );

    private static string Workflow(string chain) =>
        ResourceSources.Workflows(
            $$"""
                [Step("Store")] static void Store(string? portKey) { }
                [Step("Read")] static void Read(State state) { }
                [Step("Give", Gives = "port_key")] static string Give(string? portKey) => portKey ?? "";
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => {{chain}};
            """
        );
}
