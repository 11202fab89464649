namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>Which subscriptions are listed: what the address says, as a query of the subscription search.</summary>
/// <param name="Words">Words that must occur; null for any.</param>
/// <param name="Product">The name of the product; null for all.</param>
/// <param name="Status">The lifecycle, as on the wire; null for all.</param>
/// <param name="InSync">Whether it is in sync, as on the wire; null for both.</param>
/// <param name="Drift">The drift status, as on the wire; null for all.</param>
internal sealed record SubscriptionFilter(string? Words, string? Product, string? Status, string? InSync, string? Drift)
{
    /// <summary>The query.</summary>
    internal string ToQuery() =>
        string.Join(
            ' ',
            new[]
            {
                Words?.Trim(),
                Field("product_name", Product),
                Field("status", Status),
                Field("insync", InSync),
                Field("drift", Drift),
            }.Where(static part => !string.IsNullOrEmpty(part))
        );

    // In quotation marks nothing but they themselves has a meaning.
    private static string? Field(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : $"{name}:\"{value.Replace('"', ' ')}\"";
}
