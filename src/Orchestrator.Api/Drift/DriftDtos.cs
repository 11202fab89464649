using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Api.Drift;

/// <summary>Whether external systems hold what a subscription says.</summary>
internal sealed record SubscriptionDriftDto(
    [property: JsonPropertyName("subscription_id")] Guid SubscriptionId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("checked_at")] DateTimeOffset? CheckedAt,
    [property: JsonPropertyName("since")] DateTimeOffset? Since,
    [property: JsonPropertyName("locked_by")] Guid? LockedBy,
    [property: JsonPropertyName("pauses")] IReadOnlyList<DriftPauseDto> Pauses,
    [property: JsonPropertyName("attempts")] int Attempts,
    [property: JsonPropertyName("next_heal_at")] DateTimeOffset? NextHealAt,
    [property: JsonPropertyName("resources")] IReadOnlyList<ResourceDriftDto> Resources
);

/// <summary>A time in which no bulk reconcile touches a product or a subscription.</summary>
internal sealed record DriftPauseDto(
    [property: JsonPropertyName("product")] string? Product,
    [property: JsonPropertyName("subscription_id")] Guid? SubscriptionId,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("by")] string By,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("until")] DateTimeOffset? Until
);

/// <summary>What a check has found of one external resource.</summary>
internal sealed record ResourceDriftDto(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("system")] string? System,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("differences")] IReadOnlyList<DifferenceDto> Differences,
    [property: JsonPropertyName("difference_count")] int DifferenceCount
);

/// <summary>One difference between what a subscription says and what an external system holds.</summary>
internal sealed record DifferenceDto(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("desired")] JsonElement Desired,
    [property: JsonPropertyName("actual")] JsonElement Actual,
    [property: JsonPropertyName("accepted")] AcceptedDeviationDto? Accepted
);

/// <summary>Who has accepted a difference, so that it is not drift.</summary>
internal sealed record AcceptedDeviationDto(
    [property: JsonPropertyName("by")] string By,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("until")] DateTimeOffset? Until
);

/// <summary>A change of the status of a subscription.</summary>
internal sealed record DriftChangeDto(
    [property: JsonPropertyName("occurred_at")] DateTimeOffset OccurredAt,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("process_id")] Guid? ProcessId,
    [property: JsonPropertyName("resources")] IReadOnlyList<ResourceDriftDto> Resources
);

/// <summary>A checked subscription in a list.</summary>
internal sealed record DriftListItemDto(
    [property: JsonPropertyName("subscription_id")] Guid SubscriptionId,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("product")] string Product,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("checked_at")] DateTimeOffset CheckedAt,
    [property: JsonPropertyName("since")] DateTimeOffset Since
);

/// <summary>How many subscriptions of a product have a status.</summary>
internal sealed record DriftCountDto(
    [property: JsonPropertyName("product")] string Product,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("count")] int Count
);

/// <summary>A difference that subscriptions share.</summary>
internal sealed record DriftGroupDto(
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("desired")] JsonElement Desired,
    [property: JsonPropertyName("actual")] JsonElement Actual,
    [property: JsonPropertyName("subscriptions")] int Subscriptions
);

/// <summary>What a reconcile would do.</summary>
internal sealed record ReconcilePlanDto(
    [property: JsonPropertyName("workflow")] string Workflow,
    [property: JsonPropertyName("plan")] Guid? Plan,
    [property: JsonPropertyName("can_start")] bool CanStart,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("pauses")] IReadOnlyList<DriftPauseDto> Pauses,
    [property: JsonPropertyName("steps")] IReadOnlyList<PlannedChangeDto> Steps
);

/// <summary>What a step of a reconcile would do.</summary>
internal sealed record PlannedChangeDto(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("effect")] string Effect,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("differences")] IReadOnlyList<DifferenceDto> Differences,
    [property: JsonPropertyName("difference_count")] int DifferenceCount
);
