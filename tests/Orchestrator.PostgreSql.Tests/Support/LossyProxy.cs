using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Orchestrator.Tests.Support;

/// <summary>
/// Stands between a host and the server, and can cut a connection when the server has committed and before the host hears of it.
/// </summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly Task _accepting;
    private string? _text;
    private int _lost;

    internal LossyProxy(string connectionString)
    {
        _target = new(connectionString);
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = IPAddress.Loopback.ToString(),
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,

            // What is encrypted cannot be read on the way.
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ToString();
        _accepting = AcceptAsync();
    }

    /// <summary>The same database through the proxy.</summary>
    internal string ConnectionString { get; }

    /// <summary>How many acknowledgements were lost.</summary>
    internal int Lost => Volatile.Read(ref _lost);

    /// <summary>Loses the acknowledgement of the next transaction in which the host sends a text, and the connection with it.</summary>
    internal void LoseAcknowledgementOf(string text) => Volatile.Write(ref _text, text);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    /// <summary>The server's last words in every reply: it is ready for the next query, and in no transaction.</summary>
    private static ReadOnlySpan<byte> ReadyAndIdle => [(byte)'Z', 0, 0, 0, 5, (byte)'I'];

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                connections.Add(Task.Run(() => ForwardAsync(client)));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var host = client;
        using var server = new TcpClient();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            await server.ConnectAsync(_target.Host!, _target.Port, over.Token);
            var loses = false;
            var sending = CopyAsync(host, server, sent => loses |= TakeText(sent), over.Token);
            var answering = CopyAsync(server, host, answer => loses && answer.EndsWith(ReadyAndIdle), over.Token, dropsLast: true);
            await Task.WhenAny(sending, answering);
            await over.CancelAsync();
            await Task.WhenAll(sending, answering);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // One of the two is gone, or the test is over; the other learns it from its own connection.
        }
    }

    /// <summary>Copies until one side ends, or until something is seen in the bytes of one read.</summary>
    private async Task CopyAsync(TcpClient from, TcpClient to, Look look, CancellationToken cancellationToken, bool dropsLast = false)
    {
        var buffer = new byte[65_536];
        while (await from.GetStream().ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (look(buffer.AsSpan(0, count)) && dropsLast)
            {
                Interlocked.Increment(ref _lost);
                return;
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }

    /// <summary>Whether this is the connection whose acknowledgement is to be lost; only one is.</summary>
    private bool TakeText(ReadOnlySpan<byte> sent) =>
        Volatile.Read(ref _text) is { } text
        && sent.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0
        && Interlocked.CompareExchange(ref _text, null, text) == text;

    private delegate bool Look(ReadOnlySpan<byte> bytes);
}
