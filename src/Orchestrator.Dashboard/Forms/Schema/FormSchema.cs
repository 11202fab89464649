using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>A page of a form.</summary>
/// <param name="Title">The heading; null where the form gives none.</param>
/// <param name="Fields">The fields, in the order in which they are shown.</param>
internal sealed record FormSchema(string? Title, IReadOnlyList<FormField> Fields)
{
    /// <summary>The caption that the form gives to a button, <c>previous</c> or <c>next</c>; null for none.</summary>
    internal string? CaptionOf(string button) =>
        Fields.FirstOrDefault(static field => field.Widget == FieldWidget.Buttons) is { Default: JsonObject captions }
            ? SchemaNode.Text((captions[button] as JsonObject)?["text"])
            : null;
}
