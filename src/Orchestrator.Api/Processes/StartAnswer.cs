using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
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
    /// <param name="wait">How long to wait for it.</param>
    /// <param name="left">Cancelled when the client has left.</param>
    internal async Task<JsonHttpResult<StartedDto>> MakeAsync(Guid process, PreferredWait wait, CancellationToken left)
    {
        var status = wait.Value == TimeSpan.Zero ? null : await UntilStoppedAsync(process, wait.Value, left);
        return TypedResults.Json(
            new StartedDto(process, status is { } known ? WireName.Of(known) : null),
            ApiJson.Default.StartedDto,
            statusCode: StatusCodes.Status201Created
        );
    }

    /// <summary>Waits until a process has stopped, the time is over, the client has left or the host stops.</summary>
    /// <returns>The status of the process; null if it is not known. Whatever is known of it, it was started.</returns>
    private async Task<ProcessStatus?> UntilStoppedAsync(Guid process, TimeSpan wait, CancellationToken left)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(left, lifetime.ApplicationStopping);
        ended.CancelAfter(wait);
        ProcessStatus? status = null;
        try
        {
            while (true)
            {
                // First, so that no change is missed between the read and the wait. The feed ends when changes may have been missed.
                using var feed = changes.Subscribe();
                status = await ReadAsync(process, ended.Token);
                await using var next = feed.ReadAllAsync(ended.Token).GetAsyncEnumerator(ended.Token);
                while (IsRunning(status.Value) && await next.MoveNextAsync())
                {
                    if (next.Current.Kind == ChangeKind.Process && next.Current.Id == process)
                    {
                        status = await ReadAsync(process, ended.Token);
                    }
                }

                if (!IsRunning(status.Value))
                {
                    return status;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or StorageException or NotFoundException)
        {
            return status;
        }
    }

    private async Task<ProcessStatus> ReadAsync(Guid process, CancellationToken cancellationToken) =>
        (await processes.GetAsync(process, cancellationToken)).Status;

    /// <summary>
    /// Whether it continues by itself: so does one that waits for its next attempt, or for the processes that it has started.
    /// </summary>
    private static bool IsRunning(ProcessStatus status) =>
        status is ProcessStatus.Created or ProcessStatus.Running or ProcessStatus.Resumed or ProcessStatus.Waiting;
}
