using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>
/// A reverse proxy: browsers see HTTPS and a path of its own; the host behind it gets requests without that path, over HTTP, with headers
/// that say what the browser sees.
/// </summary>
internal sealed class ReverseProxy : IAsyncDisposable
{
    private const string Prefix = "/public/ops";
    private const int BufferSize = 16 * 1024;

    // What belongs to one connection, or is written again for the other.
    private static readonly HashSet<string> NotForwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection",
        "Host",
        "Keep-Alive",
        "Transfer-Encoding",
        "Upgrade",
    };

    private readonly Uri _host;
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate = CreateCertificate();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentQueue<string> _strays = [];
    private int _sockets;

    private ReverseProxy(Uri host)
    {
        _host = host;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
            server.Listen(
                IPAddress.Loopback,
                port: 0,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    listen.UseHttps(_certificate);
                }
            )
        );
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(ForwardAsync);
    }

    /// <summary>What browsers see, without a slash at its end.</summary>
    internal string Address => $"{_app.Urls.Single()}{Prefix}";

    /// <summary>The paths that browsers have asked for and that are not below the path of the proxy.</summary>
    internal IReadOnlyCollection<string> Strays => _strays;

    /// <summary>How many web sockets browsers have opened through it.</summary>
    internal int Sockets => Volatile.Read(ref _sockets);

    /// <param name="host">The host behind it.</param>
    internal static async Task<ReverseProxy> StartAsync(Uri host)
    {
        var proxy = new ReverseProxy(host);
        await proxy._app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _certificate.Dispose();
    }

    private Task ForwardAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var rest))
        {
            _strays.Enqueue(context.Request.Path);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var path = $"{(rest.HasValue ? rest.ToUriComponent() : "/")}{context.Request.QueryString}";
        return context.WebSockets.IsWebSocketRequest ? ForwardSocketAsync(context, path) : ForwardRequestAsync(context, path);
    }

    private async Task ForwardRequestAsync(HttpContext context, string path)
    {
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(_host, path));
        if (context.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, value) in HeadersFor(context))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var answer = await _http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (
            var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(static header => !NotForwarded.Contains(header.Key))
        )
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task ForwardSocketAsync(HttpContext context, string path)
    {
        using var host = new ClientWebSocket();
        foreach (var (name, value) in HeadersFor(context).Where(static header => !header.Name.StartsWith("Sec-", StringComparison.Ordinal)))
        {
            host.Options.SetRequestHeader(name, value);
        }

        await host.ConnectAsync(new UriBuilder(new Uri(_host, path)) { Scheme = "ws" }.Uri, context.RequestAborted);
        using var browser = await context.WebSockets.AcceptWebSocketAsync();
        Interlocked.Increment(ref _sockets);

        // What one of them ends, the other does not continue.
        await Task.WhenAny(PumpAsync(browser, host, context.RequestAborted), PumpAsync(host, browser, context.RequestAborted));
    }

    private static async Task PumpAsync(WebSocket from, WebSocket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        try
        {
            while (await from.ReceiveAsync(buffer, cancellationToken) is { MessageType: not WebSocketMessageType.Close } part)
            {
                await to.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private static IEnumerable<(string Name, string Value)> HeadersFor(HttpContext context) =>
        context
            .Request.Headers.Where(static header => !NotForwarded.Contains(header.Key))
            .Select(static header => (header.Key, header.Value.ToString()))
            .Append(("X-Forwarded-For", context.Connection.RemoteIpAddress!.ToString()))
            .Append(("X-Forwarded-Proto", context.Request.Scheme))
            .Append(("X-Forwarded-Host", context.Request.Host.ToString()))
            .Append(("X-Forwarded-Prefix", Prefix));

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
