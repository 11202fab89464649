using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Catalog;
using Orchestrator.Forms.Fields;
using Orchestrator.Options;
using Orchestrator.Products;

namespace Orchestrator.Forms.Pages;

/// <summary>The first page of a create workflow: of which product the new subscription is.</summary>
internal sealed class ProductPage(WorkflowCatalog catalog, IProductDirectory products)
{
    /// <summary>The state key of what is chosen on this page.</summary>
    internal const string Key = "product";

    private const string Name = "CreateSubscriptionPage";

    internal sealed record Page : FormPage
    {
        public required Guid Product { get; init; }
    }

    internal async Task<State> AskAsync(WorkflowDescriptor workflow, PostedPages answers, CancellationToken cancellationToken)
    {
        var known = await products.GetByNameAsync(catalog.NamesOfProducts(workflow), cancellationToken);
        var active = WireName.Of(ProductLifecycle.Active);
        ProductSummary[] offered = [.. known.Where(product => product.Status == active)];
        if (!answers.TryTake(out var posted))
        {
            throw new FormNotCompleteException(Describe(workflow.Description, offered), hasNext: workflow.Form is not null);
        }

        var page = Read(posted, offered.ToDictionary(static product => product.Name, static product => product.ProductId));
        var product =
            offered.FirstOrDefault(product => product.ProductId == page.Product)
            ?? throw new FormInvalidException(
                Name,
                [
                    new(
                        ["product"],
                        $"This workflow is not valid for this product. {DescribeOffered(offered)}",
                        "value_error",
                        FormErrors.Json(JsonValue.Create(page.Product))
                    ),
                ]
            );
        return State.Empty.With(Key, product.ProductId).With("product_name", product.Name);
    }

    /// <summary>Reads the page as far as it can be read without the database: the ids of the products count for their names only.</summary>
    /// <param name="posted">The page.</param>
    /// <param name="offered">The products that the workflow creates, by name.</param>
    /// <exception cref="FormInvalidException">Something is wrong with it.</exception>
    internal static Page Read(JsonElement posted, IReadOnlyDictionary<string, Guid> offered) =>
        FindUnknownName(posted, offered) is { } unknown
            ? throw new FormInvalidException(
                Name,
                [FormErrors.Value(["product"], DescribeUnknown(unknown, offered.Keys), FormErrors.Json(unknown))]
            )
            : PageReader.Read<Page>(AskedRecord.Empty(typeof(Page)), WithId(posted, offered), Name);

    /// <summary>The name of a product that the workflow does not create; null when the page has an id, a known name or no text.</summary>
    private static string? FindUnknownName(JsonElement posted, IReadOnlyDictionary<string, Guid> offered) =>
        posted.ValueKind == JsonValueKind.Object
        && PageText.FindUnreadable(posted) is null
        && posted.TryGetProperty("product", out var given)
        && given.ValueKind == JsonValueKind.String
        && given.GetString() is { } name
        && !Guid.TryParse(name, out _)
        && !offered.ContainsKey(name)
            ? name
            : null;

    private static string DescribeUnknown(string unknown, IEnumerable<string> offered) =>
        $"This workflow creates no product '{StorableText.Start(unknown, Limits.MaxNameLength)}'. "
        + NameSuggestion.Suggest(unknown, offered, "Products");

    private static string DescribeOffered(ProductSummary[] offered) =>
        offered.Length == 0
            ? "None of its products is active."
            : $"It creates subscriptions of {NameSuggestion.List([.. offered.Select(static product => product.Name)])}.";

    /// <summary>The page with the id of the product where it has the name: a person or a script knows the name.</summary>
    private static JsonElement WithId(JsonElement posted, IReadOnlyDictionary<string, Guid> offered) =>
        posted.ValueKind == JsonValueKind.Object
        && posted.TryGetProperty("product", out var given)
        && given.ValueKind == JsonValueKind.String
        && PageText.FindUnreadable(posted) is null
        && offered.TryGetValue(given.GetString()!, out var named)
            ? JsonSerializer.SerializeToElement(
                new JsonObject(
                    posted
                        .EnumerateObject()
                        .DistinctBy(static field => field.Name)
                        .Select(field =>
                            KeyValuePair.Create(
                                field.Name,
                                field.Name == "product" ? JsonValue.Create(named) : JsonNode.Parse(field.Value.GetRawText())
                            )
                        )
                )
            )
            : posted;

    private static JsonObject Describe(string title, ProductSummary[] offered) =>
        new()
        {
            ["title"] = title,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["$defs"] = new JsonObject
            {
                ["ProductChoice"] = new JsonObject
                {
                    ["title"] = "ProductChoice",
                    ["type"] = "string",
                    ["enum"] = new JsonArray([.. offered.Select(static product => (JsonNode)product.ProductId.ToString())]),
                    ["options"] = new JsonObject(
                        offered.Select(static product => KeyValuePair.Create(product.ProductId.ToString(), (JsonNode?)product.Name))
                    ),
                },
            },
            ["properties"] = new JsonObject
            {
                ["product"] = new JsonObject { ["$ref"] = "#/$defs/ProductChoice", ["format"] = "productId" },
            },
            ["required"] = new JsonArray("product"),
        };
}
