namespace Orchestrator.Options;

/// <summary>
/// The maximum lengths and values that more than one place needs: the columns of the core database, the validation of requests and the
/// validation of forms. Lengths are in UTF-16 code units.
/// </summary>
public static class Limits
{
    /// <summary>The description of a workflow or subscription.</summary>
    public const int MaxDescriptionLength = 2_000;

    /// <summary>The note of a subscription or process.</summary>
    public const int MaxNoteLength = 5_000;

    /// <summary>The reason for which a person skips a step, aborts a process or pauses the engine.</summary>
    public const int MaxReasonLength = 5_000;

    /// <summary>The stored reason for which a start was rejected.</summary>
    public const int MaxRejectionLength = 2_000;

    /// <summary>A search for subscriptions.</summary>
    public const int MaxQueryLength = 512;

    /// <summary>The subscriptions that a bulk reconcile or a bulk check names one by one.</summary>
    public const int MaxNamedSubscriptions = 1_000;

    /// <summary>A name in the core database: of a user, step, schedule or idempotency key.</summary>
    public const int MaxNameLength = 255;

    /// <summary>The name of an assignee or queue.</summary>
    public const int MaxShortNameLength = 50;

    /// <summary>How many rows are named in one statement: databases bound the number of a statement's parameters.</summary>
    internal const int MaxRowsPerStatement = 500;
}
