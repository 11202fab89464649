using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3011Tests
{
    private const string Steps = """
        [Step("New")] static A New(Guid product) => A.Create(product, "c");
        [Step("Held")] static A Held(Guid product) { var made = A.Create(product, "c"); made.Description = "new"; return made; }
        [Step("Waited")] static async Task<A> Waited(Guid product) { await Task.Yield(); return A.Create(product, "c"); }
        [Step("Other")] static B Other(Guid product) => B.Create(product, "c");
        [Step("Either")] static A Either(A subscription, Guid product) => subscription.Description == "" ? A.Create(product, "c") : subscription;
        [Step("Again")] static A Again(A subscription, Guid product) { var made = A.Create(product, "c"); made = subscription; return made; }
        [Step("Beside")] static (A Subscription, A Made) Beside(A subscription, Guid product) => (subscription, A.Create(product, "c"));
        [Step("Under")] static (A Made, int Count) Under(Guid product) => (A.Create(product, "c"), 1);
        [Step("Same")] static A Same(A subscription, Guid product) { Func<A> make = () => A.Create(product, "c"); return make() == subscription ? subscription : subscription; }
        [Step("Use")] static void Use(SubscriptionModel subscription) { }
        static StepList Inner => Begin >> New;

        """;

    [Theory]
    [InlineData("Modify", "Begin >> {|ORCH3011:New|} >> Use", "'New' returns a new 'A'")]
    [InlineData("Modify", "Begin >> {|ORCH3011:Held|}", "'Held' returns a new 'A'")]
    [InlineData("Modify", "Begin >> {|ORCH3011:Waited|} >> Use", "'Waited' returns a new 'A'")]
    [InlineData("Modify", "Begin >> {|ORCH3011:Other|} >> Use", "'Other' returns a new 'B'")]
    [InlineData("Modify", "Begin >> {|ORCH3011:Inner|} >> Use", "'New' returns a new 'A'")]
    [InlineData("Terminate", "Begin >> {|ORCH3011:New|} >> Use", "'New' returns a new 'A'")]
    [InlineData("Validate", "Begin >> {|ORCH3011:New|} >> Use", "'New' returns a new 'A'")]
    public async Task A_new_subscription_in_the_place_of_that_of_the_workflow_is_reported(string target, string chain, string what)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Workflow(target, chain));

        var message = Assert.Single(found).GetMessage(null);
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains("Return both in a tuple", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Modify", "Begin >> Either >> Again >> Beside >> Under >> Same")]
    [InlineData("Modify", "Begin >> FocusSteps(\"part\", Begin >> New)")]
    [InlineData("Create", "Begin >> New >> StoreProcessSubscription >> Use")]
    public Task A_step_that_may_return_another_one_and_a_create_workflow_are_fine(string target, string chain) =>
        AnalyzerTest.VerifyAsync(Sources.Products, Workflow(target, chain));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(Sources.Products, "#pragma warning disable ORCH3011\n" + Workflow("Modify", "Begin >> New"));

    private static string Workflow(string target, string chain) =>
        Sources.Workflows(
            Steps
                + $"""[{target}Workflow(typeof(A), "W"{(target == "Modify" ? ", Reconcile = false" : "")})] public static StepList RunA() => {chain};"""
        );
}
