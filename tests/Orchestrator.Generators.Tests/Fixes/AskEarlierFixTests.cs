using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class AskEarlierFixTests
{
    private const string Wrong = "{ var one = await form.AskLastAsync<P>(); return await form.AskAsync(one); }";
    private const string Right = "{ var one = await form.AskAsync<P>(); return await form.AskAsync(one); }";

    [Fact]
    [FixTest(FixTestKind.One)]
    public Task The_page_before_another_one_is_asked_as_an_earlier_page() =>
        CodeFixTest.VerifyAsync("ORCH4012", [Form(Wrong), Sources.Products], Form(Right), Sources.Products);

    [Fact]
    [FixTest(FixTestKind.All)]
    public Task All_forms_are_corrected_at_once() =>
        CodeFixTest.VerifyAllAsync(
            "ORCH4012",
            [Form(Wrong), Form(Wrong, "Others", "B"), Sources.Products],
            Form(Right),
            Form(Right, "Others", "B"),
            Sources.Products
        );

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("{ await form.AskAsync<P>(); return new P(); }")]
    [InlineData("=> await form.AskAsync(new P { });")]
    public Task What_a_page_lacks_and_what_becomes_of_its_answers_is_left_to_the_author(string form) =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH4012",
            Form(form)
                .Replace("public int Size { get; init; }", "[Range(3, 9)] public int Size { get; init; } = 1;", StringComparison.Ordinal),
            Sources.Products
        );

    private static string Form(string form, string name = "Workflows", string product = "A") =>
        Sources.Workflows(
            $$"""
                public sealed record P : FormPage { public int Size { get; init; } }
                static async Task<P> Form(FormSession form) {{form}}
                [Step("Take")] static void Take(int size) { }
                [ModifyWorkflow(typeof({{product}}), "M", InputForm = nameof(Form), Reconcile = false)]
                public static StepList Modify{{product}}() => Begin >> Take;
            """,
            name
        );
}
