using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Json;
using Orchestrator.Notifications;
using Orchestrator.Operations;

namespace Orchestrator.Api.Events;

/// <summary>The web socket that notifies clients of what they have to read again.</summary>
internal static class EventEndpoints
{
    private const string List = "LIST";

    /// <summary>How long a client may read nothing before it is disconnected.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long the closing message may take.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private static readonly byte[] Ping = "__ping__"u8.ToArray();
    private static readonly byte[] Pong = "__pong__"u8.ToArray();

    internal static void Map(IEndpointRouteBuilder api) => api.Map("/ws/events", ServeAsync).ExcludeFromDescription();

    private static async Task ServeAsync(
        HttpContext context,
        RequestCaller caller,
        IChangeFeed feed,
        IVisibility visibility,
        OpenSockets sockets,
        IHostApplicationLifetime lifetime
    )
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
            await ConnectAsync(context, feed, change => SeesAsync(change, caller.Value, visibility, context.RequestAborted), lifetime);
        }
        finally
        {
            sockets.Close(context);
        }
    }

    private static async Task ConnectAsync(
        HttpContext context,
        IChangeFeed feed,
        Func<Change, ValueTask<bool>> sees,
        IHostApplicationLifetime lifetime
    )
    {
        // Before the client knows that it is connected: it must be notified of what happens from then on.
        using var subscription = feed.Subscribe();
        using var socket = await context.WebSockets.AcceptWebSocketAsync(SocketAdmission.ProtocolOf(context));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var turn = new SemaphoreSlim(1, 1);
        var answering = AnswerAsync(socket, turn, ended.Token);
        var publishing = PublishAsync(socket, turn, subscription, sees, ended.Token);

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

    private static async Task PublishAsync(
        WebSocket socket,
        SemaphoreSlim turn,
        ChangeSubscription subscription,
        Func<Change, ValueTask<bool>> sees,
        CancellationToken cancellationToken
    )
    {
        await foreach (var change in subscription.ReadAllAsync(cancellationToken))
        {
            if (!await sees(change))
            {
                continue;
            }

            foreach (var tag in TagsOf(change))
            {
                var message = JsonSerializer.Serialize(new EventDto("invalidateCache", tag), ApiJson.Default.EventDto);
                await SendAsync(socket, turn, Encoding.UTF8.GetBytes(message), cancellationToken);
            }
        }
    }

    /// <summary>Whether a change is about something that the user sees. Asked at each change: what he may see changes as well.</summary>
    private static ValueTask<bool> SeesAsync(Change change, Caller user, IVisibility visibility, CancellationToken cancellationToken) =>
        change switch
        {
            { Id: null } => new(true),
            { Kind: ChangeKind.Process, Id: { } processId } => visibility.SeesProcessAsync(processId, user, cancellationToken),
            { Id: { } subscriptionId } => visibility.SeesSubscriptionAsync(subscriptionId, user, cancellationToken),
        };

    /// <summary>What clients have to read again after a change.</summary>
    private static IEnumerable<CacheTagDto> TagsOf(Change change) =>
        change.Kind switch
        {
            ChangeKind.Process => [new("processes", List), new("processes", change.Id.ToString())],
            ChangeKind.ProcessCounts => [new("processStatusCounts", null), new("workerStatus", null)],
            ChangeKind.Subscription => [new("subscriptions", change.Id.ToString())],
            ChangeKind.SubscriptionLock or ChangeKind.SubscriptionDescription =>
            [
                new("subscriptions", null),
                new("subscriptions", List),
                new("subscriptions", change.Id.ToString()),
            ],
            ChangeKind.EngineStatus => [new("engineStatus", null)],
            ChangeKind.Schedules => [new("scheduledTags", null)],
            ChangeKind.Products => [new("metadataProducts", null)],
            _ => throw new InvalidOperationException($"{change.Kind} is not a kind of change."),
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
