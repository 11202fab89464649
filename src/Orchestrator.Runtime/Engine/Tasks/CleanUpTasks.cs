using Microsoft.Extensions.Options;
using Orchestrator.Hosting;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine.Tasks;

/// <summary>Deletes tasks that were completed long ago, with everything that was logged of them.</summary>
internal sealed class CleanUpTasks(TaskRecords records, IOptions<OrchestratorOptions> options) : ISystemStep
{
    public Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken) => Task.FromResult(new StepWork(async (database, token) =>
        new StepOutcome.Success(execution.State.With("deleted_tasks", await records.DeleteCompletedTasksAsync(database, options.Value.TaskRetention, token)))));
}
