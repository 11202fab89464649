using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Orchestrator.Products;

namespace Orchestrator.Catalog;

/// <summary>
/// In English every workflow has the description of its row: what its author wrote, emitted ones included, or what an operator wrote over
/// it. The application's own file, <c>translations/&lt;language&gt;.json</c> in its content root, is laid over that, and is all there is
/// for other languages.
/// </summary>
internal sealed class Translations(WorkflowCatalog catalog, IWorkflowDirectory workflows, IHostEnvironment environment) : ITranslations
{
    private const string Folder = "translations";

    public async Task<JsonObject> GetAsync(string language, CancellationToken cancellationToken)
    {
        var translations = language == ITranslations.English ? await BuiltInAsync(cancellationToken) : [];
        var file = Path.Combine(environment.ContentRootPath, Folder, $"{language}.json");
        if (File.Exists(file))
        {
            LayOver(translations, await ReadFileAsync(file, cancellationToken));
        }

        return translations;
    }

    private async Task<JsonObject> BuiltInAsync(CancellationToken cancellationToken)
    {
        var descriptions = await workflows.GetDescriptionsAsync(cancellationToken);
        return new()
        {
            ["forms"] = new JsonObject
            {
                ["fields"] = new JsonObject
                {
                    ["product"] = "Product",
                    ["subscription_id"] = "Subscription",
                    ["task"] = "Task",
                    ["schedule_type"] = "Schedule type",
                    ["start_date"] = "Start",
                    ["interval"] = "Interval",
                    ["cron"] = "Cron expression",

                    // The headers and labels of summaries, which only the application knows.
                    ["summary"] = new JsonObject(),
                },
            },
            [ITranslations.Workflows] = new JsonObject(
                catalog.Workflows.Select(workflow =>
                    KeyValuePair.Create(workflow.Name, (JsonNode?)descriptions.GetValueOrDefault(workflow.Name, workflow.Description))
                )
            ),
        };
    }

    private static async Task<JsonObject> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            return await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken) as JsonObject
                ?? throw Unreadable(file, "it is not an object.");
        }
        catch (JsonException exception)
        {
            throw Unreadable(file, $"line {exception.LineNumber + 1} is not JSON.");
        }
    }

    private static CatalogException Unreadable(string file, string why) =>
        new(
            "translations_unreadable",
            $"The translations in '{Folder}/{Path.GetFileName(file)}' cannot be read: {why} Correct the file, or remove it."
        );

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
}
