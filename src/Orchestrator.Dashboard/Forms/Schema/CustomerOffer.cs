namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>Which customers a field offers.</summary>
internal static class CustomerOffer
{
    /// <summary>The query of subscriptions of customers that are not known yet.</summary>
    /// <param name="typed">The beginning of the customer; null for any.</param>
    /// <param name="known">Those that are known.</param>
    internal static string ToQuery(string? typed, IReadOnlyCollection<string> known) =>
        string.Join(
            ' ',
            (typed ?? "")
                .Split([' ', '"', '(', ')', '|', ':', '-', '*'], StringSplitOptions.RemoveEmptyEntries)
                .Select(static word => $"customer_id:{word}*")
                .Concat(known.Select(static customer => $"-customer_id:\"{customer.Replace('"', ' ')}\""))
        );
}
