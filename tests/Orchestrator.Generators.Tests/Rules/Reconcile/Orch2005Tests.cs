using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Rules.Reconcile;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch2005Tests
{
    [Fact]
    public void A_build_runs_the_rule_because_one_of_its_descriptors_is_a_warning() =>
        Assert.Contains(
            new MissingChainAnalyzer().SupportedDiagnostics,
            static descriptor => descriptor.DefaultSeverity == DiagnosticSeverity.Warning
        );

    [Theory]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2005:ModifyA|}() => Begin >> SetStatus(SubscriptionLifecycle.Active) >> One >> Two;""",
        "no reconcile workflow is emitted for 'A'"
    )]
    public async Task A_modify_workflow_that_ends_in_steps_without_a_chain_is_shown_how_to_get_one(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Step("S")] static A S(A subscription) => subscription; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> S;"""
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One;"""
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ExternalSystemSteps] static StepList Chain => Begin >> One; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Chain >> Two;"""
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } static StepList Compute() { return Begin >> One; } [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Compute();"""
    )]
    [InlineData(
        """[TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> One; [Step("One")] static void One() { } [Step("Two")] static void Two() { } """
    )]
    public async Task A_modify_workflow_without_external_steps_or_with_a_chain_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Theory]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2005:ModifyA|}() => Begin >> Turn >> Apply<First>();""",
        "Move the steps that update external systems into such a chain, or set Reconcile = false if none is wanted."
    )]
    [InlineData(
        """static StepList Chain => Begin >> Apply<First>(); [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2005:ModifyA|}() => Begin >> Turn >> Chain;""",
        "Mark the chain 'Chain' with [ExternalSystemSteps], or set"
    )]
    [InlineData(
        """static StepList More => Begin >> Log; [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2005:ModifyA|}() => Begin >> Turn >> Apply<First>() >> More;""",
        "Mark the chain 'More' with [ExternalSystemSteps], with all steps that update external systems in it, or set"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2005:ModifyA|}() => Begin >> Turn >> Apply<First>() >> Turn;""",
        "Move the steps that update external systems into such a chain, or set Reconcile = false if none is wanted."
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2005:ModifyA|}() => Begin >> StepGroup("G", Begin >> Apply<First>());""",
        "Move the steps that update external systems into such a chain, or set Reconcile = false if none is wanted."
    )]
    public async Task What_external_systems_get_without_a_marked_chain_is_reported_where_nothing_reconciles_the_product(
        string members,
        string advice
    )
    {
        var found = await AnalyzerTest.VerifyAsync(ResourceSources.Model, ResourceSources.Workflows(members + Rest));

        Assert.Contains("a request to reconcile one is answered with 404", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains(advice, found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Warning, found[0].Severity);
    }

    [Theory]
    [InlineData(
        """static StepList Chain => Begin >> Apply<First>(); [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Turn >> Chain; [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> Chain;"""
    )]
    [InlineData(
        """[ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>(); static StepList More => Begin >> Log; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Turn >> Chain; [ModifyWorkflow(typeof(A), "N", Reconcile = false)] public static StepList RenameA() => Begin >> Turn >> Chain >> More;"""
    )]
    [InlineData(
        """[ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>(); static StepList More => Begin >> Log; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Turn >> Chain; [ModifyWorkflow(typeof(A), "N")] public static StepList RenameA() => Begin >> Turn >> More;"""
    )]
    [InlineData(
        """static StepList More => Begin >> Log; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Turn >> More;"""
    )]
    [InlineData(
        """static StepList Chain => Begin >> Turn; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Chain;"""
    )]
    public async Task A_product_that_is_reconciled_and_a_chain_that_changes_the_subscription_are_fine(string members) =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(RunOptions.Default, ResourceSources.Model, ResourceSources.Workflows(members + Rest)),
            static diagnostic => diagnostic.Id is "ORCH2005"
        );

    private const string Rest = """ [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Remove<First>();""";

    [Fact]
    public async Task A_workflow_without_a_product_is_not_suggested_one() =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(
                RunOptions.Default,
                Sources.Workflows(
                    """[Step("One")] static void One() { } [ModifyWorkflow(null!, "M")] public static StepList ModifyIt() => Begin >> One;"""
                )
            ),
            static diagnostic => diagnostic.Id == "ORCH2005"
        );

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("One")] static void One() { } [Step("Two")] static void Two() { }
                #pragma warning disable ORCH2005
                [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> One;
                """
            )
        );
}
