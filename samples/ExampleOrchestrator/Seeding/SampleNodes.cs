using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator.Processes;

namespace ExampleOrchestrator.Seeding;

/// <summary>The nodes of the example.</summary>
internal static class SampleNodes
{
    private const string TakenName = "node-5";

    /// <summary>Those that are in use.</summary>
    internal static readonly IReadOnlyList<SampleSubscription> Active =
    [
        new("node Cisco", new { node_name = "node-1", site = "amsterdam" }, SampleSubscription.NothingToAnswer),
        new("node Nokia", new { node_name = "node-2", site = "utrecht" }, SampleSubscription.NothingToAnswer),
        new("node Nokia", new { node_name = "node-3", site = "eindhoven" }, SampleSubscription.NothingToAnswer),
    ];

    /// <summary>Those whose processes wait for a person or have failed.</summary>
    internal static readonly IReadOnlyList<SampleSubscription> Stopped =
    [
        new("node Cisco", new { node_name = "node-4", site = "amsterdam", installed = false }, SampleSubscription.NothingToAnswer)
        {
            Expected = ProcessStatus.Suspended,
        },
        new("node Cisco", new { node_name = TakenName, site = "utrecht" }, SampleSubscription.NothingToAnswer)
        {
            Expected = ProcessStatus.Failed,
        },
    ];

    /// <summary>The id of an object in the resource manager that no subscription has.</summary>
    internal static readonly Guid Orphan = new("0192f0c1-0000-7000-8000-000000000005");

    internal static readonly NrmNode OrphanState = new(TakenName, Vendor.Cisco, Site.Utrecht, "Left behind by hand");
}
