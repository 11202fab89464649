using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>The classic mistakes, made in the example and built: what an author reads.</summary>
public sealed class CompilerMessagesTests
{
    private const string Modify = "Workflows/L2vpns/L2vpnWorkflows.Modify.cs";

    [Fact]
    public async Task The_example_as_it_is_builds_without_a_word()
    {
        using var build = new SampleBuild();

        var (exitCode, output) = await build.BuildAsync();

        Assert.True(exitCode == 0, output);
        Assert.Contains("0 Warning(s)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_reconcile_workflow_is_refused_with_product_workflows_and_mend()
    {
        using var build = new SampleBuild().Edit(
            Modify,
            "    [ModifyWorkflow(",
            """
                [ReconcileWorkflow(typeof(L2vpn), "Repair l2vpn")]
                public static StepList RepairL2vpn() => Begin >> UpdateL2vpnInExternalSystems;

                [ModifyWorkflow(
            """);

        var (exitCode, output) = await build.BuildAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "error ORCH2001: Product 'L2vpn' has more than one reconcile workflow: 'reconcile_l2vpn' (emitted from L2vpnWorkflows.ModifyL2vpn), and also 'repair_l2vpn' (L2vpnWorkflows.RepairL2vpn). Keep one: remove the others, or set 'Reconcile = false'",
            output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_on_a_reconcile_workflow_is_refused_with_product_workflow_and_mend()
    {
        using var build = new SampleBuild()
            .Edit(Modify, "InputForm = nameof(ModifyL2vpnForm))]", "InputForm = nameof(ModifyL2vpnForm), Reconcile = false)]")
            .Edit(
                Modify,
                "    [ModifyWorkflow(",
                """
                    [ReconcileWorkflow(typeof(L2vpn), "Reconcile l2vpn", InputForm = nameof(ModifyL2vpnForm))]
                    public static StepList ReconcileL2vpn() => Begin >> UpdateL2vpnInExternalSystems;

                    [ModifyWorkflow(
                """);

        var (exitCode, output) = await build.BuildAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "error ORCH2002: Reconcile workflow 'reconcile_l2vpn' of product 'L2vpn' must ask nothing, but it declares the input form 'ModifyL2vpnForm'. Remove InputForm",
            output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_is_not_partial_is_refused_with_its_name_and_mend()
    {
        using var build = new SampleBuild().Edit("Products/VirtualCircuit.cs", "public sealed partial class", "public sealed class");

        var (exitCode, output) = await build.BuildAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "error ORCH1001: 'VirtualCircuit' must be partial, because the build emits members for the product block 'VirtualCircuit'. Write 'partial' before its keyword.",
            output,
            StringComparison.Ordinal);
    }
}
