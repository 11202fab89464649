using Orchestrator.Execution;
using Orchestrator.Operations.Authorization;

namespace Orchestrator.BulkOperations;

/// <summary>
/// Writes down which processes a bulk operation is about, in the transaction of its step: what is found later, or begins to fail later, is
/// not what was asked about.
/// </summary>
internal sealed class BulkOperationSelection(ReadAuthorization reads) : ISystemStep
{
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var kind = BulkOperationRun.KindOf(execution);
        var asked = BulkOperationWorkflow.Asked(execution.State);
        var scope = await reads.FindScopeAsync(execution.Lease.Caller, cancellationToken);
        return new(
            async (database, token) =>
            {
                await BulkOperationStore.SelectAsync(database, execution.Lease.ProcessId, kind, asked.Filters, scope, token);
                return new StepOutcome.Success(execution.State);
            }
        );
    }
}
