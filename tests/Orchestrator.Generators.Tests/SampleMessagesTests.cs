using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>The example as it is, and with the classic mistakes made in it: what an author reads.</summary>
public sealed class SampleMessagesTests
{
    private const string Modify = "    [ModifyWorkflow(typeof(L2vpn), \"Modify l2vpn\", InputForm = nameof(ModifyL2vpnForm))]";

    private static readonly RunOptions Application = RunOptions.Default with
    {
        // Some rules are about applications only: a library's product may be completed by another project.
        Kind = OutputKind.ConsoleApplication,
        AdditionalFiles = ImmutableDictionary<string, string>
            .Empty.Add("Workflows.Shipped.txt", "")
            .Add("Workflows.Unshipped.txt", SampleSources.Unshipped),
    };

    [Fact]
    public async Task The_example_as_it_is_gets_neither_a_message_nor_a_suggestion() => Assert.Empty(await FindAsync());

    [Fact]
    public async Task A_second_reconcile_workflow_is_refused_with_product_workflows_and_the_fix() =>
        AssertMessage(
            "Product 'L2vpn' has more than one reconcile workflow: 'reconcile_l2vpn' (emitted from L2vpnWorkflows.ModifyL2vpn), and also "
                + "'repair_l2vpn' (L2vpnWorkflows.RepairL2vpn). Keep one: remove the others, or set 'Reconcile = false'",
            await FindAsync(
                (
                    Modify,
                    $"""
                        [ReconcileWorkflow(typeof(L2vpn), "Repair l2vpn")]
                        public static StepList RepairL2vpn() => Begin >> UpdateL2vpnInExternalSystems;

                    {Modify}
                    """
                )
            ),
            "ORCH2001"
        );

    [Fact]
    public async Task A_form_on_a_reconcile_workflow_is_refused_with_product_workflow_and_the_fix() =>
        AssertMessage(
            "Reconcile workflow 'reconcile_l2vpn' of product 'L2vpn' must not ask for input, but it declares the input form "
                + "'ModifyL2vpnForm'. Remove InputForm",
            await FindAsync(
                (
                    Modify,
                    $"""
                        [ReconcileWorkflow(typeof(L2vpn), "Reconcile l2vpn", InputForm = nameof(ModifyL2vpnForm))]
                        public static StepList ReconcileL2vpn() => Begin >> UpdateL2vpnInExternalSystems;

                    {Modify.Replace(")]", ", Reconcile = false)]", StringComparison.Ordinal)}
                    """
                )
            ),
            "ORCH2002"
        );

    [Fact]
    public async Task A_class_that_is_not_partial_is_refused_with_its_name_and_the_fix() =>
        AssertMessage(
            "'VirtualCircuit' must be partial, because the build emits members for the product block 'VirtualCircuit'. Add the modifier "
                + "'partial'.",
            await FindAsync(("public sealed partial class VirtualCircuit ", "public sealed class VirtualCircuit ")),
            "ORCH1001"
        );

    [Fact]
    public async Task A_step_that_forgets_to_return_the_subscription_is_told_that_its_change_is_lost() =>
        AssertMessage(
            "'MoveNode'",
            await FindAsync(
                ("    private static Node MoveNode(", "    private static void MoveNode("),
                ("        subscription.Equipment.Site = site;\n        return subscription;", "        subscription.Equipment.Site = site;")
            ),
            "ORCH3005"
        );

    [Fact]
    public async Task A_step_that_needs_a_key_that_no_page_has_is_told_so() =>
        AssertMessage(
            "'under_maintenace'",
            await FindAsync(
                (
                    "SetMaintenance(CoreLink subscription, bool underMaintenance)\n    {\n        subscription.Link.UnderMaintenance = "
                        + "underMaintenance;",
                    "SetMaintenance(CoreLink subscription, bool underMaintenace)\n    {\n        subscription.Link.UnderMaintenance = "
                        + "underMaintenace;"
                )
            ),
            "ORCH3003"
        );

    [Fact]
    public async Task A_resource_that_is_applied_and_never_removed_is_named() =>
        AssertMessage(
            "'NrmNsip2pResource'",
            await FindAsync(("TerminateNsip2p() => Begin >> Remove<NrmNsip2pResource>();", "TerminateNsip2p() => Begin;")),
            "ORCH5005"
        );

    /// <summary>What the rules say of the example after some edits, each of a text that is there once.</summary>
    private static Task<IReadOnlyList<Diagnostic>> FindAsync(params (string Text, string Replacement)[] edits)
    {
        var sources = SampleSources.All.ToArray();
        foreach (var (text, replacement) in edits)
        {
            var index = Array.FindIndex(sources, source => source.Contains(text, StringComparison.Ordinal));
            Assert.True(index >= 0, $"The example has no '{text}'.");
            Assert.Equal(2, string.Join('\n', sources).Split(text).Length);
            sources[index] = sources[index].Replace(text, replacement, StringComparison.Ordinal);
        }

        return AnalyzerTest.FindAsync(Application, [.. sources, "return;"]);
    }

    private static void AssertMessage(string message, IReadOnlyList<Diagnostic> found, string id) =>
        Assert.Contains(
            found,
            diagnostic =>
                diagnostic.Id == id
                && diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains(message, StringComparison.Ordinal)
        );
}
