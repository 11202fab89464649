namespace Orchestrator.Tests.Support.Models;

/// <summary>Models as they are in memory; nothing of them is stored.</summary>
internal static class Examples
{
    internal static readonly Guid PortSubscription = Guid.Parse("0197f6a0-0000-7000-8000-0000000000f1");

    /// <summary>A circuit with two endpoints on a port of another subscription; its own speed and nrm_id are missing.</summary>
    internal static Circuit Circuit()
    {
        var circuit = Models.Circuit.Create(Guid.NewGuid(), "customer");
        var port = new PortBlock { PortName = "eth0", OwnerSubscriptionId = PortSubscription };
        for (var index = 0; index < circuit.Block.Endpoints.Count; index++)
        {
            circuit.Block.Endpoints[index].Port = port;
            circuit.Block.Endpoints[index].Vlan = index;
        }

        return circuit;
    }
}
