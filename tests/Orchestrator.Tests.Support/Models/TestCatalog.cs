using Orchestrator.Catalog;

namespace Orchestrator.Tests.Support.Models;

/// <summary>The catalog of the products of this folder, with the workflows that a test wants.</summary>
internal static class TestCatalog
{
    internal static WorkflowCatalog Build(params WorkflowDescriptor[] workflows)
    {
        var builder = new CatalogBuilder();
        builder.Add(
            new ProductDescriptor(
                typeof(Port),
                "port 10G",
                "Port",
                "PORT",
                "A port of 10 Gbit/s",
                [new("capacity", "10000")],
                ["Port"],
                static () => new Port()
            )
        );
        builder.Add(
            new ProductDescriptor(
                typeof(Port),
                "port 100G",
                "Port",
                "PORT",
                "A port of 100 Gbit/s",
                [new("capacity", "100000")],
                ["Port"],
                static () => new Port()
            )
        );
        builder.Add(
            new ProductDescriptor(
                typeof(Circuit),
                "circuit",
                "Circuit",
                "CIRCUIT",
                "A circuit",
                [],
                ["Circuit"],
                static () => new Circuit()
            )
        );
        builder.Add(new ProductDescriptor(typeof(Pair), "pair", "Pair", "PAIR", "A pair of ports", [], ["Pair"], static () => new Pair()));
        builder.Add(new BlockDescriptor(typeof(PairBlock), "Pair", null, "A pair of ports", [], ["Port"]));
        builder.Add(new ProductDescriptor(typeof(Ring), "ring", "Ring", "RING", "A ring", [], ["Ring"], static () => new Ring()));
        builder.Add(new BlockDescriptor(typeof(RingBlock), "Ring", null, "A part of a ring", [], ["Ring"]));
        builder.Add(new BlockDescriptor(typeof(PortBlock), "Port", null, "A port", ["port_name"], []));
        builder.Add(new BlockDescriptor(typeof(EndpointBlock), "Endpoint", "END", "An end of a circuit", ["vlan"], ["Port"]));
        builder.Add(
            new BlockDescriptor(
                typeof(CircuitBlock),
                "Circuit",
                null,
                "A circuit",
                [
                    "speed",
                    "policed",
                    "nrm_id",
                    "remark",
                    "counter",
                    "price",
                    "loss",
                    "reference",
                    "since",
                    "checked_at",
                    "gateway",
                    "kind",
                    "tags",
                ],
                ["Endpoint", "Port"]
            )
        );
        Junction.OrchestratorMapping.Describe(builder);
        JunctionBlock.OrchestratorMapping.Describe(builder);
        Plug.OrchestratorMapping.Describe(builder);
        Socket.OrchestratorMapping.Describe(builder);
        Trial.OrchestratorMapping.Describe(builder);
        Thing.OrchestratorMapping.Describe(builder);
        ThingBlock.OrchestratorMapping.Describe(builder);
        Shelf.OrchestratorMapping.Describe(builder);
        ShelfBlock.OrchestratorMapping.Describe(builder);
        foreach (var workflow in workflows)
        {
            builder.Add(workflow);
        }

        return builder.Build();
    }

    internal static WorkflowDescriptor Workflow(string name, Target target, params Type[] products) =>
        new(
            name,
            target,
            $"{name} in words",
            products,
            static () => throw new InvalidOperationException("No step list is built to lay the catalog against the database.")
        );
}
