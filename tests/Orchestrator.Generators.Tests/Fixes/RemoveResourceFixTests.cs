using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class RemoveResourceFixTests
{
    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("Begin", "Begin >> Remove<Second>() >> Remove<First>()")]
    [InlineData("Begin >> Log", "Begin >> Log >> Remove<Second>() >> Remove<First>()")]
    [InlineData("Begin >> Remove<Second>()", "Begin >> Remove<Second>() >> Remove<First>()")]
    [InlineData(
        "\n        Begin // first\n        >> Log",
        "\n        Begin // first\n        >> Log\n        >> Remove<Second>()\n        >> Remove<First>()"
    )]
    [InlineData("Own", "Own >> Remove<Second>() >> Remove<First>()")]
    public async Task The_terminate_workflow_removes_what_is_applied(string chain, string expected) =>
        await CodeFixTest.VerifyAsync("ORCH5005", [ResourceSources.Model, Terminate(chain)], ResourceSources.Model, Terminate(expected));

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_terminate_workflows_are_completed()
    {
        var before = Terminate("Begin")
            .Replace(
                "static StepList Own",
                """
                [ModifyWorkflow(typeof(B), "M", Reconcile = false)] public static StepList ModifyB() => Begin >> Apply<Shared>();
                    [TerminateWorkflow(typeof(B), "T")] public static StepList TerminateB() => Begin >> Log;
                    static StepList Own
                """,
                StringComparison.Ordinal
            );
        var after = before
            .Replace("TerminateA() => Begin;", "TerminateA() => Begin >> Remove<Second>() >> Remove<First>();", StringComparison.Ordinal)
            .Replace("TerminateB() => Begin >> Log;", "TerminateB() => Begin >> Log >> Remove<Shared>();", StringComparison.Ordinal);

        await CodeFixTest.VerifyAllAsync("ORCH5005", [before, ResourceSources.Model], after, ResourceSources.Model);
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("""[Workflow(Target.Terminate, "T", typeof(A))] public static StepList TerminateA() => Begin >> Start >> Done;""")]
    public Task A_plain_workflow_gets_no_fix(string terminate) =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH5005",
            ResourceSources.Workflows(
                "[ModifyWorkflow(typeof(A), \"M\", Reconcile = false)] public static StepList ModifyA() => Begin >> Apply<First>();"
                    + terminate
            ),
            ResourceSources.Model
        );

    private static string Terminate(string chain) =>
        ResourceSources.Workflows(
            $$"""
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> Apply<First>() >> Apply<Second>();
                [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => {{chain}};
                static StepList Own => Begin >> Log;
            """
        );
}
