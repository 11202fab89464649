using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1012Tests
{
    private const string Members = """
        [Step("Name")] static A Name(A subscription) { subscription.Description = "seen"; return subscription; }
        [Step("Both")] static (A Subscription, int Count) Both(A subscription) { subscription.Description = "seen"; return (subscription, 1); }
        [Step("Other")] static A Other(A subscription) { var text = subscription.Description; return subscription; }
        [Step("Check")] static void Check(A subscription) { if (subscription.Description == "") { throw new InconsistentDataException("It has none."); } }
        static StepList Inner => Begin >> Name;

        """;

    [Theory]
    [InlineData("Begin >> {|ORCH1012:Apply<First>()|}", "it applies external resource 'First'", "Write 'Compare<First>()', and let a")]
    [InlineData("Begin >> Compare<Second>() >> {|ORCH1012:Remove<First>()|}", "it removes external resource 'First'", "'Compare<First>()'")]
    [InlineData(
        "Begin >> Check >> {|ORCH1012:SetStatus(SubscriptionLifecycle.Provisioning)|}",
        "it sets the subscription's status",
        "Do it in a modify workflow"
    )]
    [InlineData("Begin >> {|ORCH1012:Name|}", "its step 'Name' changes the subscription and returns it", "Do it in a modify workflow")]
    [InlineData("Begin >> Check >> {|ORCH1012:Both|}", "its step 'Both' changes the subscription", "Do it in a modify workflow")]
    [InlineData("Begin >> {|ORCH1012:Inner|}", "its step 'Name' changes the subscription", "Do it in a modify workflow")]
    [InlineData(
        "Begin >> StepGroup(\"G\", Begin >> {|ORCH1012:Apply<First>()|})",
        "it applies external resource 'First'",
        "'Compare<First>()'"
    )]
    public async Task What_a_validate_workflow_writes_is_reported_with_what_to_write_instead(string chain, string what, string advice)
    {
        var found = await AnalyzerTest.VerifyAsync(ResourceSources.Model, Workflow("Validate", chain));

        var message = Assert.Single(found).GetMessage(null);
        Assert.Contains($"Validate workflow 'run_a' must only compare, but {what}", message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Validate", "Begin >> Check >> Compare<First>() >> Compare<Second>()")]
    [InlineData("Validate", "Begin >> Turn >> Other >> Log")]
    [InlineData("Validate", "Begin >> Conditional(static state => state.ContainsKey(\"subscription\"), Compare<First>())")]
    [InlineData("Reconcile", "Begin >> Apply<First>()")]
    [InlineData("Terminate", "Begin >> Name >> Remove<First>()")]
    public Task What_only_compares_or_is_another_workflow_is_fine(string target, string chain) =>
        AnalyzerTest.VerifyAsync(ResourceSources.Model, Workflow(target, chain));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            ResourceSources.Model,
            "#pragma warning disable ORCH1012\n" + Workflow("Validate", "Begin >> Apply<First>()")
        );

    private static string Workflow(string target, string chain) =>
        ResourceSources.Workflows(Members + $"""[{target}Workflow(typeof(A), "W")] public static StepList RunA() => {chain};""");
}
