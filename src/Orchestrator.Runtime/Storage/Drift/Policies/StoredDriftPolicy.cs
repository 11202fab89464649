using System.Text.Json;
using Orchestrator.Options;

namespace Orchestrator.Storage.Drift;

/// <summary>The policy of a product as an operator has set it.</summary>
/// <param name="Product">The product's name.</param>
/// <param name="CheckCron">When it is checked; null for not at set times.</param>
/// <param name="Heal">How drift is handled.</param>
/// <param name="MaxDriftPercent">How many percent may have drifted.</param>
/// <param name="Brakes">What stops a round, as JSON text.</param>
/// <param name="Windows">The maintenance windows as JSON text; null for those of the settings.</param>
/// <param name="ChangedBy">Who has set it.</param>
/// <param name="ChangedAt">When.</param>
internal sealed record StoredDriftPolicy(
    string Product,
    string? CheckCron,
    string Heal,
    int MaxDriftPercent,
    string Brakes,
    string? Windows,
    string ChangedBy,
    DateTimeOffset ChangedAt
)
{
    /// <summary>Writes maintenance windows.</summary>
    internal static string Write(IReadOnlyList<MaintenanceWindowOptions> windows) => JsonSerializer.Serialize(windows, StateJson.Options);

    /// <summary>Stands for windows that cannot be read: like each that cannot be evaluated, it keeps the product closed.</summary>
    private static readonly IReadOnlyList<MaintenanceWindowOptions> Unreadable = [new() { Cron = "" }];

    /// <summary>Reads maintenance windows; null for those of the settings.</summary>
    internal static IReadOnlyList<MaintenanceWindowOptions>? ReadWindows(string? stored)
    {
        try
        {
            return stored is null ? null
                : JsonSerializer.Deserialize<IReadOnlyList<MaintenanceWindowOptions?>>(stored, StateJson.Options) is { } windows
                && windows.All(static window => window is not null)
                    ? [.. windows.OfType<MaintenanceWindowOptions>()]
                : Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    /// <summary>Its maintenance windows; null for those of the settings.</summary>
    internal IReadOnlyList<MaintenanceWindowOptions>? ReadWindows() => ReadWindows(Windows);
}
