using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5009Tests
{
    private static readonly string Model = ResourceSources.Model.Replace(
        "[Product(\"a\")] public sealed partial class A : SubscriptionModel;",
        """
        [Product("a")] public sealed partial class A : SubscriptionModel { public Part Part { get; set; } = new(); }
        [ProductBlock("Part")] public sealed partial class Part : ProductBlock
        {
            public bool On { get; set; }
            public bool Kept { get; set; }
            public List<string> Names { get; set; } = [];
        }
        public interface IClient { Task DeleteAsync(Guid id, CancellationToken cancellationToken); }
        """,
        StringComparison.Ordinal
    );

    [Theory]
    [InlineData("Begin >> Set >> Chain", "Begin >> Conditional<A>({|ORCH5009:static a => a.Part.On|}, Apply<First>())")]
    [InlineData("Begin >> Set >> Chain", "Begin >> Conditional<A>({|ORCH5009:IsOn|}, Begin >> Apply<First>())")]
    [InlineData("Begin >> SetBelow >> Chain", "Begin >> Conditional<A>({|ORCH5009:static a => a.Part.On && a.Part.Kept|}, Apply<First>())")]
    [InlineData("Begin >> Fill >> Chain", "Begin >> Conditional<A>({|ORCH5009:static a => a.Part.Names.Count > 0|}, Apply<First>())")]
    [InlineData("Begin >> Set >> Chain", "Begin >> Inner")]
    [InlineData("Begin >> Set >> Conditional<A>({|ORCH5009:static a => a.Part.On|}, Apply<First>()) >> Chain", "Begin >> Apply<Second>()")]
    [InlineData(
        "Begin >> Set >> Chain",
        "Begin >> Conditional<A>({|ORCH5009:static a => a.Part.On|}, Apply<First>()) >> Conditional<A>(static a => !a.Part.On, "
            + "Remove<Second>())"
    )]
    public async Task An_apply_whose_condition_the_workflow_changes_is_reported_at_the_condition(string modify, string chain)
    {
        var inner = chain.Contains("Inner", StringComparison.Ordinal) ? "{|ORCH5009:static a => a.Part.On|}" : "static a => a.Part.On";

        var found = await AnalyzerTest.VerifyAsync(Model, Workflow(modify, chain, inner));

        Assert.Equal(
            "External resource 'First' is applied only while this condition holds, and nothing removes its object when the condition no "
                + "longer does: the object stays in the external system, and a check reports no drift. Apply it without the condition and "
                + "let 'Describe' return null instead, or remove it under the opposite condition.",
            Assert.Single(found).GetMessage(null)
        );
    }

    [Fact]
    public Task A_chain_of_two_workflows_is_reported_once() =>
        AnalyzerTest.VerifyAsync(
            Model,
            Workflow(
                "Begin >> Set >> Chain",
                "Begin >> Conditional<A>({|ORCH5009:static a => a.Part.On|}, Apply<First>())",
                more: "[ModifyWorkflow(typeof(A), \"N\", Reconcile = false)] "
                    + "public static StepList ModifyOther() => Begin >> SetBelow >> Chain;"
            )
        );

    [Theory]
    [InlineData("Begin >> Set >> Chain", "Begin >> Apply<First>()")]
    [InlineData("Begin >> SetOn >> Chain", "Begin >> Conditional<A>(static a => a.Part.On, Apply<First>())")]
    [InlineData("Begin >> Set >> Chain", "Begin >> Conditional<A>(static a => a.Part.Kept, Apply<First>())")]
    [InlineData("Begin >> Chain", "Begin >> Conditional<A>(static a => a.Part.On, Apply<First>())")]
    [InlineData(
        "Begin >> Set >> Chain",
        "Begin >> Conditional<A>(static a => a.Part.On, Apply<First>()) >> Conditional<A>(static a => !a.Part.On, Remove<First>())"
    )]
    [InlineData(
        "Begin >> Set >> Conditional<A>(static a => !a.Part.On, Remove<First>()) >> Chain",
        "Begin >> Conditional<A>(static a => a.Part.On, Apply<First>())"
    )]
    [InlineData("Begin >> Set >> Chain >> Apply<First>()", "Begin >> Conditional<A>(static a => a.Part.On, Apply<First>())")]
    [InlineData("Begin >> Set >> Tidy >> Chain", "Begin >> Conditional<A>(static a => a.Part.On, Apply<First>())")]
    [InlineData("Begin >> Set >> Chain", "Begin >> Conditional<A>(static a => a.SubscriptionId != Guid.Empty, Apply<First>())")]
    [InlineData("Begin >> Set >> Chain", "Begin >> Conditional(static state => state.ContainsKey(\"x\"), Apply<First>())")]
    [InlineData("Begin >> Set >> Computed() >> Chain", "Begin >> Conditional<A>(static a => a.Part.On, Apply<First>())")]
    public async Task What_is_removed_too_or_may_be_and_what_does_not_change_is_fine(string modify, string chain) =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(RunOptions.Default, Model, AnalyzerTest.Unmark(Workflow(modify, chain))),
            static diagnostic => diagnostic.Id == "ORCH5009"
        );

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Model,
            "#pragma warning disable ORCH5009\n"
                + Workflow("Begin >> Set >> Chain", "Begin >> Conditional<A>(static a => a.Part.On, Apply<First>())")
        );

    private static string Workflow(string modify, string chain, string inner = "static a => a.Part.On", string more = "") =>
        Sources.Workflows(
            $$"""
                [Step("Set")] static A Set(A subscription) { subscription.Part.On = !subscription.Part.On; return subscription; }
                [Step("Set on")] static A SetOn(A subscription) { subscription.Part.On = true; return subscription; }
                [Step("Set below")] static A SetBelow(A subscription) { Turn(subscription.Part); return subscription; }
                [Step("Fill")] static A Fill(A subscription) { subscription.Part.Names.Add("x"); return subscription; }
                [Step("Tidy")] static Task Tidy(A subscription, IClient client, CancellationToken cancellationToken) =>
                    client.DeleteAsync(subscription.SubscriptionId, cancellationToken);
                static void Turn(Part part) => part.On = !part.On;
                static bool IsOn(A a) => a.Part.On;
                public static StepList Computed() { var steps = Begin; return steps >> Set; }
                static StepList Inner => Begin >> Conditional<A>({{inner}}, Apply<First>());
                [ExternalSystemSteps] static StepList Chain => {{chain}};
                [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => {{modify}};
                {{more}}
            """
        );
}
