using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>A field of a page of a form.</summary>
/// <param name="Name">Its name in the posted page; empty for the items of a list.</param>
/// <param name="Title">Its label.</param>
/// <param name="Widget">How it is shown.</param>
/// <param name="Schema">Its schema, with what it refers to.</param>
internal sealed record FormField(string Name, string Title, FieldWidget Widget, JsonObject Schema)
{
    private readonly Lazy<FormField?> _item = new(static () => null);
    private readonly Lazy<IReadOnlyList<FormField>> _members = new(static () => []);

    /// <summary>The help text; null for none.</summary>
    internal string? Help { get; init; }

    /// <summary>The labels and headings of a summary, in the words of the application; null for any other field.</summary>
    internal Func<string, string>? SummaryLabel { get; init; }

    /// <summary>Whether it has to be posted.</summary>
    internal bool IsRequired { get; init; }

    /// <summary>Whether it may be left without a value.</summary>
    internal bool IsNullable { get; init; }

    /// <summary>What can be chosen; empty where anything can be entered.</summary>
    internal IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>The items of a list; null for any other field. Read when it is first shown, because an object can contain itself.</summary>
    internal Lazy<FormField?> Item
    {
        get => _item;
        init => _item = value;
    }

    /// <summary>The fields of a group; empty for any other field.</summary>
    internal Lazy<IReadOnlyList<FormField>> Members
    {
        get => _members;
        init => _members = value;
    }

    /// <summary>Whether it has an answer: the others only show something, and keep the value that the form has given them.</summary>
    internal bool IsInput => Widget < FieldWidget.ReadOnly;

    /// <summary>The value that it has at first; null for none.</summary>
    internal JsonNode? Default => Schema["default"];

    internal int MinItems => SchemaNode.Number(Schema["minItems"]) is { } least ? (int)least : 0;

    internal int MaxItems => SchemaNode.Number(Schema["maxItems"]) is { } most ? (int)most : int.MaxValue;

    /// <summary>An option of the widget; null where it is not set.</summary>
    internal JsonNode? Option(string name) => (Schema["uniforms"] as JsonObject)?[name];
}
