namespace Orchestrator;

/// <summary>Clients show the field with their widget for a format, such as <see cref="FieldFormats.CustomerId"/>.</summary>
/// <param name="format">The format.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class FieldFormatAttribute(string format) : Attribute
{
    /// <summary>The format.</summary>
    public string Format { get; } = format;
}

/// <summary>Formats that clients of orchestrator-core know.</summary>
public static class FieldFormats
{
    /// <summary>A customer.</summary>
    public const string CustomerId = "customerId";

    /// <summary>The name of a person of a customer.</summary>
    public const string ContactPersonName = "contactPersonName";

    /// <summary>A product.</summary>
    public const string ProductId = "productId";

    /// <summary>A subscription.</summary>
    public const string SubscriptionId = "subscriptionId";
}
