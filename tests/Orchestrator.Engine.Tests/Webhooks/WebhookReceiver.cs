using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Webhooks;

/// <summary>A receiver of webhooks on a port of its own, which verifies what it gets as the specification says.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentQueue<Received> _received = new();

    internal WebhookReceiver(byte[] key)
    {
        Port = LoopbackPorts.Next();
        _listener = new() { Prefixes = { $"http://127.0.0.1:{Port}/" } };
        _listener.Start();
        _ = ListenAsync(key);
    }

    internal int Port { get; }

    /// <summary>What it answers.</summary>
    internal Func<HttpListenerResponse, Task> Answer { get; set; } = static _ => Task.CompletedTask;

    internal IReadOnlyList<Received> All => [.. _received];

    public void Dispose() => _listener.Close();

    private async Task ListenAsync(byte[] key)
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = ReceiveAsync(context, key);
        }
    }

    private async Task ReceiveAsync(HttpListenerContext context, byte[] key)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers;
        using var hmac = new HMACSHA256(key);
        var signed = Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}");
        _received.Enqueue(
            new(
                headers["webhook-id"]!,
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["webhook-timestamp"]!)),
                $"v1,{Convert.ToBase64String(hmac.ComputeHash(signed))}" == headers["webhook-signature"],
                JsonElement.Parse(body)
            )
        );
        await Answer(context.Response);
        context.Response.Close();
    }

    /// <summary>A delivery as it came.</summary>
    internal sealed record Received(string Id, DateTimeOffset Time, bool IsSigned, JsonElement Body);
}
