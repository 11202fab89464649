using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Analyzers;

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
    [InlineData("""[ExternalSystemSteps] static StepList Chain => Begin >> Use; [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList {|ORCH2006:ModifyA|}() => Begin >> Chain;""", "'size' (of 'Form', for 'Use')")]
    [InlineData("""[ExternalSystemSteps] static StepList Chain => Begin >> Use; [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2006:ModifyA|}() => Begin >> Give >> Chain;""", "'size' (of 'Give', for 'Use')")]
    public async Task A_key_that_only_the_modify_workflow_has_is_reported_with_what_gives_it(string members, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Common + members));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[ExternalSystemSteps] static StepList Chain => Begin >> Use; [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Defaults = nameof(Give))] public static StepList ModifyA() => Begin >> Chain;""")]
    [InlineData("""[ExternalSystemSteps] static StepList Chain => Begin >> Give >> Use; [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Chain;""")]
    [InlineData("""[Step("Maybe")] static void Maybe(int size = 1) { } [ExternalSystemSteps] static StepList Chain => Begin >> Maybe; [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Chain;""")]
    [InlineData("""[ExternalSystemSteps] static StepList Chain => Begin >> Use; [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => Begin >> Chain;""")]
    [InlineData("""[ExternalSystemSteps] static StepList Chain { get { var list = Begin; return list >> Use; } } [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Chain;""")]
    public async Task A_chain_that_has_what_it_needs_or_can_not_be_read_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Common + members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Common + """
            [ExternalSystemSteps] static StepList Chain => Begin >> Use;
            #pragma warning disable ORCH2006
            [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Chain;
            """));
}
