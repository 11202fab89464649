using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Orchestrator.Api.Errors;
using Orchestrator.Catalog;

namespace Orchestrator.Api.Endpoints;

/// <summary>
/// The names that clients show for workflows and the fields of forms. In English every workflow has the description that its author wrote, emitted ones included. The application's own
/// file, <c>translations/&lt;language&gt;.json</c> in its content root, is laid over that, and is all there is for other languages.
/// </summary>
internal static partial class TranslationEndpoints
{
    private const string Folder = "translations";
    private const string English = "en-GB";

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/translations/{language}", ReadAsync).WithTags("Translations").WithName("GetTranslations").WithSummary("The names of workflows and of the fields of forms in a language like en-GB.")
            .Produces<JsonObject>(200, "application/json").Produces<Contract.RequestErrorsDto>(422);

    private static async Task<ContentHttpResult> ReadAsync([FromRoute] string language, WorkflowCatalog catalog, IHostEnvironment environment, CancellationToken cancellationToken)
    {
        if (!Language().IsMatch(language))
        {
            throw RequestException.BadPath("language", "string_pattern_mismatch", $"String should match pattern '{Language()}'", language);
        }

        var translations = language == English ? BuiltIn(catalog) : [];
        var file = Path.Combine(environment.ContentRootPath, Folder, $"{language}.json");
        if (File.Exists(file))
        {
            LayOver(translations, await ReadFileAsync(file, cancellationToken));
        }

        return TypedResults.Content(translations.ToJsonString(), "application/json");
    }

    private static JsonObject BuiltIn(WorkflowCatalog catalog) => new()
    {
        ["forms"] = new JsonObject { ["fields"] = new JsonObject { ["product"] = "Product", ["subscription_id"] = "Subscription" } },
        ["workflow"] = new JsonObject(catalog.Workflows.Select(static workflow => KeyValuePair.Create(workflow.Name, (JsonNode?)workflow.Description))),
    };

    private static async Task<JsonObject> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            return await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken) as JsonObject ?? throw Unreadable(file, "it is no object.");
        }
        catch (JsonException exception)
        {
            throw Unreadable(file, exception.Message);
        }
    }

    private static CatalogException Unreadable(string file, string why) =>
        new("translations_unreadable", $"The translations in '{file}' can not be read: {why} Correct the file, or remove it.");

    /// <summary>What both have as objects is laid over each other member by member; otherwise the upper one counts.</summary>
    private static void LayOver(JsonObject lower, JsonObject upper)
    {
        foreach (var (name, value) in upper)
        {
            if (value is JsonObject above && lower[name] is JsonObject below)
            {
                LayOver(below, above);
            }
            else
            {
                lower[name] = value?.DeepClone();
            }
        }
    }

    [GeneratedRegex("^[a-z]+-[A-Z]+$")]
    private static partial Regex Language();
}
