using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch2007Tests
{
    private const string Common = """
        [Step("S")] static void S() { }
        [ExternalSystemSteps] static StepList Chain => Begin >> S;
        static StepList Inner => Begin >> Chain;
        static StepList Wrapped => Begin >> Conditional(static state => true, Chain);
        static bool Flag => true;
        static StepList Build(StepList list) => list;
        static void Log(StepList list) { }

        """;

    private static string Modify(string body) =>
        Sources.Workflows(Common + $$"""[ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() {{body}}""");

    [Theory]
    [InlineData("=> Begin >> Conditional(static state => true, {|ORCH2007:Chain|});", "inside 'Conditional'")]
    [InlineData("=> Begin >> FocusSteps(\"part\", {|ORCH2007:Chain|});", "inside 'FocusSteps'")]
    [InlineData("=> Begin >> Conditional(static state => true, Begin >> S >> {|ORCH2007:Chain|});", "the chain 'Chain'")]
    [InlineData("=> Begin >> Conditional(static state => true, {|ORCH2007:Inner|});", "the chain 'Chain'")]
    [InlineData("=> Begin >> {|ORCH2007:Wrapped|};", "inside 'Conditional'")]
    [InlineData(
        "=> Begin >> StepGroup(\"G\", Begin >> Conditional(static state => true, {|ORCH2007:Chain|}));",
        "Write 'Conditional' inside the chain"
    )]
    [InlineData("=> Begin >> Conditional(static state => true, Begin >> StepGroup(\"G\", {|ORCH2007:Chain|}));", "inside 'Conditional'")]
    [InlineData(
        "{ var steps = Begin; steps >>= Conditional(static state => true, {|ORCH2007:Chain|}); return steps; }",
        "inside 'Conditional'"
    )]
    [InlineData("{ if (Flag) { return Begin; } return Begin >> FocusSteps(\"part\", Build({|ORCH2007:Chain|})); }", "inside 'FocusSteps'")]
    public async Task A_chain_that_the_modify_workflow_wraps_is_reported_and_gives_no_reconcile_workflow(string body, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Modify(body));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "ReconcileA",
            Emitted(body.Replace("{|ORCH2007:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("=> Begin >> Chain;")]
    [InlineData("=> Begin >> StepGroup(\"G\", Chain);")]
    [InlineData("=> Begin >> Chain >> Conditional(static state => true, Chain);")]
    [InlineData("=> Begin >> Conditional(static state => true, Inner) >> Inner;")]
    [InlineData("=> Begin >> Conditional(static state => Chain.Count > 0, Begin >> S) >> Chain;")]
    [InlineData("{ if (Flag) { return Begin; } return Build(Begin >> Chain); }")]
    [InlineData("=> Flag ? Begin >> Chain : Begin;")]
    [InlineData("=> Flag switch { true => Chain, _ => Begin };")]
    [InlineData("{ var steps = Begin; steps >>= Chain; return steps; }")]
    [InlineData("{ var parts = new List<StepList>(); parts.Add(Chain); return parts[0]; }")]
    [InlineData("{ var steps = Begin; foreach (var step in Chain) { steps >>= step; } return steps; }")]
    public async Task A_chain_that_it_runs_as_it_is_gives_a_reconcile_workflow_and_is_fine(string body)
    {
        await AnalyzerTest.VerifyAsync(Sources.Products, Modify(body));

        Assert.Contains("ReconcileA() => global::Orchestrator.Workflow.Begin >> Chain;", Emitted(body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ if (Flag) { return Begin; } Console.WriteLine(Chain.Count); return Begin; }")]
    [InlineData("{ Log(Chain); return Begin; }")]
    [InlineData("{ Log(Begin >> Chain); return Begin; }")]
    [InlineData("{ Console.WriteLine($\"{Chain}\"); return Begin; }")]
    [InlineData("{ if (Chain == Begin) { return Begin; } return Begin; }")]
    [InlineData("{ _ = Chain is { Count: 0 }; return Begin; }")]
    [InlineData("=> Chain.Count > 0 ? Begin : Begin;")]
    public async Task A_chain_that_is_only_mentioned_is_not_used(string body)
    {
        var source = Modify(body);
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(RunOptions.Default, Sources.Products, source),
            static diagnostic => diagnostic.Id != "ORCH2005"
        );

        Assert.DoesNotContain("ReconcileA", Emitted(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_author_who_opts_out_is_not_told() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> Wrapped;
                    [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> Chain;
                    """
            )
        );

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    #pragma warning disable ORCH2007
                    [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Wrapped;
                    """
            )
        );

    private static string Emitted(string body) => GeneratorTest.Run(Sources.Products, Modify(body)).File("Workflows.g.cs");
}
