using Microsoft.Extensions.Options;
using Orchestrator.Hosting;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine.Tasks;

/// <summary>Deletes tasks that were completed long ago, with everything that was logged of them, and forgets starts that are too old to be repeated.</summary>
internal sealed class CleanUpTasks(TaskRecords records, StartRecords starts, IOptions<OrchestratorOptions> options) : ISystemStep
{
    public Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken) => Task.FromResult(new StepWork(async (database, token) =>
    {
        await starts.DeleteOldAsync(database, token);
        return new StepOutcome.Success(execution.State.With("deleted_tasks", await records.DeleteCompletedTasksAsync(database, options.Value.TaskRetention, token)));
    }));
}
