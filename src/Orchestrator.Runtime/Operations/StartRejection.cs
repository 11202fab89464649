using Orchestrator.Forms;
using Orchestrator.Processes;

namespace Orchestrator.Operations;

/// <summary>Why a process could not be started, for callers that start many and record the result of each.</summary>
/// <param name="Reason">The reason, for a person.</param>
/// <param name="LockedBy">The process that holds the subscription, when that is the reason; null otherwise.</param>
internal sealed record StartRejection(string Reason, Guid? LockedBy)
{
    /// <summary>
    /// True when this one start is refused. An engine that is paused or a database that cannot be used refuses nothing: the caller waits,
    /// or fails and is retried.
    /// </summary>
    internal static bool Is(OrchestratorException exception) => exception is not (EnginePausedException or StorageException);

    /// <summary>
    /// True when this one start failed, with whatever an author's form, an authorizer or a run predicate throws, and the next may be tried.
    /// A paused engine, a database that cannot be used, and a caller that stops are the matter of all.
    /// </summary>
    internal static bool IsOfOne(Exception exception, StorageErrors errors, CancellationToken cancellationToken) =>
        exception is not EnginePausedException && !cancellationToken.IsCancellationRequested && errors.Explain(exception) is null;

    /// <summary>What a start says that failed in another way: what the author's code or the database threw.</summary>
    internal static StartRejection Of(Exception exception) =>
        exception is OrchestratorException refused
            ? Of(refused)
            : new($"{TypeText.Of(exception.GetType())}: {StepFailure.From(exception).Error}", LockedBy: null);

    /// <summary>What a refused start says.</summary>
    internal static StartRejection Of(OrchestratorException exception) =>
        exception is FormInvalidException { Errors: [var error, ..] } invalid
            ? new(
                invalid.Summary,
                error.Context is { } context
                && context.TryGetValue(FormErrors.LockedBy, out var owner)
                && Guid.TryParse(owner.ToString(), out var process)
                    ? process
                    : null
            )
            : new(exception.Message, LockedBy: null);
}
