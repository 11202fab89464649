namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>Which subscriptions a field offers, as its options say.</summary>
internal static class SubscriptionOffer
{
    private static readonly (string Option, string Field)[] Filters =
    [
        ("productIds", "product_id"),
        ("tags", "tag"),
        ("statuses", "status"),
        ("customerId", "customer_id"),
    ];

    /// <summary>The query of what is offered.</summary>
    /// <param name="field">The field.</param>
    /// <param name="typed">What was typed; null for nothing.</param>
    internal static string ToQuery(FormField field, string? typed)
    {
        var words = (typed ?? "")
            .Split([' ', '"', '(', ')', '|', ':', '-'], StringSplitOptions.RemoveEmptyEntries)
            .Select(static word => $"{word}*");
        return string.Join(' ', words.Concat(Filters.Select(filter => Filter(field, filter.Option, filter.Field)).OfType<string>()));
    }

    private static string? Filter(FormField field, string option, string name)
    {
        var given = field.Option(option);
        string?[] values = SchemaNode.Text(given) is { } one ? [one] : [.. SchemaNode.Texts(given)];
        return values.Length == 0 ? null : $"{name}:({string.Join('|', values.Select(static value => $"\"{value?.Replace('"', ' ')}\""))})";
    }
}
