using System.Text.Json.Serialization;
using Orchestrator.Api.Drift;

namespace Orchestrator.Api.Subscriptions;

/// <summary>
/// The workflows of a subscription, and whether they can run. Keys without a value are left out: a workflow without a reason may run.
/// </summary>
internal sealed record ActionListDto(
    [property: JsonPropertyName("create")] IReadOnlyList<ActionDto> Create,
    [property: JsonPropertyName("modify")] IReadOnlyList<ActionDto> Modify,
    [property: JsonPropertyName("terminate")] IReadOnlyList<ActionDto> Terminate,
    [property: JsonPropertyName("system")] IReadOnlyList<ActionDto> System,
    [property: JsonPropertyName("reconcile")] IReadOnlyList<ActionDto> Reconcile,
    [property: JsonPropertyName("validate")] IReadOnlyList<ActionDto> Validate,
    [property: JsonPropertyName("reason")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonPropertyName("locked_relations")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<Guid>? LockedRelations,
    [property: JsonPropertyName("locked_relations_detail")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<RelatedDto>? LockedRelationsDetail,
    [property: JsonPropertyName("locked_by")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? LockedBy,
    [property: JsonPropertyName("pauses")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<DriftPauseDto>? Pauses
);

/// <summary>One workflow, and why it may not run.</summary>
internal sealed record ActionDto(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("reason")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonPropertyName("usable_when")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<string>? UsableWhen,
    [property: JsonPropertyName("status")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Status,
    [property: JsonPropertyName("action")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Action,
    [property: JsonPropertyName("locked_relations")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<Guid>? LockedRelations,
    [property: JsonPropertyName("locked_relations_detail")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<RelatedDto>? LockedRelationsDetail,
    [property: JsonPropertyName("unterminated_in_use_by_subscriptions")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<Guid>? UnterminatedInUseBySubscriptions,
    [property: JsonPropertyName("unterminated_in_use_by_subscriptions_detail")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<RelatedDto>? UnterminatedInUseBySubscriptionsDetail,
    [property: JsonPropertyName("locked_by")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? LockedBy
);

/// <summary>A related subscription.</summary>
internal sealed record RelatedDto(
    [property: JsonPropertyName("subscription_id")] Guid SubscriptionId,
    [property: JsonPropertyName("subscription_description")] string SubscriptionDescription,
    [property: JsonPropertyName("locked_by")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? LockedBy
);
