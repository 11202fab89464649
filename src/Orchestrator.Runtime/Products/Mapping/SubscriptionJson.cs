using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Products.Mapping;

/// <summary>Writes a subscription with every value of its tree, as the state and the domain-model endpoint show it.</summary>
internal sealed class SubscriptionJson : ModelVisitor
{
    private readonly JsonObject _members;
    private readonly HashSet<Guid> _above;

    private SubscriptionJson(JsonObject members, HashSet<Guid> above)
    {
        _members = members;
        _above = above;
    }

    /// <summary>Writes the subscription's own columns, its fixed inputs and its blocks, nested as they are.</summary>
    internal static JsonObject Write(SubscriptionModel model) => Write(model, WriteMembers(model));

    /// <summary>Writes the subscription's own columns as they are now, and members that were written before.</summary>
    internal static JsonObject Write(SubscriptionModel model, JsonObject members)
    {
        var json = WriteColumns(model);
        foreach (var (name, value) in members)
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    /// <summary>Writes the subscription's own columns only.</summary>
    internal static JsonObject WriteColumns(SubscriptionModel model) =>
        new()
        {
            ["subscription_id"] = model.SubscriptionId,
            ["description"] = model.Description,
            ["status"] = WireName.Of(model.Status),
            ["customer_id"] = model.CustomerId,
            ["insync"] = model.InSync,
            ["start_date"] = model.StartDate,
            ["end_date"] = model.EndDate,
            ["note"] = model.Note,
            ["version"] = model.Version,
            ["product"] = new JsonObject { ["product_id"] = model.ProductId, ["name"] = model.ProductName },
        };

    /// <summary>Writes the fixed inputs and blocks only.</summary>
    internal static JsonObject WriteMembers(SubscriptionModel model)
    {
        var members = new JsonObject();
        model.Map(new SubscriptionJson(members, []));
        return members;
    }

    public override void Computed(string name, Func<string?> compute) => _members[name] = compute();

    protected override void VisitFixedInput<T>(string name, T value, ValueCodec<T> codec) => _members[name] = ToNode(value);

    protected override void VisitValue(string name, IHeld? value, SubscriptionLifecycle? requiredFrom) =>
        _members[name] = value is null ? null : ToNode(value.Value);

    protected override void VisitValues(string name, IReadOnlyList<IHeld> values, int minimum, int maximum) =>
        _members[name] = new JsonArray([.. values.Select(static value => ToNode(value.Value))]);

    protected override void VisitBlock(string name, ProductBlock? block, SubscriptionLifecycle? requiredFrom) =>
        _members[name] = block is null ? null : ToNode(block);

    protected override void VisitBlocks(string name, IReadOnlyList<ProductBlock> blocks, int minimum, int maximum) =>
        _members[name] = new JsonArray([.. blocks.Select(ToNode)]);

    private static JsonNode? ToNode(object value) =>
        value switch
        {
            System.Net.IPAddress address => address.ToString(),
            _ => JsonSerializer.SerializeToNode(value, value.GetType(), StateJson.Options),
        };

    private JsonNode ToNode(ProductBlock block)
    {
        var node = new JsonObject
        {
            ["name"] = block.BlockName,
            ["subscription_instance_id"] = block.SubscriptionInstanceId,
            ["owner_subscription_id"] = block.OwnerSubscriptionId,
            ["label"] = block.Label,
        };

        // Blocks can form a circle through other subscriptions: inside itself a block is only named.
        if (_above.Add(block.SubscriptionInstanceId))
        {
            block.Map(new SubscriptionJson(node, _above));
            _above.Remove(block.SubscriptionInstanceId);
        }

        return node;
    }
}
