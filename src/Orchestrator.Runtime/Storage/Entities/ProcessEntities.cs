namespace Orchestrator.Storage.Entities;

internal sealed class ProcessEntity
{
    public Guid ProcessId { get; set; }

    public required string Assignee { get; set; }

    public required string LastStatus { get; set; }

    public string? LastStep { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset LastModifiedAt { get; set; }

    public string? FailedReason { get; set; }

    public string? Traceback { get; set; }

    public string? CreatedBy { get; set; }

    public bool IsTask { get; set; }

    public Guid WorkflowId { get; set; }

    public string? Note { get; set; }

    /// <summary>The queue on which it runs; ours.</summary>
    public required string Queue { get; set; }

    /// <summary>Not to be executed before; ours.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Who started, resumed or retried the current stretch; ours.</summary>
    public string? RunBy { get; set; }
}

internal sealed class ProcessStepEntity
{
    public Guid StepId { get; set; }

    public Guid ProcessId { get; set; }

    public required string Name { get; set; }

    public required string Status { get; set; }

    public required string State { get; set; }

    public string? CreatedBy { get; set; }

    public DateTimeOffset CompletedAt { get; set; }

    public string? CommitHash { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>The step's stable identity; ours.</summary>
    public string? StepKey { get; set; }
}

internal sealed class ProcessSubscriptionEntity
{
    public Guid Id { get; set; }

    public Guid ProcessId { get; set; }

    public Guid SubscriptionId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public string? WorkflowTarget { get; set; }
}

internal sealed class InputStateEntity
{
    public Guid InputStateId { get; set; }

    public Guid ProcessId { get; set; }

    public required string InputState { get; set; }

    public DateTimeOffset InputTime { get; set; }

    public required string InputType { get; set; }
}

internal sealed class EngineSettingsEntity
{
    public bool GlobalLock { get; set; }
}

/// <summary>Which host executes a process; ours.</summary>
internal sealed class ProcessLeaseEntity
{
    public Guid ProcessId { get; set; }

    public required string Owner { get; set; }

    public long Token { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>The address at which a process waits to be called; ours.</summary>
internal sealed class ProcessCallbackEntity
{
    public Guid ProcessId { get; set; }

    public required string TokenHash { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }
}
