using System.Text.Json;

namespace Orchestrator.Forms.Fields;

/// <summary>Looks at what a client posts for an element. It shows most of them only, so whatever it posts for them is right.</summary>
internal static class ElementReader
{
    /// <summary>What is posted when all tasks of a checklist are done.</summary>
    internal const string Accepted = "ACCEPTED";

    /// <summary>What is posted when some tasks of a checklist are not done.</summary>
    internal const string Incomplete = "INCOMPLETE";

    internal static void Check(
        FormElement element,
        JsonElement? value,
        JsonElement posted,
        IReadOnlyList<object> location,
        FormErrorList errors
    )
    {
        if (element is FormChecklist && FindProblem(value, posted, location) is { } problem)
        {
            errors.Add(problem);
        }
    }

    private static FormError? FindProblem(JsonElement? value, JsonElement posted, IReadOnlyList<object> location)
    {
        if (value is not { } answer)
        {
            return FormErrors.Missing(location, posted);
        }

        var text = answer.ValueKind == JsonValueKind.String ? answer.GetString() : null;
        const string Expected = $"'{Accepted}' or '{Incomplete}'";
        return text switch
        {
            Accepted => null,
            Incomplete => FormErrors.Value(location, "Not all tasks are done", answer),
            _ => FormErrors.WithLimit(location, answer, "enum", $"Input should be {Expected}", "expected", Expected),
        };
    }
}
