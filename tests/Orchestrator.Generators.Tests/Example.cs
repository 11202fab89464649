using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>The example of the documentation: an l2vpn product and its modify workflow.</summary>
internal static class Example
{
    public static string Products { get; } =
        GeneratorTest.Author(
            """
            namespace ExampleOrchestrator.Products;

            [Product("l2vpn", Tag = "L2VPN", Description = "Layer 2 VPN")]
            public sealed partial class L2vpn : SubscriptionModel
            {
                public VirtualCircuit VirtualCircuit { get; set; } = new();
            }

            [ProductBlock("VirtualCircuit")]
            public sealed partial class VirtualCircuit : ProductBlock
            {
                [Length(2, 8)] public List<Sap> Saps { get; set; } = [];
                [RequiredFrom(SubscriptionLifecycle.Provisioning)] public int? Speed { get; set; }
                public bool SpeedPolicer { get; set; }
                [RequiredFrom(SubscriptionLifecycle.Active)] public int? NrmId { get; set; }
            }

            [ProductBlock("SAP")]
            public sealed partial class Sap : ProductBlock
            {
                public int Vlan { get; set; }
            }
            """
        );

    public static string Workflows { get; } =
        GeneratorTest.Author(
            """
            using ExampleOrchestrator.Products;

            namespace ExampleOrchestrator.Workflows.L2vpns;

            public sealed record Applied(string Status, int Revision);

            public interface INrmClient
            {
                Task<Applied> PutL2vpnAsync(VirtualCircuit circuit, CancellationToken cancellationToken);
            }

            public static partial class L2vpnWorkflows
            {
                public sealed record ModifyL2vpnPage : FormPage
                {
                    [Range(1, 100_000)] public required int Speed { get; init; }
                    public bool SpeedPolicer { get; init; }
                }

                static async Task<ModifyL2vpnPage> ModifyL2vpnForm(FormSession form, L2vpn subscription) =>
                    await form.AskAsync(new ModifyL2vpnPage { Speed = subscription.VirtualCircuit.Speed ?? 1000 });

                [Step("Update subscription")]
                static L2vpn UpdateSubscription(L2vpn subscription, int speed, bool speedPolicer)
                {
                    subscription.VirtualCircuit.Speed = speed;
                    subscription.VirtualCircuit.SpeedPolicer = speedPolicer;
                    return subscription;
                }

                [Step("Update L2VPN in NRM")]
                static async Task<(string NrmStatus, int NrmRevision)> UpdateL2vpnInNrm(L2vpn subscription, INrmClient nrm, CancellationToken cancellationToken)
                {
                    var applied = await nrm.PutL2vpnAsync(subscription.VirtualCircuit, cancellationToken);
                    return (applied.Status, applied.Revision);
                }

                /// <summary>The steps that bring the external systems in line with the subscription.</summary>
                [ExternalSystemSteps]
                static StepList UpdateL2vpnInExternalSystems => Begin >> UpdateL2vpnInNrm;

                [ModifyWorkflow(typeof(L2vpn), "Modify l2vpn", InputForm = nameof(ModifyL2vpnForm))]
                public static StepList ModifyL2vpn() =>
                    Begin
                    >> SetStatus(SubscriptionLifecycle.Provisioning)
                    >> UpdateSubscription
                    >> SetStatus(SubscriptionLifecycle.Active)
                    >> UpdateL2vpnInExternalSystems;
            }
            """
        );
}
