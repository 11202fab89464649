using System.Collections.Immutable;
using Orchestrator.Diagnostics;
using Orchestrator.Storage;

namespace Orchestrator.Execution;

/// <summary>The steps with which a workflow ends that changes a subscription, as orchestrator-core's do.</summary>
internal static class SearchRefresh
{
    /// <summary>Indexes the subscriptions of the process again.</summary>
    internal static SystemStep Subscriptions { get; } =
        SystemStep.Of<RefreshSubscriptions>("orchestrator.refresh_subscription_search_index", "Refresh subscription search index");

    /// <summary>Indexes the process again.</summary>
    internal static SystemStep Process { get; } =
        SystemStep.Of<RefreshProcess>("orchestrator.refresh_process_search_index", "Refresh process search index");

    /// <summary>Both, in their order.</summary>
    internal static ImmutableArray<SystemStep> Steps { get; } = [Subscriptions, Process];

    /// <summary>
    /// In a transaction of its own: a search that misses a word is less than a process that fails after all its work is done, so a failure
    /// is only logged.
    /// </summary>
    internal sealed class RefreshSubscriptions(SearchIndex index, EngineLogger<RefreshSubscriptions> logger) : ISystemStep
    {
        public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
        {
            var processId = execution.Lease.ProcessId;
            try
            {
                await index.RefreshAsync(processId, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                Log.SearchNotRefreshed(logger, exception, processId);
            }

            return StepWork.Of(new StepOutcome.Success(execution.State));
        }
    }

    /// <summary>A search of processes looks at the rows themselves, so there is nothing to index.</summary>
    internal sealed class RefreshProcess : ISystemStep
    {
        public Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken) =>
            Task.FromResult(StepWork.Of(new StepOutcome.Success(execution.State)));
    }
}
