namespace Orchestrator;

/// <summary>
/// Marks a <see cref="SubscriptionModel"/> class as a product. Its block members are the root blocks, its scalar members the fixed inputs.
/// One class can be used for several products: add the attribute once for each.
/// </summary>
/// <param name="name">The product's unique name, for example <c>port 10G</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ProductAttribute(string name) : Attribute
{
    /// <summary>The product's unique name.</summary>
    public string Name { get; } = name;

    /// <summary>A short group name, 20 characters at most. Default: the class name in upper case.</summary>
    public string? Tag { get; set; }

    /// <summary>A description of the product in one sentence. Default: its name.</summary>
    public string? Description { get; set; }

    /// <summary>The product type that several products may share. Default: the class name.</summary>
    public string? ProductType { get; set; }

    /// <summary>
    /// The values of the fixed inputs, each as <c>snake_case_name=value</c>: one for each scalar member of the class. Default: none.
    /// </summary>
    public string[] FixedInputs { get; set; } = [];
}
