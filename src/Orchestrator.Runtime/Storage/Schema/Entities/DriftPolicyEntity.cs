namespace Orchestrator.Storage.Schema;

/// <summary>What an operator has decided about the drift of a product. It replaces what the code and the settings say. Ours.</summary>
internal sealed class DriftPolicyEntity
{
    public Guid ProductId { get; set; }

    /// <summary>When the subscriptions of the product are checked, as a cron expression; null for not at set times.</summary>
    public string? CheckCron { get; set; }

    public required string Heal { get; set; }

    public int MaxDriftPercent { get; set; }

    /// <summary>What stops a round, as JSON text.</summary>
    public required string Brakes { get; set; }

    /// <summary>The maintenance windows of the product as JSON text; null for those of the settings.</summary>
    public string? Windows { get; set; }

    public required string ChangedBy { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}
