using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class FormTests
{
    [Theory]
    [InlineData("static async Task<PageA> Ask(FormSession form) => await form.AskAsync(new PageA { Speed = 5 });", """{"speed":5}""")]
    [InlineData(
        "static ValueTask<PageA> Ask(FormSession form, int speed = 7) => form.AskAsync(new PageA { Speed = speed });",
        """{"speed":7}"""
    )]
    [InlineData(
        "static async Task<(PageA, PageB)> Ask(FormSession form) => (await form.AskAsync(new PageA { Speed = 1 }), await "
            + "form.AskAsync(new PageB { Name = \"x\" }));",
        """{"speed":1,"name":"x"}"""
    )]
    [InlineData(
        "static async Task<(PageA, PageB?)> Ask(FormSession form) => (await form.AskAsync(new PageA { Speed = 1 }), null);",
        """{"speed":1,"name":null}"""
    )]
    [InlineData(
        "static async Task<(int Speed, bool IsFast)> Ask(FormSession form) { var page = await form.AskAsync(new PageA { Speed = 9 "
            + "}); return (page.Speed, page.Speed > 5); }",
        """{"speed":9,"is_fast":true}"""
    )]
    [InlineData(
        "static async Task<State> Ask(FormSession form) { var page = await form.AskAsync(new PageA { Speed = 9 }); return "
            + "State.Empty.With(\"fast\", page.Speed); }",
        """{"fast":9}"""
    )]
    [InlineData("static async Task Ask(FormSession form) => await form.AskAsync(new PageA());", "{}")]
    public async Task A_form_gives_its_result_to_the_state(string form, string expected)
    {
        using var loaded = Run(form).Load();

        var output = await loaded.Catalog().FindWorkflow("create_a")!.Form!(new TestFormCall());

        Assert.Equal(expected, output.State.ToJson());
    }

    [Theory]
    [InlineData("static Task<int> Ask(FormSession form) => Task.FromResult(1);")]
    [InlineData("static Task<PageA> Ask<T>(FormSession form) => null!;")]
    [InlineData("static Task<PageA> Ask(FormSession form) => null!; static Task<PageA> Ask() => null!;")]
    [InlineData("static Task<PageA> Ask(out int x) { x = 1; return null!; }")]
    [InlineData("static string Ask => \"\";")]
    [InlineData("")]
    public void A_workflow_whose_form_cannot_be_asked_is_not_registered_without_it(string form)
    {
        var run = Run(form);

        Assert.DoesNotContain("create_a", run.File("Workflows.g.cs"), StringComparison.Ordinal);
        Assert.Contains("validate_a", run.File("Workflows.g.cs"), StringComparison.Ordinal);
    }

    private static GeneratorRun Run(string form) =>
        GeneratorTest.Run(
            GeneratorTest.Author(
                $$"""
                namespace App;

                [Product("a")] public sealed partial class ProductA : SubscriptionModel;
                public sealed record PageA : FormPage { public int Speed { get; init; } }
                public sealed record PageB : FormPage { public required string Name { get; init; } }

                public static partial class Workflows
                {
                    {{form}}
                    [CreateWorkflow(typeof(ProductA), "Create a", InputForm = "Ask")] public static StepList CreateA() => Begin;
                    [ValidateWorkflow(typeof(ProductA), "Validate a")] public static StepList ValidateA() => Begin;
                }
                """
            )
        );
}
