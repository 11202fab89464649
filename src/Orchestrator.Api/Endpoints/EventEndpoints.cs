using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Orchestrator.Api.Contract;
using Orchestrator.Api.Hosting;
using Orchestrator.Notifications;

namespace Orchestrator.Api.Endpoints;

/// <summary>The web socket over which clients hear that what they show is out of date.</summary>
internal static class EventEndpoints
{
    private const string TokenProtocol = "base64.bearer.token";
    private const string List = "LIST";
    private const int MaxMessageLength = 1_024;

    /// <summary>How long a client may take nothing off its hands before it is let go.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may take to hear that it is let go.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private static readonly byte[] Ping = "__ping__"u8.ToArray();
    private static readonly byte[] Pong = "__pong__"u8.ToArray();

    internal static void Map(IEndpointRouteBuilder api) => api.Map("/ws/events", ServeAsync).ExcludeFromDescription();

    /// <summary>Gives the token in a socket's subprotocol to what authenticates: the web socket of a browser has no Authorization header.</summary>
    internal static Task TakeTokenAsync(HttpContext context, RequestDelegate next)
    {
        if (context.WebSockets is { IsWebSocketRequest: true, WebSocketRequestedProtocols: [TokenProtocol, var token] }
            && context.Request.Headers.Authorization.Count == 0)
        {
            context.Request.Headers.Authorization = $"Bearer {token}";
        }

        return next(context);
    }

    private static async Task ServeAsync(HttpContext context, IChangeFeed feed, AllowedOrigins origins, OpenSockets sockets, IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }

        // None, or exactly the name of the protocol and a token.
        var protocols = context.WebSockets.WebSocketRequestedProtocols;
        if (protocols is not ([] or [TokenProtocol, _]) || !origins.Allows(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var client = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!sockets.TryOpen(client))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        try
        {
            await TalkAsync(context, protocols.Count == 0 ? null : TokenProtocol, feed, lifetime);
        }
        finally
        {
            sockets.Close(client);
        }
    }

    private static async Task TalkAsync(HttpContext context, string? protocol, IChangeFeed feed, IHostApplicationLifetime lifetime)
    {
        // Before the client knows that it is connected: what happens from then on it must hear.
        using var listener = feed.Subscribe();
        using var socket = await context.WebSockets.AcceptWebSocketAsync(protocol);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var turn = new SemaphoreSlim(1, 1);
        var answering = AnswerAsync(socket, turn, ended.Token);
        var telling = PublishAsync(socket, turn, listener, ended.Token);

        // Whichever ends first ends the other: the client has gone, or changes were lost and it has to connect anew and read everything again.
        await Task.WhenAny(answering, telling);
        await CloseAsync(socket, turn);
        await ended.CancelAsync();
        try
        {
            await Task.WhenAll(answering, telling);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The client or the host is gone.
        }
    }

    /// <summary>Answers pings until the client closes; ignores everything else.</summary>
    private static async Task AnswerAsync(WebSocket socket, SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxMessageLength];
        while (true)
        {
            var message = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (message.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            if (message is { MessageType: WebSocketMessageType.Text, EndOfMessage: true } && buffer.AsSpan(0, message.Count).SequenceEqual(Ping))
            {
                await SendAsync(socket, turn, Pong, cancellationToken);
            }
        }
    }

    private static async Task PublishAsync(WebSocket socket, SemaphoreSlim turn, ChangeSubscription listener, CancellationToken cancellationToken)
    {
        await foreach (var change in listener.ReadAllAsync(cancellationToken))
        {
            foreach (var tag in TagsOf(change))
            {
                var message = JsonSerializer.Serialize(new EventDto("invalidateCache", tag), ApiJson.Default.EventDto);
                await SendAsync(socket, turn, Encoding.UTF8.GetBytes(message), cancellationToken);
            }
        }
    }

    /// <summary>What clients have to read again.</summary>
    private static IEnumerable<CacheTagDto> TagsOf(Change change) => change.Kind switch
    {
        ChangeKind.Process => [new("processes", List), new("processes", change.Id.ToString())],
        ChangeKind.ProcessCounts => [new("processStatusCounts", null)],
        ChangeKind.Subscription => [new("subscriptions", change.Id.ToString())],
        ChangeKind.SubscriptionLock => [new("subscriptions", null), new("subscriptions", List), new("subscriptions", change.Id.ToString())],
        ChangeKind.EngineStatus => [new("engineStatus", null)],
        ChangeKind.Schedules => [new("scheduledTags", null)],
        _ => throw new InvalidOperationException($"{change.Kind} is no kind of change."),
    };

    /// <summary>A socket takes one message at a time.</summary>
    private static async Task SendAsync(WebSocket socket, SemaphoreSlim turn, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Says goodbye, but not for longer than a moment: a client that reads nothing must not hold the stop of the host.</summary>
    private static async Task CloseAsync(WebSocket socket, SemaphoreSlim turn)
    {
        using var farewell = new CancellationTokenSource(Farewell);
        try
        {
            await turn.WaitAsync(farewell.Token);
            try
            {
                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, farewell.Token);
                }
            }
            finally
            {
                turn.Release();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It has just been cut, or takes nothing off its hands.
            socket.Abort();
        }
    }
}
