using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Orchestrator.Dashboard.Forms.Answers;
using Orchestrator.Dashboard.Forms.Schema;
using Orchestrator.Dashboard.Session;

namespace Orchestrator.Dashboard.Forms.Fields;

/// <summary>A field of a form, with what is wrong with it beside it.</summary>
public sealed partial class FieldEditor : ComponentBase
{
    private const int LongLines = 4;
    private const string NoAnswer = "none";
    private const string Yes = "true";
    private const string No = "false";

    // Named by the input that is not valid, so that a screen reader says what is wrong with it.
    private readonly string _errorId = $"error-{Guid.NewGuid():N}";

    [CascadingParameter]
    internal FieldSlot Slot { get; set; } = null!;

    [Inject]
    internal UserClock Clock { get; set; } = null!;

    private static string? KeyOf(FieldSlot slot) => SchemaNode.Show(slot.Value);

    private static decimal StepOf(FormField field) => SchemaNode.Number(field.Schema["multipleOf"]) ?? 1;

    private static InputType InputTypeOf(FormField field) =>
        field.Widget == FieldWidget.Password
            ? InputType.Password
            : SchemaNode.Text(field.Schema["format"]) switch
            {
                "email" => InputType.Email,
                "uri" => InputType.Url,
                _ => InputType.Text,
            };

    /// <summary>The help text, and what is accepted.</summary>
    private static string? HelpOf(FormField field)
    {
        var limits = FieldLimits.Describe(field.Schema);
        return field.Help is not { } help ? limits
            : limits is null ? help
            : $"{help} ({limits})";
    }

    private string LabelOf(string? key) => Slot.Field.Choices.FirstOrDefault(choice => choice.Key == key)?.Label ?? key ?? "";

    private void SetText(string? text) => Slot.Set(text);

    private void SetDate(string? date) => Slot.Set(string.IsNullOrEmpty(date) ? null : date);

    private void SetNumber(decimal? number) => Slot.Set(number is { } value ? JsonValue.Create(value) : null);

    private void SetChecked(bool isChecked) => Slot.Set(isChecked);

    private void SetYesOrNo(string? answer) => Slot.Set(answer is null or NoAnswer ? null : answer == Yes);

    private void SetChoice(string? key) => Slot.Set(Slot.Field.Choices.FirstOrDefault(choice => choice.Key == key)?.Value?.DeepClone());

    private string ReadOnlyText() =>
        Slot.Field.Default switch
        {
            null => "none",
            JsonValue value when value.TryGetValue<bool>(out var isTrue) => isTrue ? "yes" : "no",
            { } value when SchemaNode.Text(Slot.Field.Schema["format"]) == "timestamp" && SchemaNode.Number(value) is { } seconds =>
                Clock.Show(DateTimeOffset.UnixEpoch.AddSeconds((double)seconds)),
            JsonArray items => string.Join(", ", SchemaNode.Texts(items)),
            var value => SchemaNode.Show(value) ?? "",
        };
}
