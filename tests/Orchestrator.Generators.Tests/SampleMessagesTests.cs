using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>The example as it is, and its nodes with the classic mistakes made in them: what an author reads.</summary>
public sealed class SampleMessagesTests
{
    private const string Modify = "    [ModifyWorkflow(typeof(Node), \"Modify node\", InputForm = nameof(ModifyNodeForm))]";
    private const string Signature = "    private static Node MoveNode(Node subscription, Site site)";
    private const string Body = "        subscription.Equipment.Site = site;\n";

    [Fact]
    public async Task The_example_as_it_is_gets_neither_a_message_nor_a_suggestion() =>
        Assert.Empty(
            await AnalyzerTest.FindAsync(
                RunOptions.Default with
                {
                    // Some rules are about applications only: the product of a library may be completed by another project.
                    Kind = OutputKind.ConsoleApplication,
                    AdditionalFiles = ImmutableDictionary<string, string>
                        .Empty.Add("Workflows.Shipped.txt", "")
                        .Add("Workflows.Unshipped.txt", SampleSources.Unshipped),
                },
                [.. SampleSources.All, "return;"]
            )
        );

    [Fact]
    public async Task A_second_reconcile_workflow_is_refused_with_product_workflows_and_the_fix() =>
        await AssertSaidAsync(
            "ORCH2001",
            "Product 'Node' has more than one reconcile workflow: 'reconcile_node' (emitted from NodeWorkflows.ModifyNode), and also "
                + "'repair_node' (NodeWorkflows.RepairNode). Keep one: remove the others, or set 'Reconcile = false'",
            (
                Modify,
                $"""
                    [ReconcileWorkflow(typeof(Node), "Repair node")]
                    public static StepList RepairNode() => Begin >> UpdateNodeInExternalSystems;

                {Modify}
                """
            )
        );

    [Fact]
    public async Task A_form_on_a_reconcile_workflow_is_refused_with_product_workflow_and_the_fix() =>
        await AssertSaidAsync(
            "ORCH2002",
            "Reconcile workflow 'reconcile_node' of product 'Node' must not ask for input, but it declares the input form "
                + "'ModifyNodeForm'. Remove InputForm",
            (
                Modify,
                $"""
                    [ReconcileWorkflow(typeof(Node), "Reconcile node", InputForm = nameof(ModifyNodeForm))]
                    public static StepList ReconcileNode() => Begin >> UpdateNodeInExternalSystems;

                {Modify.Replace(")]", ", Reconcile = false)]", StringComparison.Ordinal)}
                """
            )
        );

    [Fact]
    public async Task A_class_that_is_not_partial_is_refused_with_its_name_and_the_fix() =>
        await AssertSaidAsync(
            "ORCH1001",
            "'NodeBlock' must be partial, because the build emits members for the product block 'NodeBlock'. Add the modifier 'partial'.",
            ("public sealed partial class NodeBlock ", "public sealed class NodeBlock ")
        );

    [Fact]
    public async Task A_step_that_does_not_return_the_subscription_is_told_that_its_change_is_lost() =>
        await AssertSaidAsync(
            "ORCH3005",
            "'MoveNode'",
            (Signature, Signature.Replace("Node MoveNode", "void MoveNode", StringComparison.Ordinal)),
            (Body + "        return subscription;\n", Body)
        );

    [Fact]
    public async Task A_step_that_needs_a_key_that_no_page_has_is_told_so() =>
        await AssertSaidAsync(
            "ORCH3003",
            "'sight'",
            (Signature, Signature.Replace("Site site", "Site sight", StringComparison.Ordinal)),
            (Body, Body.Replace("= site", "= sight", StringComparison.Ordinal))
        );

    [Fact]
    public async Task A_resource_that_is_applied_and_never_removed_is_named() =>
        await AssertSaidAsync("ORCH5005", "'NrmNodeResource'", ("Begin >> Remove<NrmNodeResource>();", "Begin;"));

    /// <summary>An author who makes these edits, reads a message.</summary>
    private static async Task AssertSaidAsync(string id, string message, params (string Text, string Replacement)[] edits)
    {
        var sources = SampleSources.OfNode.ToArray();
        foreach (var (text, replacement) in edits)
        {
            var edited = sources.Select(source => source.Replace(text, replacement, StringComparison.Ordinal)).ToArray();
            Assert.NotEqual(sources, edited);
            sources = edited;
        }

        Assert.Contains(
            await AnalyzerTest.FindAsync(RunOptions.Default, sources),
            diagnostic =>
                diagnostic.Id == id && diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains(message, StringComparison.Ordinal)
        );
    }
}
