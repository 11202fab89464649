using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch2006Tests
{
    private const string Common = """
        public sealed record P : FormPage { public int Size { get; init; } }
        static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
        public sealed record Sizes(int Size);
        [Step("Use")] static void Use(A subscription, int size) { }
        [Step("Give")] static Sizes Give() => new(1);

        """;

    [Theory]
    [InlineData(
        """[ExternalSystemSteps] static StepList Chain => Begin >> Use; [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList {|ORCH2006:ModifyA|}() => Begin >> Chain;""",
        "'size' (of 'Form', for 'Use')"
    )]
    [InlineData(
        """[ExternalSystemSteps] static StepList Chain => Begin >> Use; [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2006:ModifyA|}() => Begin >> Give >> Chain;""",
        "'size' (of 'Give', for 'Use')"
    )]
    public async Task A_key_that_only_the_modify_workflow_has_is_reported_with_what_gives_it(string members, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Common + members));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Step("D")] static (int Size, bool Done) D(int speed) => (speed, true);""", "Begin >> Use", "lacks 'speed' (for 'D')")]
    [InlineData("""[Step("D")] static Sizes D(int size) => new(size);""", "Begin >> Use", "lacks 'size' (of 'Form', for 'D')")]
    [InlineData(
        """[Step("D")] static (string Size, bool Done) D() => ("1", true);""",
        "Begin >> Use",
        "has 'size' of 'D' as 'string', but 'Use' takes a 'int'"
    )]
    [InlineData(
        """[Step("D")] static (int? Size, bool Done) D() => (1, true);""",
        "Begin >> Use",
        "may have null as 'size' of 'D', which 'Use' does not take"
    )]
    public async Task What_the_Defaults_step_needs_and_gives_is_judged_as_well(string step, string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + step
                    + $$"""
                    [ExternalSystemSteps] static StepList Chain => {{chain}};
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Defaults = nameof(D))] public static StepList {|ORCH2006:ModifyA|}() => Begin >> Chain;
                    """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DateTime.Now.Hour > 12 ? Begin >> Give >> Chain : Begin >> Chain", "lacks 'size' (of 'Form', for 'Use')")]
    [InlineData("Begin >> StepGroup(\"G\", Chain)", "lacks 'size' (of 'Form', for 'Use')")]
    [InlineData("Begin >> Open >> Chain", "lacks 'size' (of 'Form', for 'Use')")]
    public async Task A_chain_is_judged_in_the_reconcile_workflow_where_the_modify_workflow_cannot_be(string body, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + $$"""
                    [Step("Open")] static State Open() => State.Empty;
                    [ExternalSystemSteps] static StepList Chain => Begin >> Use;
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList {|ORCH2006:ModifyA|}() => {{body}};
                    """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> StepGroup(\"G\", Begin >> Use)")]
    [InlineData("Begin >> Conditional(static state => true, Begin >> Use)")]
    [InlineData("Begin >> Inner")]
    [InlineData("Begin >> Other.Steps")]
    [InlineData("Begin >> Other.Steps >> StepGroup(\"G\", Conditional(static state => true, Inner))")]
    public async Task The_key_is_followed_through_groups_conditions_nested_chains_and_other_classes(string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """internal static StepList Steps => Begin >> Use; [Step("Use elsewhere")] static void Use(int size) { }""",
                "Other"
            ),
            Sources.Workflows(
                Common
                    + $$"""
                    static StepList Inner => Begin >> Use;
                    [ExternalSystemSteps] static StepList Chain => {{chain}};
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList {|ORCH2006:ModifyA|}() => Begin >> Chain;
                    """
            )
        );

        Assert.Contains("'size' (of 'Form', for 'Use')", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_in_the_modify_workflow_too_is_left_to_the_rule_about_steps() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("Use")] static void Use(int size) { }
                [ExternalSystemSteps] static StepList Chain => Begin >> Use;
                [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> {|ORCH3003:Chain|};
                """
            )
        );

    [Theory]
    [InlineData(
        """[ExternalSystemSteps] static StepList Chain => Begin >> Use; [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Defaults = nameof(Give))] public static StepList ModifyA() => Begin >> Chain;"""
    )]
    [InlineData(
        """[ExternalSystemSteps] static StepList Chain => Begin >> Give >> Use; [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Chain;"""
    )]
    [InlineData(
        """[Step("Maybe")] static void Maybe(int size = 1) { } [ExternalSystemSteps] static StepList Chain => Begin >> Maybe; [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Chain;"""
    )]
    [InlineData(
        """[ExternalSystemSteps] static StepList Chain => Begin >> Use; [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => Begin >> Chain;"""
    )]
    [InlineData(
        """[ExternalSystemSteps] static StepList Chain { get { var list = Begin; return list >> Use; } } [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Chain;"""
    )]
    public async Task A_chain_that_has_what_it_needs_or_cannot_be_read_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Common + members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    [ExternalSystemSteps] static StepList Chain => Begin >> Use;
                    #pragma warning disable ORCH2006
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Chain;
                    """
            )
        );
}
