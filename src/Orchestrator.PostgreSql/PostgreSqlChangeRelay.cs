using System.Text.Json;
using Npgsql;
using Orchestrator.Engine.Changes;

namespace Orchestrator.PostgreSql;

/// <summary>Passes changes on over the server's notifications, <c>LISTEN</c> and <c>NOTIFY</c>.</summary>
/// <param name="connectionString">The core database.</param>
/// <param name="time">The clock.</param>
internal sealed class PostgreSqlChangeRelay(string connectionString, TimeProvider time) : ChangeRelay
{
    private const string ChannelName = "orchestrator_changes";

    // A payload is shorter than 8,000 bytes, and a change with its punctuation at most 70.
    private const int MostInOne = 100;

    // NOTIFY makes commits wait for each other, those of steps too. What changes meanwhile is told together, and nobody who looks at a page sees the difference.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Guid _sender = Guid.NewGuid();

    internal override bool IsShared => true;

    internal override async Task SendAsync(IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        foreach (var part in changes.Chunk(MostInOne))
        {
            await using var notify = new NpgsqlCommand("SELECT pg_notify(@channel, @payload)", connection);
            notify.Parameters.AddWithValue("channel", ChannelName);
            notify.Parameters.AddWithValue("payload", JsonSerializer.Serialize(new Message(_sender, part)));
            await notify.ExecuteNonQueryAsync(cancellationToken);
        }

        // The server's time, whatever clock the host is given.
        await Task.Delay(Pause, TimeProvider.System, cancellationToken);
    }

    internal override async Task ReceiveAsync(Action<IReadOnlyCollection<Change>> receive, Action lose, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(receive, cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The connection is gone, or somebody else has written to the channel. Whatever the others tell meanwhile is not heard.
                lose();
                await Task.Delay(Patience, time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The host stops.
            }
        }
    }

    private async Task ListenAsync(Action<IReadOnlyCollection<Change>> receive, CancellationToken cancellationToken)
    {
        // A connection of its own, which notices when the other end is gone.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 30 };
        await using var connection = new NpgsqlConnection(settings.ToString());
        connection.Notification += (_, notification) =>
        {
            if (JsonSerializer.Deserialize<Message>(notification.Payload) is { } message && message.Sender != _sender)
            {
                receive(message.Changes);
            }
        };
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {ChannelName}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private sealed record Message(Guid Sender, IReadOnlyList<Change> Changes);
}
