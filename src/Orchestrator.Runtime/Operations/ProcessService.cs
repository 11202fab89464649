using System.Text.Json;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Operations;

/// <inheritdoc cref="IProcesses"/>
internal sealed class ProcessService(
    ProcessStarter starter,
    ProcessOperator processes,
    ProcessDetailReader details,
    ProcessReader queries,
    ReadAuthorization reads,
    ProcessList list,
    ProcessFacetReader facets
) : IProcesses
{
    public Task<Guid> StartAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        CancellationToken cancellationToken = default
    ) => starter.StartAsync(workflowName, pages, user, alsoWrite: null, cancellationToken);

    public Task<Guid> StartOnceAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        string idempotencyKey,
        CancellationToken cancellationToken = default
    ) => starter.StartOnceAsync(workflowName, pages, user, idempotencyKey, cancellationToken);

    public Task<Guid> StartReconcileAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        ReconcileStart start,
        CancellationToken cancellationToken = default
    ) => starter.StartReconcileAsync(workflowName, pages, user, start, cancellationToken);

    public Task ResumeAsync(
        Guid processId,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        ProcessPosition? expected = null,
        CancellationToken cancellationToken = default
    ) => processes.ResumeAsync(processId, pages, user, expected, cancellationToken);

    public Task AbortAsync(
        Guid processId,
        Caller user,
        string? reason = null,
        ProcessPosition? expected = null,
        CancellationToken cancellationToken = default
    ) => processes.AbortAsync(processId, user, reason, expected, cancellationToken);

    public Task SkipAsync(
        Guid processId,
        string reason,
        Caller user,
        ProcessPosition? expected = null,
        CancellationToken cancellationToken = default
    ) => processes.SkipAsync(processId, reason, user, expected, cancellationToken);

    public Task<int> ResumeAllAsync(Caller user, CancellationToken cancellationToken = default) =>
        processes.ResumeAllAsync(user, cancellationToken);

    public Task DeleteAsync(Guid processId, Caller user, CancellationToken cancellationToken = default) =>
        processes.DeleteAsync(processId, user, cancellationToken);

    public Task SetNoteAsync(Guid processId, string? note, Caller user, CancellationToken cancellationToken = default) =>
        processes.SetNoteAsync(processId, note, user, cancellationToken);

    public Task<ProcessDetail> GetAsync(Guid processId, CancellationToken cancellationToken = default) =>
        details.GetAsync(processId, cancellationToken);

    public Task<ProcessDetail> ShowAsync(Guid processId, Caller user, CancellationToken cancellationToken = default) =>
        details.ShowAsync(processId, [], user, cancellationToken);

    public Task<ProcessDetail> ShowAgainAsync(ProcessDetail shown, Caller user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shown);

        // What was hidden cannot be completed: a step that is read now would show what it hides as a change.
        return details.ShowAsync(shown.ProcessId, shown.HidesSecrets ? [] : shown.Steps, user, cancellationToken);
    }

    public async Task<ProcessPage> SearchAsync(ProcessSearch search, Caller? user = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        return await list.ReadAsync(search, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);
    }

    public async Task<ProcessFacets> CountFacetsAsync(
        IReadOnlyList<FieldFilter> filters,
        ProcessFacetChoices choices,
        Caller? user = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(filters);
        ArgumentNullException.ThrowIfNull(choices);
        return await facets.CountAsync(filters, choices, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);
    }

    public async Task<ProcessStatusCounts> CountByStatusAsync(Caller? user = null, CancellationToken cancellationToken = default) =>
        await queries.CountByStatusAsync(await reads.FindScopeAsync(user, cancellationToken), cancellationToken);
}
