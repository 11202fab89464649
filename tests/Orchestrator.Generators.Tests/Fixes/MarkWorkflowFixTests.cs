using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class MarkWorkflowFixTests
{
    private const string Rule = "ORCH1013";

    private const string Given = """
            [Step("Use")]
            internal static void Use(A subscription) => System.Console.WriteLine(subscription.Description);

            [ValidateWorkflow(typeof(A), "Check a")]
            public static StepList CheckA() => Begin >> Use;

        """;

    private const string Steps = """
            /// <summary>Ends it.</summary>
            internal static StepList TerminateA() => Begin >> Use;
        """;

    private const string Marked = """
            /// <summary>Ends it.</summary>
            [TerminateWorkflow(typeof(A), "Terminate a")]
            internal static StepList TerminateA() => Begin >> Use;
        """;

    [Fact]
    [FixTest(FixTestKind.One)]
    public Task A_method_that_is_named_after_a_workflow_and_a_product_is_marked() =>
        CodeFixTest.VerifyAsync(
            Rule,
            [Sources.Workflows(Given + Steps), Sources.Products],
            Sources.Workflows(Given + Marked),
            Sources.Products
        );

    [Fact]
    [FixTest(FixTestKind.All)]
    public Task All_methods_are_marked() =>
        CodeFixTest.VerifyAllAsync(
            Rule,
            [Sources.Workflows(Given + Steps + "\n    internal static StepList ReconcileA() => Begin >> Use;"), Sources.Products],
            Sources.Workflows(
                Given
                    + Marked
                    + "\n    [ReconcileWorkflow(typeof(A), \"Reconcile a\")]\n    internal static StepList ReconcileA() => Begin >> Use;"
            ),
            Sources.Products
        );

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("internal static StepList Tidy() => Begin;")]
    [InlineData("internal static StepList TerminateUnknown() => Begin;")]
    [InlineData("internal static StepList TerminateNode() => Begin; public abstract class Node : SubscriptionModel;")]
    public Task A_method_that_says_no_workflow_gets_no_fix(string members) =>
        CodeFixTest.VerifyNoneAsync(Rule, Sources.Workflows(members), Sources.Products);
}
