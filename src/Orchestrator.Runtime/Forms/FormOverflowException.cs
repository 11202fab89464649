using System.Text.Json;
using Orchestrator.Forms.Fields;
using Orchestrator.Options;

namespace Orchestrator.Forms;

/// <summary>More pages were posted than the form shows.</summary>
public sealed class FormOverflowException : FormException
{
    /// <summary>Refuses pages.</summary>
    /// <param name="asked">The number of pages that the form shows.</param>
    /// <param name="surplus">The pages after them, at least one.</param>
    internal FormOverflowException(int asked, IReadOnlyList<JsonElement> surplus)
        : base("form_overflow", Describe(asked, surplus)) => ContractText = $"Did not process all user_inputs ({surplus.Count} remaining)";

    private static string Describe(int asked, IReadOnlyList<JsonElement> surplus) =>
        $"The form has {asked} page{(asked == 1 ? "" : "s")} with these answers, and {asked + surplus.Count} were sent. Page "
        + $"{asked + 1} is surplus: it has {DescribeFields(surplus[0])}. Leave it out, or send its fields in "
        + "the page that asks for them.";

    private static string DescribeFields(JsonElement page)
    {
        if (page.ValueKind == JsonValueKind.Object && PageText.FindUnreadable(page) is not null)
        {
            return "fields that cannot be read";
        }

        string[] names =
            page.ValueKind == JsonValueKind.Object
                ? [.. page.EnumerateObject().Select(static field => Shorten(field.Name)).Distinct(StringComparer.Ordinal)]
                : [];
        return names.Length == 0 ? "no fields" : $"the field{(names.Length == 1 ? "" : "s")} {NameSuggestion.List(names)}";
    }

    private static string Shorten(string name) => StorableText.Start(name, Limits.MaxNameLength);
}
