using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4017Tests
{
    private const string Page = """
        public sealed record P : FormPage { public required int Size { get; init; } }
        [Step("Use")] static void Use(int size) { }

        """;

    private const string Workflow =
        "[ModifyWorkflow(typeof(A), \"M\", InputForm = nameof(Ask), Reconcile = false)] public static StepList ModifyA() => Begin >> Use; ";

    [Theory]
    [InlineData(
        Workflow + "static Task<P> {|ORCH4017:Ask|}(FormSession form) => Task.FromResult(new P { Size = 1 });",
        "asks nothing, because it never uses 'form', so workflow 'modify_a' starts without asking. Ask a page with 'form.AskAsync<...>()'"
    )]
    [InlineData(
        Workflow
            + "[TerminateWorkflow(typeof(A), \"T\", InputForm = nameof(Ask))] public static StepList TerminateA() => Begin >> Use; "
            + "static async Task<P> {|ORCH4017:Ask|}(FormSession session, A subscription) "
            + "{ await Task.Yield(); return new P { Size = 1 }; }",
        "it never uses 'session'"
    )]
    public async Task A_form_that_never_uses_its_session_is_reported_once(string members, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Page + members));

        Assert.Contains(problem, Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Workflow + "static async Task<P> Ask(FormSession form) => await form.AskAsync<P>();")]
    [InlineData(
        Workflow
            + "static Task<P> Ask(FormSession form) => AskOf(form); "
            + "static async Task<P> AskOf(FormSession form) => await form.AskAsync<P>();"
    )]
    [InlineData(
        Workflow
            + "static async Task<P> Ask(FormSession form, A subscription) => subscription.InSync ? new P { Size = 1 } : "
            + "await form.AskAsync<P>();"
    )]
    [InlineData(Workflow + "static Task<P> Ask(FormSession form) => throw new NotImplementedException();")]
    [InlineData("static Task<P> Helper(FormSession form) => Task.FromResult(new P { Size = 1 });")]
    public Task A_form_that_may_ask_is_fine(string members) =>
        AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Page + members));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            "#pragma warning disable ORCH4017\n"
                + Sources.Workflows(Page + Workflow + "static Task<P> Ask(FormSession form) => Task.FromResult(new P { Size = 1 });")
        );
}
