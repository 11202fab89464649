using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>A page of a form.</summary>
/// <param name="Title">The heading; null where the form gives none.</param>
/// <param name="Fields">The fields, in the order in which they are shown.</param>
internal sealed record FormSchema(string? Title, IReadOnlyList<FormField> Fields)
{
    /// <summary>The caption that the form gives to a button, <c>previous</c> or <c>next</c>; null for none.</summary>
    internal string? CaptionOf(string button) => FindOption(button, "text");

    /// <summary>The colour that the form gives to a button, as clients of orchestrator-core name it; null for none.</summary>
    internal string? ColorOf(string button) => FindOption(button, "color");

    private string? FindOption(string button, string option) =>
        Fields.FirstOrDefault(static field => field.Widget == FieldWidget.Buttons) is { Default: JsonObject buttons }
            ? SchemaNode.Text((buttons[button] as JsonObject)?[option])
            : null;
}
