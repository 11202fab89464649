using System.Collections.Immutable;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>What the build knows of <c>Apply&lt;T&gt;(awaitCallback: true)</c>, which is one step to its author and several to the
/// engine.</summary>
public sealed class CalledResourceTests
{
    private const string Steps =
        "First.Apply/create_endpoint \"Apply first - Create endpoint\"|First.Apply/write \"Apply "
        + "first\"|First.Apply/await_callback \"Apply first - Await callback\"|First.Apply/read_back \"Apply first - Read "
        + "back\"|First.Apply/cleanup \"Apply first - Cleanup callback step\"";

    private const string Terminate = """
            [TerminateWorkflow(typeof(A), "Terminate a")] public static StepList TerminateA() => Begin >> Remove<First>();

        """;

    [Theory]
    [InlineData("Apply<First>(awaitCallback: true)", Steps)]
    [InlineData("Apply<First>(true, System.TimeSpan.FromHours(1))", Steps)]
    [InlineData("Apply<First>(awaitCallback: false)", "First.Apply \"Apply first\"")]
    [InlineData("Apply<First>()", "First.Apply \"Apply first\"")]
    [InlineData("StepGroup(\"G\", Begin >> Apply<First>(awaitCallback: true))", "G/" + Steps)]
    public async Task Its_steps_have_the_identities_that_the_engine_stores(string chain, string steps)
    {
        var group = steps.StartsWith("G/", StringComparison.Ordinal) ? "G/" : "";
        var shipped = string.Concat(steps[group.Length..].Split('|').Select(step => $"modify_a: {group}{step}\n"));

        await AnalyzerTest.VerifyAsync(
            Shipped("terminate_a: First.Remove \"Remove first\"\n" + shipped),
            ResourceSources.Model,
            Workflows($"[ModifyWorkflow(typeof(A), \"M\", Reconcile = false)] public static StepList ModifyA() => Begin >> {chain};")
        );
    }

    [Fact]
    public async Task A_shipped_apply_that_now_waits_for_a_callback_is_reported() =>
        Assert.Contains(
            "First.Apply",
            Assert
                .Single(
                    await AnalyzerTest.FindAsync(
                        Shipped("terminate_a: First.Remove \"Remove first\"\nmodify_a: First.Apply \"Apply first\"\n"),
                        ResourceSources.Model,
                        Workflows(
                            "[ModifyWorkflow(typeof(A), \"M\", Reconcile = false)] public static StepList ModifyA() => Begin >> "
                                + "Apply<First>(awaitCallback: true);"
                        )
                    ),
                    static diagnostic => diagnostic.Id == "ORCH1006"
                )
                .GetMessage(),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_steps_of_a_wait_that_is_computed_are_not_judged() =>
        await AnalyzerTest.VerifyAsync(
            Shipped("terminate_a: First.Remove \"Remove first\"\nmodify_a: First.Apply \"Apply first\"\n"),
            ResourceSources.Model,
            Workflows(
                "static bool Waits => true; [ModifyWorkflow(typeof(A), \"M\", Reconcile = false)] public static StepList ModifyA() "
                    + "=> Begin >> Apply<First>(Waits);"
            )
        );

    [Fact]
    public async Task Later_steps_find_the_address_and_the_result_which_is_null_where_nothing_was_written() =>
        await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            Workflows(
                """
                    public sealed record Told(string Text);
                    [Step("Use")] static void Use(string callbackRoute, Told? callbackResult) { }
                    [Step("Need")] static void Need(Told callbackResult) { }
                    [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() =>
                        Begin >> Apply<First>(awaitCallback: true) >> Use >> {|ORCH3003:Need|};
                """
            )
        );

    [Fact]
    public async Task A_chain_that_waits_is_not_a_copy_of_one_that_does_not() =>
        await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            Workflows(
                """
                    [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>();
                    [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Chain;
                    [ModifyWorkflow(typeof(A), "N", Reconcile = false)] public static StepList TurnA() => Begin >> Turn >> Apply<First>(awaitCallback: true);
                """
            )
        );

    [Fact]
    public void A_chain_that_waits_is_one_step_of_the_catalogue_and_has_a_validate_workflow()
    {
        var run = GeneratorTest.Run(
            new RunOptions { Properties = new(("OrchestratorCatalogue", "workflows.md")) },
            ResourceSources.Model,
            Workflows(
                """
                    [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>(awaitCallback: true);
                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                """
            )
        );

        Assert.Contains(
            "| Apply first | the A | `first_key`, `callback_route`, `callback_result` |",
            run.File("WorkflowCatalogue.g.cs"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ValidateA() => global::Orchestrator.Workflow.Begin >> global::Orchestrator.Workflow.Compare<global::App.First>();",
            run.File("App.Workflows.g.cs"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Another_assembly_knows_the_steps_of_a_chain_that_waits()
    {
        var library = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Library" },
            ResourceSources.Model,
            Sources.Workflows("    public static StepList Chain => Begin >> Apply<First>(awaitCallback: true);", "Chains")
        );

        await AnalyzerTest.VerifyAsync(
            Shipped(string.Concat(Steps.Split('|').Append("Workflows.Use \"Use\"").Select(static step => $"modify_a: {step}\n"))) with
            {
                MoreReferences = [library.ToReference()],
            },
            Sources.Workflows(
                """
                    [Step("Use")] static void Use(string? firstKey, string callbackRoute) { }
                    [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> Chains.Chain >> Use;
                """
            )
        );
        Assert.Contains("\"awaits a callback\"", library.File("Chains.g.cs"), StringComparison.Ordinal);
    }

    private static string Workflows(string members) => ResourceSources.Workflows(Terminate + members);

    private static RunOptions Shipped(string lines) =>
        new()
        {
            AdditionalFiles = ImmutableDictionary<string, string>
                .Empty.Add("Workflows.Shipped.txt", lines)
                .Add("Workflows.Unshipped.txt", ""),
        };
}
