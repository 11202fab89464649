using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class CompleteWorkflowFixTests
{
    private const string Steps = """
            [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
            [Step("One")] static void One() { }
            [Step("Two")] static void Two() { }
            static StepList Pre => Begin >> Two;
            static StepList MakePre => Begin >> Make;

        """;

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData(
        "Begin >> Make >> SetStatus(SubscriptionLifecycle.Active)",
        "Begin >> Make >> StoreProcessSubscription >> SetStatus(SubscriptionLifecycle.Active)"
    )]
    [InlineData("\n        Begin\n        >> Make", "\n        Begin\n        >> Make\n        >> StoreProcessSubscription")]
    [InlineData(
        "\n        Begin\n        >> Make // makes it\n        >> One",
        "\n        Begin\n        >> Make // makes it\n        >> StoreProcessSubscription\n        >> One"
    )]
    [InlineData(
        "\n        Begin >>\n        Make >>\n        One",
        "\n        Begin >>\n        Make >>\n        StoreProcessSubscription >>\n        One"
    )]
    [InlineData("(Begin >> Make)", "(Begin >> Make >> StoreProcessSubscription)")]
    [InlineData("Begin >> (Make) >> One", "Begin >> (Make) >> StoreProcessSubscription >> One")]
    [InlineData("Begin >> (Begin >> One >> Make) >> Two", "Begin >> (Begin >> One >> Make >> StoreProcessSubscription) >> Two")]
    [InlineData("Pre >> Make >> One", "Pre >> Make >> StoreProcessSubscription >> One")]
    [InlineData("MakePre >> One", "MakePre >> StoreProcessSubscription >> One")]
    [InlineData("MakePre", "MakePre >> StoreProcessSubscription")]
    public async Task A_create_workflow_is_linked_after_the_step_that_returns_the_subscription(string chain, string expected) =>
        await CodeFixTest.VerifyAsync("ORCH1007", [Create(chain), Sources.Products], Create(expected), Sources.Products);

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("Begin", "Begin >> Start >> Done")]
    [InlineData("Begin >> One", "Begin >> Start >> One >> Done")]
    [InlineData("Begin >> Start >> One", "Begin >> Start >> One >> Done")]
    [InlineData("\n        Begin\n        >> One\n        >> Done", "\n        Begin\n        >> Start\n        >> One\n        >> Done")]
    [InlineData("Pre >> One", "Begin >> Start >> Pre >> One >> Done")]
    [InlineData("\n        Pre\n        >> One", "\n        Begin\n        >> Start\n        >> Pre\n        >> One\n        >> Done")]
    [InlineData("Pre", "Begin >> Start >> Pre >> Done")]
    [InlineData("(Begin >> One) >> Two", "(Begin >> Start >> One) >> Two >> Done")]
    [InlineData("Begin >> (Begin >> One)", "Begin >> Start >> (Begin >> One) >> Done")]
    public async Task A_plain_workflow_gets_its_first_and_last_step(string chain, string expected) =>
        await CodeFixTest.VerifyAsync("ORCH1007", [Plain(chain), Sources.Products], Plain(expected), Sources.Products);

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task The_words_are_named_in_full_where_they_are_not_imported()
    {
        const string Before = """
            namespace App
            {
                static partial class W
                {
                    [Orchestrator.Workflow(Orchestrator.Target.System, "Tidy")] public static Orchestrator.StepList Tidy() => Orchestrator.Workflow.Begin;
                }
            }
            """;

        await CodeFixTest.VerifyAsync(
            "ORCH1007",
            [Before],
            Before.Replace("Begin;", "Begin >> Orchestrator.Workflow.Start >> Orchestrator.Workflow.Done;", StringComparison.Ordinal)
        );
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_workflows_are_completed()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [CreateWorkflow(typeof(A), "Create a")] public static StepList CreateA() => Begin >> Make;
                    [CreateWorkflow(typeof(A), "Copy a")] public static StepList CopyA() => Begin >> Make >> One;
                """
        );
        var after = before
            .Replace("CreateA() => Begin >> Make;", "CreateA() => Begin >> Make >> StoreProcessSubscription;", StringComparison.Ordinal)
            .Replace("Make >> One", "Make >> StoreProcessSubscription >> One", StringComparison.Ordinal);

        await CodeFixTest.VerifyAllAsync("ORCH1007", [before, Sources.Products], after, Sources.Products);
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("""[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> One;""")]
    [InlineData("""[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> StepGroup("G", Begin >> Make);""")]
    [InlineData("""[Workflow(Target.Reconcile, "R", typeof(A))] public static StepList Repair() => Begin >> One;""")]
    public Task A_workflow_that_needs_a_decision_gets_no_fix(string member) =>
        CodeFixTest.VerifyNoneAsync("ORCH1007", Sources.Workflows(Steps + member), Sources.Products);

    private static string Create(string chain) =>
        Sources.Workflows($"""{Steps}    [CreateWorkflow(typeof(A), "Create a")] public static StepList CreateA() => {chain};""");

    private static string Plain(string chain) =>
        Sources.Workflows($"""{Steps}    [Workflow(Target.System, "Tidy")] public static StepList Tidy() => {chain};""");
}
