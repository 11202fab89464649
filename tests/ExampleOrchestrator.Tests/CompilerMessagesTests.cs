using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>The classic mistakes, made in the example and built: what an author reads.</summary>
public sealed class CompilerMessagesTests(CompilerMessagesTests.Mistakes builds) : IClassFixture<CompilerMessagesTests.Mistakes>
{
    private const string Modify = "Workflows/L2vpns/L2vpnWorkflows.Modify.cs";

    private static readonly SampleVariant AsItIs = new("as-it-is");

    private static readonly SampleVariant SecondReconcile = new(
        "second-reconcile",
        new SampleEdit(
            Modify,
            "    [ModifyWorkflow(",
            """
                [ReconcileWorkflow(typeof(L2vpn), "Repair l2vpn")]
                public static StepList RepairL2vpn() => Begin >> UpdateL2vpnInExternalSystems;

                [ModifyWorkflow(
            """
        )
    );

    private static readonly SampleVariant FormOnReconcile = new(
        "form-on-reconcile",
        new SampleEdit(Modify, "InputForm = nameof(ModifyL2vpnForm))]", "InputForm = nameof(ModifyL2vpnForm), Reconcile = false)]"),
        new SampleEdit(
            Modify,
            "    [ModifyWorkflow(",
            """
                [ReconcileWorkflow(typeof(L2vpn), "Reconcile l2vpn", InputForm = nameof(ModifyL2vpnForm))]
                public static StepList ReconcileL2vpn() => Begin >> UpdateL2vpnInExternalSystems;

                [ModifyWorkflow(
            """
        )
    );

    private static readonly SampleVariant NotPartial = new(
        "not-partial",
        new SampleEdit("Products/VirtualCircuit.cs", "public sealed partial class", "public sealed class")
    );

    [Fact]
    public void The_example_as_it_is_builds_without_a_word()
    {
        var (succeeded, output) = builds.Find(AsItIs.Name);

        Assert.True(succeeded, output);
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_reconcile_workflow_is_refused_with_product_workflows_and_the_fix()
    {
        var (succeeded, output) = builds.Find(SecondReconcile.Name);

        Assert.False(succeeded, output);
        Assert.Contains(
            "error ORCH2001: Product 'L2vpn' has more than one reconcile workflow: 'reconcile_l2vpn' (emitted from "
                + "L2vpnWorkflows.ModifyL2vpn), and also 'repair_l2vpn' (L2vpnWorkflows.RepairL2vpn). Keep one: remove the others, or "
                + "set 'Reconcile = false'",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_on_a_reconcile_workflow_is_refused_with_product_workflow_and_the_fix()
    {
        var (succeeded, output) = builds.Find(FormOnReconcile.Name);

        Assert.False(succeeded, output);
        Assert.Contains(
            "error ORCH2002: Reconcile workflow 'reconcile_l2vpn' of product 'L2vpn' must not ask for input, but it declares the "
                + "input form 'ModifyL2vpnForm'. Remove InputForm",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_not_partial_is_refused_with_its_name_and_the_fix()
    {
        var (succeeded, output) = builds.Find(NotPartial.Name);

        Assert.False(succeeded, output);
        Assert.Contains(
            "error ORCH1001: 'VirtualCircuit' must be partial, because the build emits members for the product block "
                + "'VirtualCircuit'. Add the modifier 'partial'.",
            output,
            StringComparison.Ordinal
        );
    }

    /// <summary>The example as it is, and with each of the mistakes.</summary>
    public sealed class Mistakes() : SampleBuilds(AsItIs, SecondReconcile, FormOnReconcile, NotPartial);
}
