using System.Collections.Frozen;
using System.Text.Json;
using Orchestrator.Catalog;
using Orchestrator.Drift;

namespace Orchestrator.Storage.Search;

/// <summary>The fields that a query may name, and what some of them may be.</summary>
internal static class SearchFields
{
    private static readonly FrozenSet<string> OfSubscriptions = FrozenSet.Create(
        StringComparer.Ordinal,
        "subscription_id",
        "status",
        "customer_id",
        "insync",
        "in_sync",
        "drift",
        "difference",
        "product_id",
        "product",
        "product_name",
        "tag",
        "product_tag",
        "type",
        "product_type",
        "description",
        "subscription_description",
        "note",
        "metadata",
        "customer_description",
        "product_description"
    );

    /// <summary>
    /// Says what is wrong with a query of which a part can hold for no subscription, whatever is stored. A search then finds nothing, but
    /// negated such a part holds for every subscription, and a bulk operation on the result must be refused.
    /// </summary>
    /// <param name="expression">The query.</param>
    /// <param name="catalog">The products and blocks, whose fixed inputs and resource types are fields.</param>
    /// <returns>The problem; null for none.</returns>
    internal static string? FindProblem(SearchExpression expression, WorkflowCatalog catalog) =>
        expression switch
        {
            SearchExpression.All all => FindFirst(all.Parts, catalog),
            SearchExpression.Any any => FindFirst(any.Parts, catalog),
            SearchExpression.Not not => FindProblem(not.Part, catalog),
            SearchExpression.Term { Field: { } field } term => FindProblem(term, NameOf(field), catalog),
            _ => null,
        };

    /// <summary>
    /// The fields of a query that do not exist and are nearly one that does, each with that one. A search finds nothing for any other: what
    /// looks like a field may be a part of a text, such as an address.
    /// </summary>
    internal static IEnumerable<(string Field, string Near)> FindSlips(SearchExpression expression, WorkflowCatalog catalog) =>
        FieldsOf(expression)
            .Distinct(StringComparer.Ordinal)
            .Where(field => !OfSubscriptions.Contains(NameOf(field)) && !IsNamed(field, NameOf(field), catalog))
            .Select(field => (Field: field, Near: NameSuggestion.Find(field, [.. OfSubscriptions, .. NamesOf(catalog)])))
            .Where(static slip => slip.Near is not null)
            .Select(static slip => (slip.Field, slip.Near!));

    /// <summary>The name of a field as the database has it: clients write <c>customerId</c> too.</summary>
    internal static string NameOf(string field) => JsonNamingPolicy.SnakeCaseLower.ConvertName(field);

    private static IEnumerable<string> FieldsOf(SearchExpression expression) =>
        expression switch
        {
            SearchExpression.All all => all.Parts.SelectMany(FieldsOf),
            SearchExpression.Any any => any.Parts.SelectMany(FieldsOf),
            SearchExpression.Not not => FieldsOf(not.Part),
            SearchExpression.Term { Field: { } field } => [field],
            _ => [],
        };

    private static string? FindFirst(IReadOnlyList<SearchExpression> parts, WorkflowCatalog catalog) =>
        parts.Select(part => FindProblem(part, catalog)).FirstOrDefault(static problem => problem is not null);

    private static string? FindProblem(SearchExpression.Term term, string name, WorkflowCatalog catalog) =>
        name switch
        {
            "insync" or "in_sync" => bool.TryParse(term.Text, out _) ? null : $"'{term.Field}' is 'true' or 'false', not '{term.Text}'.",
            "status" => Enum.GetNames<SubscriptionLifecycle>().Any(status => IsOf(term, status))
                ? null
                : $"'{term.Text}' is not a status. Statuses: {string.Join(", ", Enum.GetNames<SubscriptionLifecycle>())}.",
            "drift" => FindDrift(term).Count > 0
                ? null
                : $"'{term.Text}' is not a status of drift. Statuses: "
                    + $"{string.Join(", ", Enum.GetValues<DriftStatus>().Select(WireName.Of))}.",
            _ => OfSubscriptions.Contains(name) || IsNamed(term.Field!, name, catalog)
                ? null
                : $"'{term.Field}' is not a field of subscriptions, and not a fixed input or resource type of a registered product."
                    + $" {NameSuggestion.Suggest(term.Field!, [.. OfSubscriptions, .. NamesOf(catalog)], "Fields")}",
        };

    /// <summary>The statuses of drift that a value is, or begins.</summary>
    internal static IReadOnlyList<DriftStatus> FindDrift(SearchExpression.Term term) =>
        [.. Enum.GetValues<DriftStatus>().Where(status => IsOf(term, WireName.Of(status)))];

    private static bool IsOf(SearchExpression.Term term, string status) =>
        term.IsPrefix
            ? status.StartsWith(term.Text, StringComparison.OrdinalIgnoreCase)
            : status.Equals(term.Text, StringComparison.OrdinalIgnoreCase);

    private static bool IsNamed(string field, string name, WorkflowCatalog catalog) =>
        NamesOf(catalog)
            .Any(known =>
                known.Equals(field, StringComparison.OrdinalIgnoreCase) || known.Equals(name, StringComparison.OrdinalIgnoreCase)
            );

    private static IEnumerable<string> NamesOf(WorkflowCatalog catalog) =>
        catalog
            .Blocks.SelectMany(static block => block.ResourceTypes)
            .Concat(catalog.Products.SelectMany(static product => product.FixedInputs).Select(static input => input.Key))
            .Distinct(StringComparer.Ordinal);
}
