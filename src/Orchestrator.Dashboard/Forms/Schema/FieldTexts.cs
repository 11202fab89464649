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

    /// <summary>
    /// The text of a label or heading of a summary: that of the summaries, or of the field of this name; <c>name_3</c> is the third of
    /// them. A label without a text is shown as it is.
    /// </summary>
    internal string SummaryLabelOf(string label)
    {
        if (FindSummaryLabel(label) is { } whole)
        {
            return whole;
        }

        var end = label.LastIndexOf('_');
        return
            end > 0
            && end < label.Length - 1
            && label.AsSpan(end + 1).IndexOfAnyExceptInRange('0', '9') < 0
            && FindSummaryLabel(label[..end]) is { } text
            ? $"{text} {label[(end + 1)..]}"
            : label;
    }

    private string? FindSummaryLabel(string name) => SchemaNode.Text((fields?["summary"] as JsonObject)?[name]) ?? LabelOf(name);
}
