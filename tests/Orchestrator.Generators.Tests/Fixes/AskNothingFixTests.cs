using Microsoft.CodeAnalysis.CodeFixes;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class AskNothingFixTests
{
    private const string Steps = """
            public sealed record P : FormPage { public int N { get; init; } }
            static async Task<P> Ask(FormSession form) => await form.AskAsync<P>();
            [InputStep("Confirm", "NOC")] static async Task<P> Confirm(FormSession form) => await form.AskAsync<P>();
            [Step("One")] static void One() { }
            [Step("Two")] static void Two() { }

        """;

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_reconcile_workflow_loses_its_form()
    {
        var form = Sources.Workflows(
            Steps + """    [ReconcileWorkflow(typeof(A), "R", InputForm = nameof(Ask))] public static StepList ReconcileA() => Begin;"""
        );

        await CodeFixTest.VerifyAsync(
            "ORCH2002",
            [form, Sources.Products],
            form.Replace(", InputForm = nameof(Ask)", "", StringComparison.Ordinal),
            Sources.Products
        );
    }

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("\"R\", /* asks */ InputForm = nameof(Ask) /* why */)", "\"R\" /* asks */  /* why */)")]
    [InlineData(
        "\"R\", // menu\n        InputForm = nameof(Ask),\n        Policy = \"p\")",
        "\"R\" // menu\n        ,\n        Policy = \"p\")"
    )]
    public async Task The_comments_beside_the_form_stay(string arguments, string expected) =>
        await CodeFixTest.VerifyAsync(
            "ORCH2002",
            [
                Sources.Workflows($"{Steps}    [ReconcileWorkflow(typeof(A), {arguments}] public static StepList ReconcileA() => Begin;"),
                Sources.Products,
            ],
            Sources.Workflows($"{Steps}    [ReconcileWorkflow(typeof(A), {expected}] public static StepList ReconcileA() => Begin;"),
            Sources.Products
        );

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("Begin >> One >> Confirm >> Two", "Begin >> One >> Two")]
    [InlineData("Begin >> (Confirm) >> Two", "Begin >> Two")]
    [InlineData("Begin >> StepGroup(\"G\", Begin >> One >> Confirm)", "Begin >> StepGroup(\"G\", Begin >> One)")]
    [InlineData(
        "\n        Begin\n        >> One // first\n        >> Confirm // asks\n        >> Two",
        "\n        Begin\n        >> One // first\n        // asks\n        >> Two"
    )]
    [InlineData("\n        Begin\n        >> One // first\n        >> Confirm", "\n        Begin\n        >> One // first\n        ")]
    [InlineData(
        "\n        Begin\n        >> One\n        // asks\n        >> Confirm\n        >> Two",
        "\n        Begin\n        >> One\n        // asks\n        >> Two"
    )]
    [InlineData(
        "\n        Begin >>\n        One >> // first\n        Confirm >> // asks\n        Two",
        "\n        Begin >>\n        One // first\n         >> // asks\n        Two"
    )]
    public async Task Its_chain_loses_the_input_step(string chain, string expected) =>
        await CodeFixTest.VerifyAsync("ORCH2002", [Workflow(chain), Sources.Products], Workflow(expected), Sources.Products);

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_reconcile_workflows_lose_their_forms()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [ReconcileWorkflow(typeof(A), "R", InputForm = nameof(Ask))] public static StepList ReconcileA() => Begin;
                    [ReconcileWorkflow(typeof(B), "S", InputForm = nameof(Ask))] public static StepList ReconcileB() => Begin;
                """
        );

        await CodeFixTest.VerifyAllAsync(
            "ORCH2002",
            [before, Sources.Products],
            before.Replace(", InputForm = nameof(Ask)", "", StringComparison.Ordinal),
            Sources.Products
        );
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task No_batch_takes_a_step_out_of_a_chain()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> Confirm >> One;
                    [ReconcileWorkflow(typeof(B), "S")] public static StepList ReconcileB() => Begin >> Confirm >> One;
                """
        );

        await CodeFixTest.VerifyAllAsync(
            "ORCH2002",
            FixAllScope.Project,
            [new(before, Sources.Products)],
            [new(before, Sources.Products)],
            isComplete: false
        );
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("Begin >> One >> StepGroup(\"G\", Begin >> Confirm)")]
    public Task A_step_without_which_nothing_is_left_stays(string chain) =>
        CodeFixTest.VerifyNoneAsync("ORCH2002", Workflow(chain), Sources.Products);

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public async Task A_chain_of_another_assembly_that_asks_stays()
    {
        var library = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Library" },
            Sources.Products,
            Sources.Workflows(Steps + "    public static StepList Asks => Begin >> One >> Confirm >> Two;", "Shared")
        );

        await CodeFixTest.VerifyNoneAsync(
            "ORCH2002",
            new ProjectText(
                new RunOptions { MoreReferences = [library.ToReference()] },
                Sources.Workflows(
                    """    [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> Shared.Asks;"""
                )
            )
        );
    }

    private static string Workflow(string chain) =>
        Sources.Workflows($"""{Steps}    [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => {chain};""");
}
