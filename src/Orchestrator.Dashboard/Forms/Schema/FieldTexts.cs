using System.Text.Json.Nodes;
using Orchestrator.Catalog;

namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>The labels and help texts that the application gives to fields by their names, in place of those of the schema.</summary>
internal sealed class FieldTexts(JsonObject? fields)
{
    /// <summary>None.</summary>
    internal static FieldTexts Empty { get; } = new(null);

    /// <summary>Finds those of the application.</summary>
    internal static async Task<FieldTexts> ReadAsync(ITranslations translations, CancellationToken cancellationToken)
    {
        var all = await translations.GetAsync(ITranslations.English, cancellationToken);
        return new((all["forms"] as JsonObject)?["fields"] as JsonObject);
    }

    internal string? LabelOf(string name) => SchemaNode.Text(fields?[name]);

    internal string? HelpOf(string name) => SchemaNode.Text(fields?[$"{name}_info"]);
}
