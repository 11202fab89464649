using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class ReturnSubscriptionFixTests
{
    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("void", "A")]
    [InlineData("async Task", "async Task<A>")]
    [InlineData("async System.Threading.Tasks.Task", "async System.Threading.Tasks.Task<A>")]
    public async Task A_step_returns_the_subscription_that_it_changes(string result, string expected)
    {
        var before = Sources.Workflows(
            $$"""
                [Step("S")]
                static {{result}} S(A subscription)
                {
                    {{(result == "void" ? "" : "await Task.Yield();")}}
                    subscription.Description = "x";
                }
            """
        );
        var after = before
            .Replace($"static {result} S", $"static {expected} S", StringComparison.Ordinal)
            .Replace("\"x\";\n", "\"x\";\n        return subscription;\n", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH3005", [before, Sources.Products], after, Sources.Products);
    }

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData(
        """[Step("S")] static void S(A subscription) { subscription.Description = "x"; }""",
        """[Step("S")] static A S(A subscription) { subscription.Description = "x"; return subscription; }"""
    )]
    [InlineData(
        """[Step("S")] static void S(A @class) { var same = @class; same.Description = "x"; /* last */ }""",
        """[Step("S")] static A S(A @class) { var same = @class; same.Description = "x"; /* last */ return @class; }"""
    )]
    [InlineData(
        "[Step(\"S\")]\n    static /* a */ void /* b */ S(A subscription) // c\n        => subscription.Description = // d\n       "
            + "     \"x\" /* e */; // f",
        "[Step(\"S\")]\n    static /* a */ A /* b */ S(A subscription)\n    {\n        // c\n        subscription.Description = // "
            + "d\n            \"x\" /* e */;\n        return subscription;\n    } // f"
    )]
    [InlineData(
        "[Step(\"S\")]\n    static async Task /* a */ S(A subscription)\n    {\n        await Task.Yield();\n\n        // b\n      "
            + "  subscription.Description = \"x\";\n#if DEBUG\n        // c\n#endif\n    }",
        "[Step(\"S\")]\n    static async Task<A> /* a */ S(A subscription)\n    {\n        await Task.Yield();\n\n        // b\n   "
            + "     subscription.Description = \"x\";\n#if DEBUG\n        // c\n#endif\n        return subscription;\n    }"
    )]
    [InlineData(
        """[Step("S")] static void S(A subscription) { subscription.Description = "x"; } static void More(A subscription) { S(subscription); _ = nameof(S); } static StepList Chain => Begin >> S;""",
        """[Step("S")] static A S(A subscription) { subscription.Description = "x"; return subscription; } static void More(A subscription) { S(subscription); _ = nameof(S); } static StepList Chain => Begin >> S;"""
    )]
    public async Task The_rest_of_the_step_stays_as_it_is(string step, string expected)
    {
        await CodeFixTest.VerifyAsync(
            "ORCH3005",
            [Sources.Workflows("    " + step), Sources.Products],
            Sources.Workflows("    " + expected),
            Sources.Products
        );
        await CodeFixTest.VerifyAsync(
            "ORCH3005",
            [Windows(Sources.Workflows("    " + step)), Sources.Products],
            Windows(Sources.Workflows("    " + expected)),
            Sources.Products
        );
    }

    private static string Windows(string source) => source.Replace("\n", "\r\n", StringComparison.Ordinal);

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_steps_return_what_they_change()
    {
        var before = Sources.Workflows(
            """
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
            """
        );
        var after = before
            .Replace("void S", "A S", StringComparison.Ordinal)
            .Replace("void T", "B T", StringComparison.Ordinal)
            .Replace("\"x\";\n", "\"x\";\n        return subscription;\n", StringComparison.Ordinal);

        await CodeFixTest.VerifyAllAsync("ORCH3005", [before, Sources.Products], after, Sources.Products);
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("""[Step("S")] static (int N, int M) S(A subscription) { subscription.Description = "x"; return (1, 2); }""")]
    [InlineData("""[Step("S")] static void S(A subscription) { subscription.Description = "x"; throw new InvalidOperationException(); }""")]
    [InlineData(
        """[Step("S")] static partial void S(A subscription); static partial void S(A subscription) { subscription.Description = "x"; }"""
    )]
    [InlineData(
        """[Step("S")] static void S(A subscription) { if (subscription.Description == "y") { return; } subscription.Description = "x"; }"""
    )]
    [InlineData("""[Step("S")] static void S(A subscription) => subscription.Description = "x"; static readonly Action<A> All = S;""")]
    [InlineData(
        """[Step("S")] static async ValueTask S(A subscription) { await Task.Yield(); subscription.Description = "x"; } static ValueTask Again(A subscription) => S(subscription);"""
    )]
    public Task A_step_with_a_result_an_end_or_a_use_of_its_own_is_left_to_its_author(string members) =>
        CodeFixTest.VerifyNoneAsync("ORCH3005", Sources.Workflows(members), Sources.Products);
}
