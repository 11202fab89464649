using System.Text.Json;
using Npgsql;
using Orchestrator.Background;
using Orchestrator.Notifications;

namespace Orchestrator.PostgreSql;

/// <summary>Passes changes on over the server's notifications, <c>LISTEN</c> and <c>NOTIFY</c>.</summary>
/// <param name="connectionString">The core database.</param>
internal sealed class PostgreSqlChangeBackplane(string connectionString) : ChangeBackplane
{
    private const string ChannelName = "orchestrator_changes";

    // A payload is shorter than 8,000 bytes, and a change with its punctuation at most 70.
    private const int MaxChangesPerNotification = 100;

    // NOTIFY makes commits wait for each other, those of steps too. What changes meanwhile is sent together, and no one who looks at a page
    // sees the difference.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Guid _sender = Guid.NewGuid();
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasListened;

    internal override bool IsShared => true;

    internal override Task Tried => _tried.Task;

    internal override async Task SendLossAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await NotifyAsync(connection, changes: null, cancellationToken);
    }

    internal override async Task SendAsync(IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        foreach (var part in changes.Chunk(MaxChangesPerNotification))
        {
            await NotifyAsync(connection, part, cancellationToken);
        }

        // The server's time, whatever clock the host is given.
        await Task.Delay(Timers.Of(Pause), TimeProvider.System, cancellationToken);
    }

    private async Task NotifyAsync(NpgsqlConnection connection, IReadOnlyList<Change>? changes, CancellationToken cancellationToken)
    {
        await using var notify = new NpgsqlCommand("SELECT pg_notify(@channel, @payload)", connection);
        notify.Parameters.AddWithValue("channel", ChannelName);
        notify.Parameters.AddWithValue("payload", JsonSerializer.Serialize(new Message(_sender, changes)));
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }

    internal override async Task ReceiveAsync(
        Action<IReadOnlyCollection<Change>> receive,
        Action reset,
        CancellationToken cancellationToken
    )
    {
        var isAgain = _hasListened;
        _hasListened = true;
        try
        {
            await ListenAsync(receive, reset, isAgain, cancellationToken);
        }
        finally
        {
            _tried.TrySetResult();
        }
    }

    private async Task ListenAsync(
        Action<IReadOnlyCollection<Change>> receive,
        Action reset,
        bool isAgain,
        CancellationToken cancellationToken
    )
    {
        // A connection of its own, which notices when the other end is gone.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 30 };
        await using var connection = new NpgsqlConnection(settings.ToString());
        connection.Notification += (_, notification) =>
        {
            // What cannot be read may mean anything, and so does the message of a host that has lost changes itself: everything is to be
            // read again.
            if (Read(notification.Payload) is not { Changes: { } changes } message)
            {
                reset();
            }
            else if (message.Sender != _sender)
            {
                receive(changes);
            }
        };
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {ChannelName}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        _tried.TrySetResult();
        if (isAgain)
        {
            // Only now: who has read everything again since the connection was lost may have missed what changed before this.
            reset();
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Null when someone else has written to the channel, or a newer version that sends more.</summary>
    private static Message? Read(string payload)
    {
        try
        {
            return
                JsonSerializer.Deserialize<Message>(payload) is { } message
                && message.Changes?.All(static change => Enum.IsDefined(change.Kind)) != false
                ? message
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What one notification says.</summary>
    /// <param name="Sender">The host.</param>
    /// <param name="Changes">What has changed; null for what it cannot tell any more.</param>
    private sealed record Message(Guid Sender, IReadOnlyList<Change>? Changes);
}
