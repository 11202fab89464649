using System.Text.Json;
using Orchestrator.Processes;

namespace Orchestrator.Operations;

/// <summary>Starts, shows and steers processes.</summary>
public interface IProcesses
{
    /// <summary>Starts a workflow with the form pages posted so far.</summary>
    /// <param name="workflowName">The workflow.</param>
    /// <param name="pages">All pages answered so far, the framework's first page included.</param>
    /// <param name="user">The user who starts it.</param>
    /// <param name="cancellationToken">Gives up before the process is written; afterwards it runs.</param>
    /// <returns>The new process's id. It is queued; it may not have run yet.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The user may not start it.</exception>
    /// <exception cref="PreconditionException">A run predicate says no, or it runs one process at a time and has an unfinished
    /// one.</exception>
    /// <exception cref="FormException">A page is missing, invalid or too many; nothing was written.</exception>
    Task<Guid> StartAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Starts a workflow so that the start can be repeated: a client that does not know whether it has reached the engine repeats it with
    /// the same key, and gets the process of the first one. A start that was refused may be repeated as well.
    /// </summary>
    /// <param name="workflowName">The workflow.</param>
    /// <param name="pages">All pages answered so far, the framework's first page included.</param>
    /// <param name="user">The user who starts it. Each user has their own keys.</param>
    /// <param name="idempotencyKey">
    /// The client's key for this start, for example a new UUID; 1 to 255 visible ASCII characters. Kept for the time in the setting
    /// <c>IdempotencyRetention</c>.
    /// </param>
    /// <param name="cancellationToken">Gives up before the process is written; afterwards it runs.</param>
    /// <returns>The id of the one process of all starts with this key.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The user may not start it.</exception>
    /// <exception cref="ConflictException">The key was used for another start.</exception>
    /// <exception cref="PreconditionException">A run predicate says no, or it runs one process at a time and has an unfinished
    /// one.</exception>
    /// <exception cref="FormException">A page is missing, invalid or too many; nothing was written.</exception>
    /// <exception cref="InvalidRequestException">The key is not one.</exception>
    Task<Guid> StartOnceAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        string idempotencyKey,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Starts a reconcile that does what a plan says and nothing else, or that writes also where nothing differs. A process with a plan
    /// compares again once it holds the subscription; if a desired or an actual state is not what the plan saw, it fails, nothing is
    /// written, and the subscription is in sync again.
    /// </summary>
    /// <param name="workflowName">The reconcile workflow.</param>
    /// <param name="pages">All pages answered so far, the framework's first page included.</param>
    /// <param name="user">The user who starts it.</param>
    /// <param name="start">The plan, and how the start can be repeated.</param>
    /// <param name="cancellationToken">Gives up before the process is written; afterwards it runs.</param>
    /// <returns>The process's id.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The user may not start it.</exception>
    /// <exception cref="ConflictException">The plan is unknown, has expired, or is not one of this workflow and subscription; the workflow
    /// is not a reconcile workflow; or the idempotency key was used for another start.</exception>
    /// <exception cref="PreconditionException">A run predicate says no.</exception>
    /// <exception cref="FormException">A page is missing, invalid or too many; nothing was written.</exception>
    Task<Guid> StartReconcileAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        ReconcileStart start,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Resumes a suspended process with the pages of its form, or retries a failed one from the failed step. A process that waits for a
    /// callback no longer waits: it continues with the step that reads the result, without a result.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="pages">The pages; ignored when the step asks nothing.</param>
    /// <param name="user">The user who resumes it.</param>
    /// <param name="cancellationToken">Gives up before the resume is written.</param>
    /// <returns>When the resume is stored and queued.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    /// <exception cref="ConflictException">The process is in a status that cannot be resumed, or its stored steps do not fit the
    /// workflow.</exception>
    Task ResumeAsync(Guid processId, IReadOnlyList<JsonElement> pages, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Aborts a process permanently. A completed process is not changed.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="user">The user who aborts it.</param>
    /// <param name="cancellationToken">Gives up before the abort is written.</param>
    /// <returns>When the abort is stored. A step that is running is signalled, and nothing that it still does is recorded.</returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    Task AbortAsync(Guid processId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Leaves out the step at which a process has failed, and continues after it; a group is left out as a whole. The step's results are
    /// missing from the state.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="reason">The reason, which is shown with the step; at most 5,000 characters.</param>
    /// <param name="user">The user who skips it. Name and reason stay with the step.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>When it is stored and queued.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    /// <exception cref="ConflictException">The process has not failed, or the step is one of the engine's own, without which the process
    /// would do harm.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The reason is empty or too long.</exception>
    Task SkipAsync(Guid processId, string reason, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Retries every task that has failed or waits and that the user may retry; others are left alone.</summary>
    /// <param name="user">The user who retries them.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    /// <returns>How many were queued, all at once.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    Task<int> ResumeAllAsync(Caller user, CancellationToken cancellationToken = default);

    /// <summary>Deletes a task with everything that was logged of it. One that is running is stopped.</summary>
    /// <param name="processId">The task.</param>
    /// <param name="user">The user who deletes it.</param>
    /// <param name="cancellationToken">Gives up before it is deleted.</param>
    /// <returns>When it is gone.</returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    /// <exception cref="InvalidRequestException">It is not a task: its subscriptions' history needs it.</exception>
    Task DeleteAsync(Guid processId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Writes the note of a process.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="note">The text, at most 5,000 characters; null or blank for none.</param>
    /// <param name="user">The user who writes it.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>When it is stored.</returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task SetNoteAsync(Guid processId, string? note, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Shows a process with its steps and everything in its state, the addresses at which it is called back among them.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The process.</returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    Task<ProcessDetail> GetAsync(Guid processId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Shows a process with its steps to a user: the secrets in its callback addresses are hidden from users who may not resume it.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The process.</returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    Task<ProcessDetail> ShowAsync(Guid processId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Lists processes.</summary>
    /// <param name="search">Which, in which order, and which part of them.</param>
    /// <param name="user">The caller; what this user may not see is left out. Null shows everything.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>That part, and how many there are in all.</returns>
    /// <exception cref="InvalidRequestException">The search names an unknown field, gives it a value that it cannot have, or asks
    /// for too much at once.</exception>
    Task<ProcessPage> SearchAsync(ProcessSearch search, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Counts processes by status, tasks apart.</summary>
    /// <param name="user">The caller; what this user may not see is left out. Null shows everything.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <returns>The counts; a status without processes is absent.</returns>
    Task<ProcessStatusCounts> CountByStatusAsync(Caller? user = null, CancellationToken cancellationToken = default);
}
