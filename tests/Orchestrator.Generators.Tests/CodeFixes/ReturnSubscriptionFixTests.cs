using Orchestrator.Generators.Tests.Analyzers;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.CodeFixes;

public sealed class ReturnSubscriptionFixTests
{
    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("void", "A")]
    [InlineData("async Task", "async Task<A>")]
    [InlineData("async System.Threading.Tasks.Task", "async System.Threading.Tasks.Task<A>")]
    public async Task A_step_returns_the_subscription_that_it_changes(string result, string expected)
    {
        var before = Sources.Workflows($$"""
                [Step("S")]
                static {{result}} S(A subscription)
                {
                    {{(result == "void" ? "" : "await Task.Yield();")}}
                    subscription.Description = "x";
                }
            """);
        var after = before
            .Replace($"static {result} S", $"static {expected} S", StringComparison.Ordinal)
            .Replace("\"x\";\n", "\"x\";\n        return subscription;\n", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH3005", [before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_steps_return_what_they_change()
    {
        var before = Sources.Workflows("""
                [Step("S")]
                static void S(A subscription)
                {
                    subscription.Description = "x";
                }

                [Step("T")]
                static void T(B subscription)
                {
                    subscription.Description = "x";
                }
            """);
        var after = before
            .Replace("void S", "A S", StringComparison.Ordinal)
            .Replace("void T", "B T", StringComparison.Ordinal)
            .Replace("\"x\";\n", "\"x\";\n        return subscription;\n", StringComparison.Ordinal);

        await CodeFixTest.VerifyAllAsync("ORCH3005", [before, Sources.Products], after, Sources.Products);
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("""[Step("S")] static (int N, int M) S(A subscription) { subscription.Description = "x"; return (1, 2); }""")]
    [InlineData("""[Step("S")] static void S(A subscription) { if (subscription.Description == "y") { return; } subscription.Description = "x"; }""")]
    public Task A_step_with_a_result_or_an_end_of_its_own_is_left_to_its_author(string members) =>
        CodeFixTest.VerifyNoneAsync("ORCH3005", Sources.Workflows(members), Sources.Products);
}
