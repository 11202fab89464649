using Orchestrator.Products;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>Which subscriptions are listed: what the address says, as a query of the subscription search.</summary>
/// <param name="SearchText">The text that must occur; null for any.</param>
/// <param name="Product">The name of the product; null for all.</param>
/// <param name="Status">The lifecycle, as on the wire; null for all.</param>
/// <param name="InSync">Whether it is in sync, as on the wire; null for both.</param>
/// <param name="Drift">The drift status, as on the wire; null for all.</param>
/// <param name="Customer">The id of the customer; null for all.</param>
internal sealed record SubscriptionFilter(
    string? SearchText,
    string? Product,
    string? Status,
    string? InSync,
    string? Drift,
    string? Customer = null
)
{
    /// <summary>
    /// Whether the words are one group of the query. They have to be readable by themselves then, or they could close the group and select
    /// what the other filters leave out.
    /// </summary>
    internal bool HasGroup => SearchText?.Contains('|', StringComparison.Ordinal) == true && Fields.Any(static part => part is not null);

    private IEnumerable<string?> Fields =>
        [
            Field("product_name", Product),
            Field("status", Status),
            Field("insync", InSync),
            Field("drift", Drift),
            Field("customer_id", Customer),
        ];

    /// <summary>Whether a subscription can be in sync as it says: an address can say anything.</summary>
    internal bool IsPossible => ValueOrNull(InSync) is not { } inSync || bool.TryParse(inSync, out _);

    /// <summary>What is chosen in the facets.</summary>
    internal FacetChoices ToChoices() =>
        new()
        {
            Product = ValueOrNull(Product),
            Status = ValueOrNull(Status),
            InSync = bool.TryParse(InSync, out var isInSync) ? isInSync : null,
            Drift = ValueOrNull(Drift),
            Customer = ValueOrNull(Customer),
        };

    /// <summary>
    /// The query. The words are the last, so that a quotation mark which nothing closes ends with them, and "or" in them does not reach the
    /// other filters.
    /// </summary>
    internal string ToQuery() =>
        string.Join(
            ' ',
            Fields.Append(HasGroup ? $"({SearchText!.Trim()})" : SearchText?.Trim()).Where(static part => !string.IsNullOrEmpty(part))
        );

    private static string? ValueOrNull(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    // In quotation marks nothing but they themselves has a meaning.
    private static string? Field(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : $"{name}:\"{value.Replace('"', ' ')}\"";
}
