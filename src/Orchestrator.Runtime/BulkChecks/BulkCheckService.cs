using Orchestrator.BulkReconciles;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Storage.Processes;

namespace Orchestrator.BulkChecks;

/// <inheritdoc cref="IBulkChecks"/>
internal sealed class BulkCheckService(
    ProcessStarter starter,
    BulkStarter bulk,
    BulkCheckStore store,
    AuthorizationService authorization,
    ReadAuthorization reads
) : IBulkChecks
{
    public async Task<Guid> StartAsync(
        BulkSelection selection,
        int concurrency,
        Caller user,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(selection);
        await BulkCheckWorkflow.DemandAsync(authorization, user, cancellationToken);
        await starter.DemandStartAsync(BulkCheckWorkflow.Name, user, cancellationToken);
        var asked = new BulkCheckAsked(await bulk.FindQueryAsync(selection, cancellationToken), concurrency)
        {
            Named = NamedSubscriptions.Of(selection),
        };
        return await bulk.StartAsync(
            BulkCheckWorkflow.Name,
            asked.Query,
            asked.Named,
            concurrency,
            BulkCheckWorkflow.Page(asked),
            user,
            idempotencyKey,
            alsoWrite: null,
            cancellationToken
        );
    }

    public async Task<BulkCheck> GetAsync(Guid processId, Caller? user = null, CancellationToken cancellationToken = default)
    {
        if (user is not null && !await reads.SeesProcessAsync(processId, user, cancellationToken))
        {
            throw ProcessErrors.NotFound(processId);
        }

        var scope = await reads.FindScopeAsync(user, cancellationToken);
        var shown = await store.ShowAsync(processId, scope, cancellationToken) ?? throw ProcessErrors.NotFound(processId);
        var process = shown.Process;
        if (process.WorkflowName is not (BulkCheckWorkflow.Name or BulkReconcileWorkflow.HealName))
        {
            throw new NotFoundException("bulk_check_not_found", $"There is no dry run or other bulk check with process_id {processId}.");
        }

        var asked = BulkCheckWorkflow.FindAsked(process.State) ?? new("", 0);
        return new(processId, process.Status, asked.Query, asked.Concurrency, shown.Counts, shown.Refusals, shown.Groups)
        {
            SubscriptionIds = asked.Named.Only,
            ExceptSubscriptionIds = asked.Named.Except,
            Reason = process.FailedReason,
        };
    }
}
