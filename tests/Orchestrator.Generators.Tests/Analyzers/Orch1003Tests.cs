using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Analyzers;

public sealed class Orch1003Tests
{
    [Theory]
    [InlineData("""[ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin; static partial class Inner { [ModifyWorkflow(typeof(B), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin; }""", "Workflows.Inner.ModifyA")]
    [InlineData("""[ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin; [ModifyWorkflow(typeof(B), "M")] public static StepList {|ORCH1003:Modify_a|}() => Begin;""", "'modify_a' is taken twice")]
    [InlineData("""[Step("S")] static void S() { } [ExternalSystemSteps(Workflow = "Same")] static StepList One => Begin >> S; [ExternalSystemSteps(Workflow = "Same")] static StepList Two => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin >> One; static partial class Inner { [ModifyWorkflow(typeof(B), "M")] public static StepList {|ORCH1003:ModifyB|}() => Begin >> Two; }""", "the reconcile workflow that is emitted from Workflows.Inner.ModifyB")]
    public async Task A_name_that_is_taken_is_reported_on_every_workflow_that_has_it(string members, string mend)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(mend, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin; [ModifyWorkflow(typeof(B), "M")] public static StepList ModifyB() => Begin;""")]
    [InlineData("""[ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin; static StepList Modify_a() => Begin;""")]
    public async Task Names_of_their_own_are_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_name_that_a_referenced_assembly_has_registered_is_reported()
    {
        var library = GeneratorTest.Run(new RunOptions { AssemblyName = "Library" }, Sources.Products, Sources.Workflows("""[ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin;"""));

        var found = await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [library.ToReference()] },
            Sources.Workflows("""[ModifyWorkflow(typeof(B), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin;""", "Others"));

        Assert.Contains("one in assembly Library", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_reconcile_workflows_of_one_product_are_left_to_the_rule_that_says_more() =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows("""
            [ReconcileWorkflow(typeof(A), "R")] public static StepList {|ORCH2001:ReconcileA|}() => Begin;
            static partial class Inner { [ReconcileWorkflow(typeof(A), "R")] public static StepList {|ORCH2001:ReconcileA|}() => Begin; }
            """));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows("""
            #pragma warning disable ORCH1003
            [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin;
            [ModifyWorkflow(typeof(B), "M")] public static StepList Modify_a() => Begin;
            """));
}
