using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.CoreLinks;

/// <summary>What can be done with a core link. This part holds what its workflows share.</summary>
public static partial class CoreLinkWorkflows
{
    /// <summary>The steps that bring the external systems in line with the subscription.</summary>
    [ExternalSystemSteps]
    private static StepList UpdateCoreLinkInExternalSystems => Begin >> Apply<NrmCoreLinkResource>();

    [Step("Update subscription description")]
    private static CoreLink DescribeCoreLink(CoreLink subscription)
    {
        var ends = subscription.Link.Ports.Select(static port => $"{port.Node!.Name} {port.Name}");
        subscription.Description = $"Core link of {subscription.LinkSpeed / 1_000} Gbit/s between {string.Join(" and ", ends)}"
            + (subscription.Link.UnderMaintenance ? ", under maintenance" : "");
        return subscription;
    }
}
