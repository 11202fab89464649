using System.Globalization;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>Many gadgets, written as their workflow would.</summary>
internal static class GadgetRows
{
    internal static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"k{number}");

    internal static Guid IdOf(int number) =>
        Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-0000-0000-{number:D12}"));

    /// <summary>Writes gadgets and their objects, as their workflow would.</summary>
    internal static void Create(EngineHost host, GadgetSystem system, int count)
    {
        var database = host.Database;
        var (id, product) = (database.NumberedId("i"), host.ProductId("gadget"));
        var numbers = $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})";
        database.Query(
            $"""
            {numbers}
            INSERT INTO subscriptions (subscription_id, description, status, product_id, customer_id, insync, version)
            SELECT {id}, 'Gadget ' || i, 'active', '{product}', 'customer', TRUE, 1 FROM n
            """
        );
        database.Query(
            $"""
            {numbers}
            INSERT INTO subscription_instances (subscription_instance_id, subscription_id, product_block_id)
            SELECT {id}, {id}, (SELECT product_block_id FROM product_blocks WHERE name = 'Gadget') FROM n
            """
        );
        foreach (var (offset, type, value) in new[] { (1, "size", "'3'"), (2, "secret", "'x'"), (3, "key", "'k' || i") })
        {
            database.Query(
                $"""
                {numbers}
                INSERT INTO subscription_instance_values (subscription_instance_value_id, subscription_instance_id, resource_type_id, value)
                SELECT {database.NumberedId(
                    $"(i * 10 + {offset})"
                )}, {id}, (SELECT resource_type_id FROM resource_types WHERE resource_type = '{type}'), {value} FROM n
                """
            );
        }

        for (var number = 1; number <= count; number++)
        {
            system.Objects[KeyOf(number)] = new(Size: 3, "x", Revision: 1);
        }
    }
}
