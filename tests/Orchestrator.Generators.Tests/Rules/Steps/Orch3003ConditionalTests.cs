using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>Keys that only steps provide which may be skipped.</summary>
public sealed class Orch3003ConditionalTests
{
    private const string IsBig = "static state => state.Get<int>(\"size\") > 5";

    [Theory]
    [InlineData($"Begin >> Conditional({IsBig}, Measure) >> {{|ORCH3003:Use|}}", "the step 'Use' needs the state key 'depth', which only")]
    [InlineData(
        $"Begin >> Conditional({IsBig}, Begin >> Measure >> Measure) >> {{|ORCH3003:Use|}}",
        "'Measure' provides, inside a 'Conditional'"
    )]
    [InlineData($"Begin >> StepGroup(\"G\", Begin >> Conditional({IsBig}, Measure) >> Push) >> {{|ORCH3003:Use|}}", "give the parameter a")]
    [InlineData($"Begin >> {{|ORCH3003:Inner|}}", "'depth'")]
    [InlineData(
        $"Begin >> Conditional({IsBig}, Measure) >> Conditional({{|ORCH3003:static state => state.Get<int>(\"depth\") > 1|}}, Push)",
        "ask for it with ContainsKey first"
    )]
    [InlineData($"Begin >> Conditional({IsBig}, CallbackStep(\"C\", Push, Push, \"part\")) >> {{|ORCH3003:UsePart|}}", "a callback step")]
    [InlineData(
        "Begin >> Conditional<A>(static model => model.Description.Length > 1, Begin >> Measure) >> {|ORCH3003:Use|}",
        "missing when the condition"
    )]
    [InlineData(
        "Begin >> Conditional<A>(static model => model.Description.Length > 1, Measure) >> {|ORCH3003:Use|}",
        "missing when the condition"
    )]
    public async Task A_key_that_only_a_condition_provides_is_reported_where_it_is_always_needed(string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Workflow(chain));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"Begin >> Conditional({IsBig}, Begin >> Measure >> Use)")]
    [InlineData($"Begin >> Conditional({IsBig}, Measure) >> Conditional({IsBig}, Use)")]
    [InlineData($"Begin >> Conditional({IsBig}, Measure) >> Conditional(static state => state.ContainsKey(\"depth\"), Use)")]
    [InlineData($"Begin >> Conditional({IsBig}, Measure) >> Conditional(static state => state.Get<int>(\"size\") <= 5, Guess) >> Use")]
    [InlineData($"Begin >> Measure >> Conditional({IsBig}, Guess) >> Use")]
    [InlineData($"Begin >> Conditional({IsBig}, Measure) >> Guess >> Use")]
    [InlineData($"Begin >> Measure >> Conditional({IsBig}, Begin >> Forget >> Guess) >> Use")]
    [InlineData($"Begin >> Conditional({IsBig}, Measure) >> UseOptional")]
    [InlineData($"Begin >> Conditional({IsBig}, Measure) >> Open >> Use")]
    [InlineData($"Begin >> Conditional({IsBig}, Measure) >> FocusSteps(\"part\", Use)")]
    public Task A_key_that_is_there_whenever_it_is_needed_is_fine(string chain) =>
        AnalyzerTest.VerifyAsync(Sources.Products, Workflow(chain));

    [Fact]
    public async Task The_reconcile_workflow_that_is_emitted_is_said_to_need_it_too()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("Measure", Gives = "depth")] static int Measure(A subscription) => 1;
                [Step("Use")] static void Use(int depth) { }
                [ExternalSystemSteps] static StepList Chain => Begin >> Conditional<A>(static model => model.Description.Length > 1, Measure) >> Use;
                [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2006:ModifyA|}() => Begin >> Measure >> Chain;
                """
            )
        );

        Assert.Contains("has 'depth' of 'Measure' on a condition only", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    private static string Workflow(string chain) =>
        Sources.Workflows(
            $$"""
            public sealed record P : FormPage { public int Size { get; init; } }
            public sealed record Part(int Size, int Depth);
            static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
            [Step("Push")] static void Push(string callbackRoute = "") { }
            [Step("Measure", Gives = "depth")] static int Measure() => 1;
            [Step("Guess", Gives = "depth")] static int Guess() => 1;
            [Step("Forget", Removes = ["depth"])] static void Forget() { }
            [Step("Use")] static void Use(int depth) { }
            [Step("Use part")] static void UsePart(Part part) { }
            [Step("Use optional")] static void UseOptional(int depth = 1) { }
            [Step("Open")] static State Open(State state) => state;
            static StepList Inner => Begin >> Conditional({{IsBig}}, Measure) >> Use;
            [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => {{chain}};
            """
        );
}
