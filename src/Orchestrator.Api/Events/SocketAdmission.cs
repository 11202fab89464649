using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Orchestrator.Api.Hosting;
using Orchestrator.Api.Json;

namespace Orchestrator.Api.Events;

/// <summary>
/// What comes before and after the authentication of a web socket. A browser neither asks before it opens one nor sends an Authorization
/// header with it, and reads no answer that refuses it.
/// </summary>
internal sealed class SocketAdmission(RequestDelegate next, AllowedOrigins origins, OpenSockets sockets)
{
    private const string TokenProtocol = "base64.bearer.token";

    /// <summary>How long the words of a refusal may take.</summary>
    private static readonly TimeSpan RefusalTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The subprotocol that the client is told it was given; null for none.</summary>
    internal static string? ProtocolOf(HttpContext context) =>
        context.WebSockets.WebSocketRequestedProtocols.Count == 0 ? null : TokenProtocol;

    /// <summary>Executes a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.WebSockets.IsWebSocketRequest ? AdmitAsync(context) : next(context);
    }

    private static string? FindToken(HttpContext context) =>
        context.WebSockets.WebSocketRequestedProtocols is [_, var token] ? token
        : context.GetEndpoint()?.Metadata.GetMetadata<TokenInQuery>() is not null
        && context.Request.Query[TokenInQuery.Name] is [{ Length: > 0 } given]
            ? given
        : null;

    private async Task AdmitAsync(HttpContext context)
    {
        // None, or exactly the name of the protocol and a token.
        var protocols = context.WebSockets.WebSocketRequestedProtocols;
        if (protocols is not ([] or [TokenProtocol, _]) || !origins.Allows(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (FindToken(context) is { } token && context.Request.Headers.Authorization.Count == 0)
        {
            context.Request.Headers.Authorization = $"Bearer {token}";
        }

        await next(context);
        if (
            !context.Response.HasStarted
            && context.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
        )
        {
            await RefuseAsync(context);
        }
    }

    /// <summary>Opens the socket to say why it is closed, as one of the client's sockets.</summary>
    private async Task RefuseAsync(HttpContext context)
    {
        if (!sockets.TryOpen(context))
        {
            return;
        }

        try
        {
            var refusal = new SocketRefusalDto(
                new(
                    context.Response.StatusCode,
                    ReasonPhrases.GetReasonPhrase(context.Response.StatusCode),
                    context.Response.Headers.WWWAuthenticate.ToString() is { Length: > 0 } challenge
                        ? new Dictionary<string, string> { ["WWW-Authenticate"] = challenge }
                        : null
                )
            );
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            timeout.CancelAfter(RefusalTimeout);
            using var socket = await context.WebSockets.AcceptWebSocketAsync(ProtocolOf(context));
            var message = JsonSerializer.SerializeToUtf8Bytes(refusal, ApiJson.Default.SocketRefusalDto);
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, refusal.Error.Detail, timeout.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The client is gone, or reads nothing.
        }
        finally
        {
            sockets.Close(context);
        }
    }
}
