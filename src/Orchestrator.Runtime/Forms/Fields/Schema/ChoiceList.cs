using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace Orchestrator.Forms.Fields;

/// <summary>One choice: what is posted, what is shown, and what the field then is.</summary>
internal sealed record ChoiceText(string Text, string Label, JsonElement Value);

/// <summary>What can be chosen in a field, of an enumeration or as the form says when it asks.</summary>
internal sealed class ChoiceList
{
    private const int MaxNamed = 50;
    private readonly Dictionary<string, ChoiceText> _byText = new(StringComparer.Ordinal);

    private ChoiceList(string name, IEnumerable<ChoiceText> choices)
    {
        Name = name;
        All = [.. choices.Where(choice => _byText.TryAdd(choice.Text, choice))];
    }

    /// <summary>The name of its definition in a schema.</summary>
    internal string Name { get; }

    /// <summary>The choices in the order in which they are shown.</summary>
    internal IReadOnlyList<ChoiceText> All { get; }

    internal static ChoiceList Of(Type enumeration) =>
        new(
            enumeration.Name,
            EnumTexts
                .Of(enumeration)
                .Select(static choice => new ChoiceText(
                    choice.Text,
                    choice.Member.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? choice.Text,
                    JsonSerializer.SerializeToElement(choice.Text)
                ))
        );

    internal static ChoiceList Of(string name, IFormChoices choices) =>
        new(
            name,
            choices.All.Select(choice =>
            {
                var value = JsonSerializer.SerializeToElement(choice.Value, choices.ValueType, StateJson.Options);
                return new ChoiceText(TextOf(value), choice.Label, value);
            })
        );

    /// <summary>The choice that was posted; null when it is none.</summary>
    internal ChoiceText? Find(JsonElement posted) =>
        posted.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? _byText.GetValueOrDefault(TextOf(posted))
            : null;

    /// <summary>What could have been posted, in words; of many choices only how many.</summary>
    internal string Expected() =>
        All.Count > MaxNamed ? $"one of the {All.Count} choices" : Expected(All.Select(static choice => $"'{choice.Text}'"));

    internal static string Expected(IEnumerable<string> texts)
    {
        var all = texts.ToArray();
        return all.Length switch
        {
            0 => "one of the choices, of which there are none",
            1 => all[0],
            _ => $"{string.Join(", ", all[..^1])} or {all[^1]}",
        };
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
