namespace Orchestrator;

/// <summary>Marks a <see cref="ProductBlock"/> class. Its scalar members are resource types, its block members nested blocks.</summary>
/// <param name="name">The block's unique name, for example <c>VirtualCircuit</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProductBlockAttribute(string name) : Attribute
{
    /// <summary>The block's unique name.</summary>
    public string Name { get; } = name;

    /// <summary>A short group name, 20 characters at most; null for none.</summary>
    public string? Tag { get; set; }

    /// <summary>A description of the block in one sentence. Default: its name.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// The lifecycles in which a subscription can contain the block, in addition to initial and terminated. Default: all.
    /// </summary>
    public SubscriptionLifecycle[] ValidIn { get; set; } = [];
}
