using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Orchestrator.Api.Binding;
using Orchestrator.Notifications;
using Orchestrator.Operations;

namespace Orchestrator.Api.Events;

/// <summary>
/// Serves the web socket of one client. What one client does, or does not do, is noticed by no other: each has a bounded queue of changes,
/// and its messages are sent by a task of its own, with a limit on how long one may take.
/// </summary>
internal sealed class ClientSockets(IChangeFeed feed, IVisibility visibility, OpenSockets sockets, IHostApplicationLifetime lifetime)
{
    /// <summary>How often a client that says nothing is asked whether it is there, and how long it may take to answer.</summary>
    internal static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may read nothing before it is disconnected.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long the closing message may take.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private static readonly byte[] Ping = "__ping__"u8.ToArray();
    private static readonly byte[] Pong = "__pong__"u8.ToArray();

    /// <summary>Makes the messages of a change; none for one that the client does not receive.</summary>
    /// <param name="change">The change; null when the client has just connected.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal delegate ValueTask<IEnumerable<byte[]>> Messages(Change? change, CancellationToken cancellationToken);

    /// <summary>Serves a request for a web socket until the client, or the host, ends it.</summary>
    internal async Task ServeAsync(HttpContext context, Caller user, Messages messages)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }

        if (!sockets.TryOpen(context))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        try
        {
            await ConnectAsync(context, user, messages);
        }
        finally
        {
            sockets.Close(context);
        }
    }

    private async Task ConnectAsync(HttpContext context, Caller user, Messages messages)
    {
        // Before the client knows that it is connected: it must be notified of what happens from then on.
        using var subscription = feed.Subscribe();
        using var socket = await context.WebSockets.AcceptWebSocketAsync(SocketAdmission.ProtocolOf(context));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var turn = new SemaphoreSlim(1, 1);
        var answering = AnswerAsync(socket, turn, ended.Token);
        var publishing = PublishAsync(socket, turn, subscription, user, messages, ended.Token);

        // Whichever ends first ends the other: the client has gone, or changes were lost and it has to connect and read everything again.
        await Task.WhenAny(answering, publishing);
        await CloseAsync(socket, turn);
        await ended.CancelAsync();
        try
        {
            await Task.WhenAll(answering, publishing);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The client or the host is gone.
        }
    }

    /// <summary>Answers pings until the client closes; ignores everything else.</summary>
    private static async Task AnswerAsync(WebSocket socket, SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        var buffer = new byte[ApiLimits.MaxSocketMessage];
        while (true)
        {
            var message = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (message.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            if (
                message is { MessageType: WebSocketMessageType.Text, EndOfMessage: true }
                && buffer.AsSpan(0, message.Count).SequenceEqual(Ping)
            )
            {
                await SendAsync(socket, turn, Pong, cancellationToken);
            }
        }
    }

    private async Task PublishAsync(
        WebSocket socket,
        SemaphoreSlim turn,
        ChangeSubscription subscription,
        Caller user,
        Messages messages,
        CancellationToken cancellationToken
    )
    {
        await SendAsync(change: null);
        await foreach (var change in subscription.ReadAllAsync(cancellationToken))
        {
            if (await SeesAsync(change, user, cancellationToken))
            {
                await SendAsync(change);
            }
        }

        async Task SendAsync(Change? change)
        {
            foreach (var message in await messages(change, cancellationToken))
            {
                await ClientSockets.SendAsync(socket, turn, message, cancellationToken);
            }
        }
    }

    /// <summary>Whether a change is about something that the user sees. Asked at each change: what they may see changes as well.</summary>
    private ValueTask<bool> SeesAsync(Change change, Caller user, CancellationToken cancellationToken) =>
        change switch
        {
            { Id: null } => new(true),
            { Kind: ChangeKind.Process, Id: { } processId } => visibility.SeesProcessAsync(processId, user, cancellationToken),
            { Id: { } subscriptionId } => visibility.SeesSubscriptionAsync(subscriptionId, user, cancellationToken),
        };

    /// <summary>A socket takes one message at a time.</summary>
    private static async Task SendAsync(
        WebSocket socket,
        SemaphoreSlim turn,
        ReadOnlyMemory<byte> message,
        CancellationToken cancellationToken
    )
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(SendTimeout);
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Sends the closing message, but not for long: a client that reads nothing must not delay the stop of the host.</summary>
    private static async Task CloseAsync(WebSocket socket, SemaphoreSlim turn)
    {
        using var timeout = new CancellationTokenSource(CloseTimeout);
        try
        {
            await turn.WaitAsync(timeout.Token);
            try
            {
                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, timeout.Token);
                }
            }
            finally
            {
                turn.Release();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It has just been cut, or reads nothing.
            socket.Abort();
        }
    }
}
