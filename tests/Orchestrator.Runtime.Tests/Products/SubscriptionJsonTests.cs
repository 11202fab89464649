using System.Net;
using System.Text.Json;
using Orchestrator.Products.Mapping;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Products;

public sealed class SubscriptionJsonTests
{
    [Fact]
    public void The_columns_stand_beside_the_members()
    {
        var circuit = Examples.Circuit();
        circuit.Status = SubscriptionLifecycle.Provisioning;
        circuit.StartDate = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        (circuit.Description, circuit.Version, circuit.ProductName) = ("A circuit", 3, "circuit");

        var json = Write(circuit);

        Assert.Equal(circuit.SubscriptionId, json.GetProperty("subscription_id").GetGuid());
        Assert.Equal("provisioning", json.GetProperty("status").GetString());
        Assert.Equal("A circuit", json.GetProperty("description").GetString());
        Assert.Equal("customer", json.GetProperty("customer_id").GetString());
        Assert.False(json.GetProperty("insync").GetBoolean());
        Assert.Equal(3, json.GetProperty("version").GetInt32());
        Assert.Equal(circuit.StartDate, json.GetProperty("start_date").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("end_date").ValueKind);
        Assert.Equal(
            ("circuit", circuit.ProductId),
            (json.GetProperty("product").GetProperty("name").GetString(), json.GetProperty("product").GetProperty("product_id").GetGuid())
        );
    }

    [Fact]
    public void Values_keep_the_types_of_json()
    {
        var circuit = Examples.Circuit();
        (circuit.Block.Speed, circuit.Block.Price, circuit.Block.Gateway, circuit.Block.Kind) = (
            1000,
            1.50m,
            IPAddress.Parse("2001:db8::1"),
            CircuitKind.PointToPoint
        );
        circuit.Block.Tags = [1, 2];

        var block = Write(circuit).GetProperty("block");

        Assert.Equal("1000", block.GetProperty("speed").GetRawText());
        Assert.Equal("1.50", block.GetProperty("price").GetRawText());
        Assert.Equal("false", block.GetProperty("policed").GetRawText());
        Assert.Equal("null", block.GetProperty("nrm_id").GetRawText());
        Assert.Equal("[1,2]", block.GetProperty("tags").GetRawText());
        Assert.Equal("2001:db8::1", block.GetProperty("gateway").GetString());
        Assert.Equal("point_to_point", block.GetProperty("kind").GetString());
    }

    [Fact]
    public void Each_block_says_its_name_its_id_and_its_owner()
    {
        var circuit = Examples.Circuit();
        circuit.Block.Label = "main";

        var block = Write(circuit).GetProperty("block");
        var port = block.GetProperty("endpoints")[1].GetProperty("port");

        Assert.Equal(
            ("Circuit", circuit.Block.SubscriptionInstanceId, "main"),
            (
                block.GetProperty("name").GetString(),
                block.GetProperty("subscription_instance_id").GetGuid(),
                block.GetProperty("label").GetString()
            )
        );
        Assert.Equal(
            ("Port", Examples.PortSubscription, "eth0"),
            (
                port.GetProperty("name").GetString(),
                port.GetProperty("owner_subscription_id").GetGuid(),
                port.GetProperty("port_name").GetString()
            )
        );
        Assert.Equal(JsonValueKind.Null, block.GetProperty("backup").ValueKind);
    }

    [Fact]
    public void Fixed_inputs_stand_at_the_top() =>
        Assert.Equal("0", Write(Port.Create(Guid.NewGuid(), "customer")).GetProperty("capacity").GetRawText());

    [Fact]
    public void Blocks_that_hold_each_other_are_written_once_and_named_the_second_time()
    {
        var ring = Ring.Create(Guid.NewGuid(), "customer");
        ring.Block.Next = new RingBlock { OwnerSubscriptionId = Guid.NewGuid(), Next = ring.Block };

        var back = Write(ring).GetProperty("block").GetProperty("next").GetProperty("next");

        Assert.Equal(ring.Block.SubscriptionInstanceId, back.GetProperty("subscription_instance_id").GetGuid());
        Assert.False(back.TryGetProperty("next", out _));
    }

    private static JsonElement Write(SubscriptionModel model) => JsonSerializer.SerializeToElement(SubscriptionJson.Write(model));
}
