using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Dashboard.Forms.Schema;

namespace Orchestrator.Dashboard.Forms.Answers;

/// <summary>A field where it is shown: the place of its answer, and what is wrong with it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Label">Its label; an item of a list has that of the list, with its number.</param>
/// <param name="Path">The place in the page, as errors name it.</param>
/// <param name="Holder">The object or list that has the answer.</param>
/// <param name="Index">The place in the list; null for a member of an object.</param>
/// <param name="Errors">What is wrong with the page.</param>
internal sealed record FieldSlot(FormField Field, string Label, string Path, JsonNode Holder, int? Index, FieldErrors Errors)
{
    /// <summary>The answer; null for none.</summary>
    internal JsonNode? Value => Index is { } index ? Holder.AsArray()[index] : Holder[Field.Name];

    /// <summary>What is wrong with the answer; null for nothing.</summary>
    internal string? Error => Errors.At(Path);

    /// <summary>
    /// The id of the help and the error that stand beside a field; null where there are none. Escaped, because an attribute that names ids
    /// is split at spaces, and so that no two paths have the same.
    /// </summary>
    internal string? NoteId =>
        Field.Help is null && Error is null && FieldLimits.Describe(Field.Schema) is null ? null : $"note-{Uri.EscapeDataString(Path)}";

    /// <summary>A field of a page or of a group.</summary>
    internal static FieldSlot Of(FormField field, JsonObject holder, string? path, FieldErrors errors) =>
        new(field, field.Title, path is null ? field.Name : $"{path}/{field.Name}", holder, Index: null, errors);

    /// <summary>An item of the list that this is.</summary>
    internal FieldSlot ItemAt(int index) =>
        new(
            Field.Item.Value!,
            string.Create(CultureInfo.InvariantCulture, $"{Label} {index + 1}"),
            string.Create(CultureInfo.InvariantCulture, $"{Path}/{index}"),
            Value!,
            index,
            Errors
        );

    /// <summary>Answers the field.</summary>
    internal void Set(JsonNode? value)
    {
        if (Index is { } index)
        {
            Holder.AsArray()[index] = value;
        }
        else
        {
            Holder[Field.Name] = value;
        }

        Errors.Clear(Path);
    }
}
