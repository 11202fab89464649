namespace Orchestrator.Storage.Schema;

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

    /// <summary>Whether it was started or retried together with many others, and leaves workers to the rest; ours.</summary>
    public bool IsBackground { get; set; }

    /// <summary>Not to be executed before; ours.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it began to wait until then, by the same clock; ours.</summary>
    public DateTimeOffset? WaitsSince { get; set; }

    /// <summary>Who is recorded as the one who started, resumed or retried the current stretch; ours.</summary>
    public string? RunBy { get; set; }

    /// <summary>
    /// Who was signed in then, and is asked about when it starts others. Of any length: a part of an identity is another one. Ours.
    /// </summary>
    public string? RunAs { get; set; }

    /// <summary>The policies that they satisfied then, a JSON array; null for none. Ours.</summary>
    public string? RunPolicies { get; set; }

    /// <summary>The policy under which it is when its workflow is no longer in the code; ours.</summary>
    public string? Policy { get; set; }

    /// <summary>The subscription that it is going to lock; null once it has, or when it locks none; ours.</summary>
    public Guid? ReservedSubscriptionId { get; set; }

    /// <summary>The W3C <c>traceparent</c> of its start; null for none; ours.</summary>
    public string? TraceParent { get; set; }

    /// <summary>The W3C <c>tracestate</c> of its start; null for none; ours.</summary>
    public string? TraceState { get; set; }
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

    /// <summary>The reason why an operator skipped the step; null if it was not skipped.</summary>
    public string? SkipReason { get; set; }
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

    /// <summary>The key under which the states of external resources are hashed, in base 64; null until it is needed. Ours.</summary>
    public string? StateKey { get; set; }
}

/// <summary>Which host executes a process; ours.</summary>
internal sealed class ProcessLeaseEntity
{
    public Guid ProcessId { get; set; }

    public required string Owner { get; set; }

    public long Token { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>How often in a row a host has executed the process, and lost it before it could log a step.</summary>
    public int UnloggedAttempts { get; set; }

    /// <summary>When it was taken or renewed; null for one of a version that did not write it.</summary>
    public DateTimeOffset? RenewedAt { get; set; }
}

/// <summary>The address at which a process waits to be called; ours.</summary>
internal sealed class ProcessCallbackEntity
{
    public Guid ProcessId { get; set; }

    public required string TokenHash { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }
}

/// <summary>A reconcile of many subscriptions, which is a task with an own row in <c>processes</c>. Ours.</summary>
internal sealed class BulkReconcileEntity
{
    public Guid ProcessId { get; set; }

    /// <summary>Which subscriptions, as a search says it.</summary>
    public required string Query { get; set; }

    /// <summary>How many of its processes run at once, at most.</summary>
    public int Concurrency { get; set; }

    /// <summary>True while it is paused.</summary>
    public bool Paused { get; set; }

    /// <summary>How many subscriptions it has. The counts change together with the rows that they count.</summary>
    public int Total { get; set; }

    /// <summary>For how many of them nothing was started or refused yet.</summary>
    public int ToStart { get; set; }

    /// <summary>How many could not be started.</summary>
    public int Refused { get; set; }

    /// <summary>How many were seen to be reconciled.</summary>
    public int Done { get; set; }

    /// <summary>How many were seen to have failed.</summary>
    public int Failed { get; set; }

    /// <summary>How many are started first; 0 for no canary. So for all brakes: 0 is none.</summary>
    public int Canary { get; set; }

    public int StopFailed { get; set; }

    public int StopPercent { get; set; }

    public int StopMinEnded { get; set; }

    public int WaveSize { get; set; }

    public int WaitSeconds { get; set; }

    /// <summary>How many may be started in all before the canary or the wave has ended.</summary>
    public int StageEnd { get; set; }

    /// <summary>True once its canary was reconciled, or an operator let it continue without that; true when it has none.</summary>
    public bool CanaryPassed { get; set; }

    /// <summary>When the next wave begins, while it waits for that.</summary>
    public DateTimeOffset? NextWaveAt { get; set; }

    /// <summary>The brake that has paused it; null when a person has, or when it is not paused.</summary>
    public string? PulledBrake { get; set; }

