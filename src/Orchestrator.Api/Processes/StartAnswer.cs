using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Json;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;

namespace Orchestrator.Api.Processes;

/// <summary>Answers a start, at once or when the process has stopped.</summary>
internal sealed class StartAnswer(IProcesses processes, IChangeFeed changes, IHostApplicationLifetime lifetime)
{
    /// <summary>The answer to the start of a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="caller">Who has started it: what they may not see of it, the answer does not have.</param>
    /// <param name="wait">How long to wait for it.</param>
    /// <param name="left">Cancelled when the client has left.</param>
    /// <param name="isPlanned">Whether it has a plan, so that the answer says what was done of it.</param>
    internal async Task<JsonHttpResult<StartedDto>> MakeAsync(
        Guid process,
        RequestCaller caller,
        PreferredWait wait,
        CancellationToken left,
        bool isPlanned = false
    )
    {
        var stopped = wait.Value == TimeSpan.Zero ? null : await UntilStoppedAsync(process, caller.Value, wait.Value, left);
        return TypedResults.Json(
            stopped is null ? new StartedDto(process) : Describe(stopped, isPlanned),
            ApiJson.Default.StartedDto,
            statusCode: StatusCodes.Status201Created
        );
    }

    private static StartedDto Describe(ProcessDetail stopped, bool isPlanned) =>
        new(stopped.ProcessId, WireName.Of(stopped.Status), stopped.Summary, isPlanned ? AppliedResources.Of(stopped.CurrentState) : null);

    /// <summary>Waits until a process has stopped, the time is over, the client has left or the host stops.</summary>
    /// <returns>The process; null if nothing is known of it, or if the caller does not see it. It was started all the same.</returns>
    private async Task<ProcessDetail?> UntilStoppedAsync(Guid process, Caller caller, TimeSpan wait, CancellationToken left)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(left, lifetime.ApplicationStopping);
        ended.CancelAfter(wait);
        ProcessDetail? found = null;
        try
        {
            while (true)
            {
                // First, so that no change is missed between the read and the wait. The feed ends when changes may have been missed.
                using var feed = changes.Subscribe();
                found = await processes.ShowAsync(process, caller, ended.Token);
                await using var next = feed.ReadAllAsync(ended.Token).GetAsyncEnumerator(ended.Token);
                while (IsRunning(found.Status) && await next.MoveNextAsync())
                {
                    if (next.Current.Kind == ChangeKind.Process && next.Current.Id == process)
                    {
                        found = await processes.ShowAsync(process, caller, ended.Token);
                    }
                }

                if (!IsRunning(found.Status))
                {
                    return found;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or StorageException or NotFoundException)
        {
            return found;
        }
    }

    /// <summary>
    /// Whether it continues by itself: so does one that waits for its next attempt, or for the processes that it has started.
    /// </summary>
    private static bool IsRunning(ProcessStatus status) =>
        status is ProcessStatus.Created or ProcessStatus.Running or ProcessStatus.Resumed or ProcessStatus.Waiting;
}
