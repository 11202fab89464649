using System.ComponentModel;
using System.Globalization;

namespace ExampleOrchestrator.Workflows.Forms;

/// <summary>The last page of a form: what the workflow is about to do.</summary>
[DisplayName("Summary")]
public sealed record SummaryPage : FormPage
{
    public FormSummary? Summary { get; init; }

    /// <summary>What a new subscription will be.</summary>
    internal static SummaryPage Of(params (string Label, object? Value)[] rows) =>
        new()
        {
            Summary = new()
            {
                Labels = [.. rows.Select(static row => row.Label)],
                Columns = [[.. rows.Select(static row => Text(row.Value))]],
            },
        };

    /// <summary>What a subscription is now, and what it will be.</summary>
    internal static SummaryPage Of(params (string Label, object? Before, object? After)[] rows) =>
        new()
        {
            Summary = new()
            {
                Headers = ["before", "after"],
                Labels = [.. rows.Select(static row => row.Label)],
                Columns = [[.. rows.Select(static row => Text(row.Before))], [.. rows.Select(static row => Text(row.After))]],
            },
        };

    private static string? Text(object? value) =>
        value switch
        {
            bool flag => flag ? "yes" : "no",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
