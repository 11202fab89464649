using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1005Tests
{
    [Theory]
    [InlineData(
        """[Step("Same")] static void One() { } [Step("Same")] static void Two() { } [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> {|ORCH1005:Two|};""",
        "Workflows.One and Workflows.Two"
    )]
    [InlineData(
        """[Step("Same")] static void One() { } [Step("Same")] static void Two() { } static StepList Chain => Begin >> Two; [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> {|ORCH1005:Chain|};""",
        "two steps named 'Same'"
    )]
    [InlineData(
        """public sealed record P : FormPage { public int N { get; init; } } [Step("Same")] static void One() { } [InputStep("Same", "NOC")] static async Task<P> Two(FormSession form) => await form.AskAsync<P>(); [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> {|ORCH1005:Two|};""",
        "two steps named 'Same'"
    )]
    [InlineData(
        """[Step("One", Id = "same")] static void One() { } [Step("Two", Id = "same")] static void Two() { } [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> {|ORCH1005:Two|};""",
        "two steps with the identity 'same': Workflows.One and Workflows.Two"
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two", Id = "Workflows.One")] static void Two() { } [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> StepGroup("G", Begin >> One >> {|ORCH1005:Two|});""",
        "'G/Workflows.One'"
    )]
    public async Task Two_different_steps_of_one_name_are_reported_where_the_second_comes_in(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> Two >> One;"""
    )]
    [InlineData(
        """[Step("Same")] static void One() { } [Step("Same")] static void Two() { } static StepList Compute(StepList list) => list; [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> Compute(Begin >> Two);"""
    )]
    [InlineData(
        """[Step("Same")] static void One() { } [Step("Same")] static void Two() { } [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Two;"""
    )]
    [InlineData(
        """[Step("One", Id = "same")] static void One() { } [Step("Two", Id = "same")] static void Two() { } [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> StepGroup("G", Begin >> Two) >> One;"""
    )]
    public async Task Steps_that_can_be_told_apart_or_not_be_read_are_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("Same")] static void One() { }
                [Step("Same")] static void Two() { }
                #pragma warning disable ORCH1005
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> Two;
                """
            )
        );

    [Fact]
    public async Task Two_steps_of_one_class_and_method_name_in_two_namespaces_have_one_identity()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows("""[Step("One")] internal static void Do() { }""", "Steps"),
            Sources
                .Workflows("""[Step("Two")] internal static void Do() { }""", "Steps")
                .Replace("namespace App;", "namespace Other;", StringComparison.Ordinal),
            Sources.Workflows(
                """[ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> Steps.Do >> {|ORCH1005:Other.Steps.Do|};"""
            )
        );

        Assert.Contains("two steps with the identity 'Steps.Do'", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }
}
