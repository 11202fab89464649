using System.Text.Json;
using Orchestrator.Processes;

namespace Orchestrator.Operations;

/// <summary>Starts, reads and changes processes.</summary>
public interface IProcesses
{
    /// <summary>Starts a workflow with the form pages posted so far.</summary>
    /// <param name="workflowName">The workflow.</param>
    /// <param name="pages">All pages answered so far, including the first page that the engine adds.</param>
    /// <param name="user">The user who starts it.</param>
    /// <param name="cancellationToken">Cancels the operation before the process is stored; after that, the process runs.</param>
    /// <returns>The id of the new process. It is queued, and may not have started yet.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The user is not allowed to start it.</exception>
    /// <exception cref="PreconditionException">
    /// A start precondition is not met, or the workflow allows only one unfinished process and has one.
    /// </exception>
    /// <exception cref="FormException">A page is missing, invalid or surplus; nothing was written.</exception>
    Task<Guid> StartAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Starts a workflow idempotently: a client that does not know whether its request was received repeats it with the same key, and
    /// receives the process of the first start. A rejected start can also be repeated.
    /// </summary>
    /// <param name="workflowName">The workflow.</param>
    /// <param name="pages">All pages answered so far, including the first page that the engine adds.</param>
    /// <param name="user">The user who starts it. Each user has their own keys.</param>
    /// <param name="idempotencyKey">
    /// The client's key for this start, for example a new UUID; 1 to 255 visible ASCII characters. It is kept for the time in the setting
    /// <c>IdempotencyRetention</c>.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation before the process is stored; after that, the process runs.</param>
    /// <returns>The id of the one process of all starts with this key.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The user is not allowed to start it.</exception>
    /// <exception cref="ConflictException">The idempotency key was used for a different start.</exception>
    /// <exception cref="PreconditionException">
    /// A start precondition is not met, or the workflow allows only one unfinished process and has one.
    /// </exception>
    /// <exception cref="FormException">A page is missing, invalid or surplus; nothing was written.</exception>
    /// <exception cref="InvalidRequestException">The key is not valid.</exception>
    Task<Guid> StartOnceAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        string idempotencyKey,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Starts a reconcile that is bound to a plan, or that also writes objects that do not differ. A process with a plan compares again
    /// after it has locked the subscription; if a desired or actual state differs from the plan, it fails, nothing is written, and the
    /// subscription is in sync again.
    /// </summary>
    /// <param name="workflowName">The reconcile workflow.</param>
    /// <param name="pages">All pages answered so far, including the first page that the engine adds.</param>
    /// <param name="user">The user who starts it.</param>
    /// <param name="start">The plan and the options of the start.</param>
    /// <param name="cancellationToken">Cancels the operation before the process is stored; after that, the process runs.</param>
    /// <returns>The process's id.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The user is not allowed to start it.</exception>
    /// <exception cref="ConflictException">
    /// The plan is unknown, has expired, or was made for a different workflow or subscription; the workflow is not a reconcile workflow; or
    /// the idempotency key was used for another start.
    /// </exception>
    /// <exception cref="PreconditionException">A start precondition is not met.</exception>
    /// <exception cref="FormException">A page is missing, invalid or surplus; nothing was written.</exception>
    Task<Guid> StartReconcileAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        ReconcileStart start,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Resumes a suspended process with the pages of its form, or retries a failed one from the failed step. A process that waits for a
    /// callback stops waiting, and continues without a result at the step that reads it.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="pages">The pages; ignored if the step has no form.</param>
    /// <param name="user">The user who resumes it.</param>
    /// <param name="expected">The position at which the caller has seen the process; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation before the resume is stored.</param>
    /// <returns>A task that completes when the resume is stored and queued.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    /// <exception cref="ConflictException">
    /// The process has a status in which it cannot be resumed or is not at the expected position, or its stored steps do not match the
    /// workflow.
    /// </exception>
    Task ResumeAsync(
        Guid processId,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        ProcessPosition? expected = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Aborts a process permanently. A completed process is not changed.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="user">The user who aborts it.</param>
    /// <param name="reason">The reason, which is stored in the audit log; at most 5,000 characters; null for none.</param>
    /// <param name="expected">The position at which the caller has seen the process; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation before the abort is stored.</param>
    /// <returns>
    /// A task that completes when the abort is stored. A running step is signalled to stop, and its result is not recorded.
    /// </returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    /// <exception cref="ConflictException">The process is not at the expected position.</exception>
    /// <exception cref="InvalidRequestException">The reason is too long.</exception>
    Task AbortAsync(
        Guid processId,
        Caller user,
        string? reason = null,
        ProcessPosition? expected = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Skips the step at which a process has failed, and continues after it; a group is skipped as a whole. The results of the step are
    /// missing from the state.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="reason">The reason, which is shown with the step; at most 5,000 characters.</param>
    /// <param name="user">The user who skips it. The name and the reason are stored with the step.</param>
    /// <param name="expected">The position at which the caller has seen the process; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when the change is stored and the process is queued.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    /// <exception cref="ConflictException">
    /// The process has not failed or is not at the expected position, or the step is one of the engine's own steps, which cannot be
    /// skipped.
    /// </exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The reason is empty or too long.</exception>
    Task SkipAsync(
        Guid processId,
        string reason,
        Caller user,
        ProcessPosition? expected = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Retries every failed or waiting task that the user is allowed to retry.</summary>
    /// <param name="user">The user who retries them.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The number of tasks that were queued.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    Task<int> ResumeAllAsync(Caller user, CancellationToken cancellationToken = default);

    /// <summary>Deletes a task with its log. A running task is stopped.</summary>
    /// <param name="processId">The task.</param>
    /// <param name="user">The user who deletes it.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is deleted.</param>
    /// <returns>A task that completes when it is deleted.</returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    /// <exception cref="InvalidRequestException">
    /// It is not a task. Other processes are kept for the history of their subscriptions.
    /// </exception>
    Task DeleteAsync(Guid processId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Writes the note of a process.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="note">The text, at most 5,000 characters; null or blank for none.</param>
    /// <param name="user">The user who writes it.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when the change is stored.</returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task SetNoteAsync(Guid processId, string? note, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Returns a process with its steps and its complete state, including its callback addresses.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The process.</returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    Task<ProcessDetail> GetAsync(Guid processId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns a process with its steps for a user: the secrets in its callback addresses are hidden if the user is not allowed to resume
    /// it.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The process.</returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    Task<ProcessDetail> ShowAsync(Guid processId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns a process as <see cref="ShowAsync"/> does, for a page that follows it: of the steps that the user was shown before, only
    /// those are read that may have changed since.
    /// </summary>
    /// <param name="shown">What this method or <see cref="ShowAsync"/> has returned for this user.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The process as it is now.</returns>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    Task<ProcessDetail> ShowAgainAsync(ProcessDetail shown, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Lists processes.</summary>
    /// <param name="search">The filters, the order, and the part of the list.</param>
    /// <param name="user">The caller; data that this user cannot see is omitted. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The requested part, and the total number.</returns>
    /// <exception cref="InvalidRequestException">
    /// The search names an unknown field, contains an invalid value, or exceeds a limit.
    /// </exception>
    Task<ProcessPage> SearchAsync(ProcessSearch search, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Counts by status, workflow and assignee the processes that filters find.</summary>
    /// <param name="filters">The filters, as for <see cref="ProcessSearch"/>, without what is chosen in the facets.</param>
    /// <param name="choices">What is chosen in the facets.</param>
    /// <param name="user">The caller; data that this user cannot see is not counted. Null counts everything.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="InvalidRequestException">
    /// A filter names an unknown field, contains an invalid value, or exceeds a limit.
    /// </exception>
    Task<ProcessFacets> CountFacetsAsync(
        IReadOnlyList<FieldFilter> filters,
        ProcessFacetChoices choices,
        Caller? user = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Counts processes by status, separately for tasks.</summary>
    /// <param name="user">The caller; data that this user cannot see is omitted. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The counts; a status without processes is omitted.</returns>
    Task<ProcessStatusCounts> CountByStatusAsync(Caller? user = null, CancellationToken cancellationToken = default);
}
