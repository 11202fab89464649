using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class ThrowRefusalFixTests
{
    private const string Wrong = "if (page.Size > 1) { /* full */ form.Invalid(nameof(page.Size), \"Too large.\"); }";
    private const string Right = "if (page.Size > 1) { /* full */ throw form.Invalid(nameof(page.Size), \"Too large.\"); }";

    [Fact]
    [FixTest(FixTestKind.One)]
    public Task The_exception_that_rejects_an_answer_is_thrown() =>
        CodeFixTest.VerifyAsync("ORCH4014", [Form(Wrong), Sources.Products], Form(Right), Sources.Products);

    [Fact]
    [FixTest(FixTestKind.All)]
    public Task All_are_thrown_at_once() =>
        CodeFixTest.VerifyAllAsync(
            "ORCH4014",
            [Form(Wrong + Wrong), Form(Wrong, "Others", "B"), Sources.Products],
            Form(Right + Right),
            Form(Right, "Others", "B"),
            Sources.Products
        );

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("if (page.Size > 1) { throw form.Invalid(\"Sise\", \"Too large.\"); }")]
    [InlineData("if (page.Size > 1) { _ = form.Invalid(\"Size\", \"Too large.\"); }")]
    [InlineData("try { await form.AskAsync<P>(page); } catch (Exception) { }")]
    public Task What_the_author_has_to_decide_has_no_fix(string check) =>
        CodeFixTest.VerifyNoneAsync("ORCH4014", Form(check), Sources.Products);

    private static string Form(string check, string name = "Workflows", string product = "A") =>
        Sources.Workflows(
            $$"""
                public sealed record P : FormPage { public int Size { get; init; } }
                static async Task<P> Form(FormSession form) { var page = await form.AskAsync<P>(); {{check}} return page; }
                [Step("Take")] static void Take(int size) { }
                [ModifyWorkflow(typeof({{product}}), "M", InputForm = nameof(Form), Reconcile = false)]
                public static StepList Modify{{product}}() => Begin >> Take;
            """,
            name
        );
}
