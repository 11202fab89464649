using System.Threading.Channels;
using Orchestrator.Notifications;

namespace Orchestrator.Dashboard.Live;

/// <summary>One component that follows changes: one refresh at a time, and one more for all that comes while it runs.</summary>
internal sealed class LiveFollower : IDisposable
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );
    private readonly Func<Task> _refresh;
    private readonly Action<LiveFollower> _gone;

    internal LiveFollower(Func<Change, bool> concerns, Func<Task> refresh, Action<LiveFollower> gone)
    {
        (Concerns, _refresh, _gone) = (concerns, refresh, gone);
        _ = RunAsync();
    }

    /// <summary>Whether a change is about what the component shows.</summary>
    internal Func<Change, bool> Concerns { get; }

    internal void Wake() => _wake.Writer.TryWrite(true);

    public void Dispose()
    {
        _wake.Writer.TryComplete();
        _gone(this);
    }

    private async Task RunAsync()
    {
        await foreach (var _ in _wake.Reader.ReadAllAsync())
        {
            await _refresh();
        }
    }
}