    public string? PauseReason { get; set; }

    /// <summary>The person who paused it; null for a brake.</summary>
    public string? PausedBy { get; set; }

    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>How many had failed when it was last resumed after too many had.</summary>
    public int FailedBefore { get; set; }

    /// <summary>How many had ended by then.</summary>
    public int EndedBefore { get; set; }
}

/// <summary>A subscription of a bulk reconcile. Ours.</summary>
internal sealed class BulkReconcileItemEntity
{
    public Guid ProcessId { get; set; }

    public Guid SubscriptionId { get; set; }

    /// <summary>The process that reconciles it; null when none was started yet.</summary>
    public Guid? ReconcileId { get; set; }

    /// <summary>
    /// <c>done</c> or <c>failed</c> once its process was seen to be so and was counted; null before that, and again when a failed one is
    /// retried.
    /// </summary>
    public string? Outcome { get; set; }

    /// <summary>Why none was started; null when that is still to come.</summary>
    public string? Refusal { get; set; }

    /// <summary>The process that held the subscription, if that was the reason; null otherwise.</summary>
    public Guid? LockedBy { get; set; }

    /// <summary>How many others come one after the other before it, at most: the order in which they are started.</summary>
    public int Position { get; set; }
}

/// <summary>Two related subscriptions of a bulk reconcile, of which one is reconciled before the other. Ours.</summary>
internal sealed class BulkReconcileRelationEntity
{
    public Guid ProcessId { get; set; }

    public Guid SubscriptionId { get; set; }

    /// <summary>The subscription that is reconciled before it.</summary>
    public Guid BeforeId { get; set; }
}

/// <summary>A time at which a workflow is started, again and again. Ours.</summary>
internal sealed class ScheduleEntity
{
    public Guid ScheduleId { get; set; }

    /// <summary>What the code that declares it calls it; null for one that was made by hand.</summary>
    public string? DeclaredKey { get; set; }

    public required string Name { get; set; }

    public Guid WorkflowId { get; set; }

    public required string TriggerKind { get; set; }

    /// <summary>The trigger's arguments, a JSON object.</summary>
    public required string TriggerArguments { get; set; }

    /// <summary>The answers to the workflow's form, a JSON array.</summary>
    public required string Pages { get; set; }

    /// <summary>What the code declared last, to see when it declares something else.</summary>
    public string? Declaration { get; set; }

    public DateTimeOffset? NextRunAt { get; set; }

    public DateTimeOffset? LastRunAt { get; set; }

    public Guid? LastProcessId { get; set; }

    public string? LastRefusal { get; set; }

    /// <summary>The process that held the subscription, if that was the reason; null otherwise.</summary>
    public Guid? LastRefusalLockedBy { get; set; }

    public required string CreatedBy { get; set; }

    /// <summary>Who was signed in when it was made or its trigger was changed last, and is asked about when it fires.</summary>
    public string? RunAs { get; set; }

    /// <summary>The policies that they satisfied then, a JSON array; null for none.</summary>
    public string? RunPolicies { get; set; }

    public string? UpdatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When an operator deleted one that the code still declares.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>A time at which a schedule fired. Ours.</summary>
internal sealed class ScheduleRunEntity
{
    public Guid RunId { get; set; }

    public Guid ScheduleId { get; set; }

    public DateTimeOffset RanAt { get; set; }

    /// <summary>The process that it started; null if it could not. No reference: the run stays when the process is deleted.</summary>
    public Guid? ProcessId { get; set; }

    /// <summary>The reason why it could not; null if it could.</summary>
    public string? Refusal { get; set; }
}

/// <summary>A start that may be repeated: a repetition is answered with the same process. Ours.</summary>
internal sealed class ProcessStartEntity
{
    /// <summary>A hash of who was signed in and what they call this start.</summary>
    public required string KeyHash { get; set; }

    /// <summary>A hash of what was started, to tell a repetition from another start under the same key.</summary>
    public required string RequestHash { get; set; }

    /// <summary>The process. No reference: one that is deleted was started all the same.</summary>
    public Guid ProcessId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
