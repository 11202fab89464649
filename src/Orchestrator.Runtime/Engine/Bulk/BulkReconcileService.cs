using System.Text.Json;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine.Bulk;

internal sealed class BulkReconcileService(ProcessService processes, ProcessQueries queries, BulkReconcileRecords records) : IBulkReconciles
{
    private const int MostAtOnce = 1_000;

    public async Task<Guid> StartAsync(string query, int concurrency, string user, CancellationToken cancellationToken = default)
    {
        if (concurrency is < 1 or > MostAtOnce)
        {
            throw new InvalidRequestException("bulk_concurrency_invalid", $"A bulk reconcile runs 1 to {MostAtOnce} reconciles at once, not {concurrency}.");
        }

        var selected = await records.SelectAsync(query, cancellationToken);
        return selected.Count == 0
            ? throw new InvalidRequestException("bulk_selects_nothing", $"The search '{query}' finds no subscription in use whose product has a reconcile workflow.")
            : await processes.StartAsync(
                BulkReconcileWorkflow.Name,
                [JsonSerializer.SerializeToElement(new object(), StateJson.Options)],
                user,
                (database, processId, token) => BulkReconcileRecords.CreateAsync(database, processId, query, concurrency, selected, token),
                cancellationToken);
    }

    public async Task<BulkReconcile> GetAsync(Guid processId, CancellationToken cancellationToken = default)
    {
        var process = await queries.GetAsync(processId, cancellationToken);
        var (query, concurrency, paused) = await records.FindAsync(processId, cancellationToken) ?? throw NotFound(processId);
        return new(
            processId,
            process.Status,
            query,
            concurrency,
            paused,
            await records.CountAsync(processId, cancellationToken),
            await records.ReadRefusalsAsync(processId, cancellationToken));
    }

    public async Task SetPausedAsync(Guid processId, bool paused, CancellationToken cancellationToken = default)
    {
        if (!await records.SetPausedAsync(processId, paused, cancellationToken))
        {
            throw NotFound(processId);
        }
    }

    private static NotFoundException NotFound(Guid processId) => new("bulk_reconcile_not_found", $"There is no bulk reconcile with process_id {processId}.");
}
