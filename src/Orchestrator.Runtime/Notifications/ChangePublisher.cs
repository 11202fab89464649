using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Processes;

namespace Orchestrator.Notifications;

/// <summary>
/// Publishes committed changes in the background: publishing never blocks or fails the operation that committed. Equal changes that are
/// waiting are published once.
/// </summary>
internal sealed class ChangePublisher(
    ChangeFeed feed,
    ChangeBackplane backplane,
    ILinkedSubscriptions links,
    EngineLogger<ChangePublisher> logger
) : BackgroundService
{
    private const int MaxBatchSize = 5_000;
    private const int MaxPending = 100_000;

    private readonly Channel<Notice> _notices = Channel.CreateBounded<Notice>(
        new BoundedChannelOptions(MaxPending) { SingleReader = true }
    );
    private readonly Channel<Change> _toOthers = Channel.CreateBounded<Change>(
        new BoundedChannelOptions(MaxPending) { SingleReader = true, SingleWriter = true }
    );

    // Says that there is something in the channel above, or that changes were lost; once is enough.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private int _othersLost;

    /// <summary>
    /// Starts, and waits until this host listens to the others, or cannot for now: a subscriber then misses none of their changes.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await backplane.Tried.WaitAsync(cancellationToken);
    }

    /// <summary>Publishes a process, and where it has ended or failed of its subscriptions and of the counts as well.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="status">What it does now; null when that is not what changed.</param>
    internal void PublishProcess(Guid processId, ProcessStatus? status = null) =>
        Publish(
            new(
                new(ChangeKind.Process, processId),
                status
                    is ProcessStatus.Completed
                        or ProcessStatus.Failed
                        or ProcessStatus.InconsistentData
                        or ProcessStatus.ApiUnavailable
                        or ProcessStatus.Aborted
            )
        );

    /// <summary>Publishes a process with which a person did something.</summary>
    internal void PublishOperation(Guid processId, ProcessStatus? status = null)
    {
        PublishProcess(processId, status);
        Publish(ChangeKind.ProcessCounts);
    }

    /// <summary>Publishes something else.</summary>
    internal void Publish(ChangeKind kind, Guid? id = null) => Publish(new Notice(new(kind, id), IsFinal: false));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            BackgroundLoop.RunAsync(PublishAsync, LoseBecause, stoppingToken),
            BackgroundLoop.RunAsync(PassOnAsync, LoseBecause, stoppingToken),
            BackgroundLoop.RunAsync(
                token => backplane.ReceiveAsync(feed.Publish, feed.ResetSubscribers, token),
                LoseOthersBecause,
                stoppingToken
            )
        );

    private void Publish(Notice notice)
    {
        if ((feed.HasSubscribers || backplane.IsShared) && !_notices.Writer.TryWrite(notice))
        {
            ResetSubscribers();
        }
    }

    private async Task PublishAsync(CancellationToken stopping)
    {
        await _notices.Reader.WaitToReadAsync(stopping);
        var batch = new List<Notice>();
        while (batch.Count < MaxBatchSize && _notices.Reader.TryRead(out var notice))
        {
            batch.Add(notice);
        }

        var changes = await ResolveAsync(batch, stopping);
        feed.Publish(changes);
        foreach (var change in backplane.IsShared ? changes : [])
        {
            await _toOthers.Writer.WriteAsync(change, stopping);
            _wake.Writer.TryWrite(true);
        }
    }

    /// <summary>Notifies the other hosts, at their pace, for which the listeners of this one do not wait.</summary>
    private async Task PassOnAsync(CancellationToken stopping)
    {
        await _wake.Reader.ReadAsync(stopping);
        var changes = new List<Change>();
        while (changes.Count < MaxBatchSize && _toOthers.Reader.TryRead(out var change))
        {
            changes.Add(change);
        }

        if (changes.Count == MaxBatchSize)
        {
            _wake.Writer.TryWrite(true);
        }

        if (Interlocked.Exchange(ref _othersLost, 0) != 0)
        {
            await backplane.SendLossAsync(stopping);
        }

        await backplane.SendAsync([.. changes.Distinct()], stopping);
    }

    /// <summary>Listeners are disconnected rather than left stale, here and on the other hosts.</summary>
    private void LoseBecause(Exception failure)
    {
        Log.TellingFailed(logger, failure);
        ResetSubscribers();
    }

    /// <summary>What the other hosts publish until this one listens again is missing here.</summary>
    private void LoseOthersBecause(Exception failure)
    {
        Log.ListeningFailed(logger, failure);
        feed.ResetSubscribers();
    }

    /// <summary>Ends the listeners of this host now, and those of the others as soon as these can be notified.</summary>
    private void ResetSubscribers()
    {
        feed.ResetSubscribers();
        if (backplane.IsShared)
        {
            Interlocked.Exchange(ref _othersLost, 1);
            _wake.Writer.TryWrite(true);
        }
    }

    /// <summary>Adds what follows from a process that has ended.</summary>
    private async Task<IReadOnlyCollection<Change>> ResolveAsync(IReadOnlyCollection<Notice> notices, CancellationToken cancellationToken)
    {
        Guid[] ended = [.. notices.Where(static notice => notice.IsFinal).Select(static notice => notice.Change.Id!.Value).Distinct()];
        List<Change> changes = [.. notices.Select(static notice => notice.Change).Distinct()];
        if (ended.Length > 0)
        {
            var subscriptionIds = await links.FindAsync(ended, cancellationToken);
            changes.AddRange(subscriptionIds.Select(static id => new Change(ChangeKind.Subscription, id)));
            changes.Add(new(ChangeKind.ProcessCounts));
        }

        return changes;
    }

    private readonly record struct Notice(Change Change, bool IsFinal);
}
