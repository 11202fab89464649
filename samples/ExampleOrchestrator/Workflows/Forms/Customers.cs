namespace ExampleOrchestrator.Workflows.Forms;

/// <summary>The customers of the example; a real orchestrator asks its customer administration.</summary>
internal static class Customers
{
    internal const string Default = "6c1d2b8e-3d52-4d13-9b6f-1d6f5b0b7a11";

    private static readonly (string Id, string Name)[] All =
    [
        (Default, "Example Network"),
        ("0c7f8f3e-5c0b-4f43-8d3b-9e5e4f1f7b22", "University of Utrecht"),
        ("b5b0f8a4-2f0e-4b6b-a7d5-61a4d9c6ad33", "Eindhoven Hospital"),
    ];

    internal static FormChoices<string> Choices { get; } =
        FormChoices.Of(All, static customer => customer.Id, static customer => customer.Name);

    /// <summary>The name of a customer; null when there is none with this id.</summary>
    internal static string? FindName(string customerId) => All.FirstOrDefault(customer => customer.Id == customerId).Name;

    /// <summary>The ids of the first customers whose names have a text.</summary>
    internal static IReadOnlyList<string> Search(string text, int maxCount) =>
        [
            .. All.Where(customer => customer.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
                .Select(static customer => customer.Id)
                .Take(maxCount),
        ];
}
