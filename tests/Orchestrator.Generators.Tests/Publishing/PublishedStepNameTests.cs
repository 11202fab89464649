using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>The steps of the chains of another assembly are compared by name with those of the workflow that uses them.</summary>
public sealed class PublishedStepNameTests
{
    [Theory]
    [InlineData("Begin >> Need >> {|ORCH1005:Shared.Needs|}", "Workflows.Need and Shared.Need")]
    [InlineData("Begin >> Shared.Needs >> {|ORCH1005:Shared.OtherNeeds|}", "Shared.Need and Shared.Other")]
    [InlineData("Begin >> Shared.Needs >> StepGroup(\"G\", Begin >> {|ORCH1005:Shared.OtherNeeds|})", "Shared.Need and Shared.Other")]
    public async Task Their_steps_are_compared_by_name_with_those_beside_them(string chain, string steps)
    {
        var found = await FindNamesAsync(chain);

        Assert.Contains(steps, Assert.Single(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> Shared.Needs >> Shared.Needs")]
    [InlineData("Begin >> Shared.Needs >> Shared.Public")]
    [InlineData("Begin >> Shared.Needs >> StepGroup(\"G\", Shared.Needs)")]
    [InlineData("Begin >> Shared.Statuses >> Shared.Statuses >> Shared.Gaps")]
    public async Task A_step_of_theirs_that_comes_again_is_fine(string chain) => Assert.Empty(await FindNamesAsync(chain));

    private static async Task<string[]> FindNamesAsync(string chain)
    {
        var library = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Library" },
            Sources.Products,
            Sources.Workflows(
                """
                [Step("Need")] public static void Need() { }
                [Step("Need")] static void Other() { }
                public static StepList Needs => Begin >> Need;
                public static StepList OtherNeeds => Begin >> Other;
                public static StepList Public => Begin >> Shared.Need;
                public static StepList Statuses => Begin >> SetStatus(SubscriptionLifecycle.Provisioning) >> CallbackStep("C", Need, Need);
                public static StepList Gaps => Begin >> ObsoleteStep("one") >> ObsoleteStep("two");
                """,
                "Shared"
            )
        );
        var found = await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [library.ToReference()] },
            Sources.Workflows(
                $$"""
                [Step("Need")] static void Need() { }
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => {{chain}};
                """
            )
        );
        return [.. found.Select(static diagnostic => diagnostic.GetMessage())];
    }
}
