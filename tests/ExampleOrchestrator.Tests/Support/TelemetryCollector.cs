using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>Receives what OpenTelemetry exports over HTTP.</summary>
internal sealed class TelemetryCollector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string Content)> _received = [];

    public TelemetryCollector()
    {
        Address = $"http://127.0.0.1:{LoopbackPorts.Next()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ReceiveAsync();
    }

    public string Address { get; }

    /// <summary>Waits until a name was sent to a path. Names are UTF-8 in the messages of the protocol.</summary>
    public Task UntilAsync(string path, string name) =>
        Example.UntilAsync(
            () => Task.FromResult(_received.Any(part => part.Path == path && part.Content.Contains(name, StringComparison.Ordinal))),
            () => $"'{name}' was not sent to {path}, only to: {string.Join(", ", _received.Select(static part => part.Path).Distinct())}"
        );

    public void Dispose() => _listener.Close();

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var content = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(content);
            _received.Enqueue((context.Request.Url!.AbsolutePath, Encoding.UTF8.GetString(content.ToArray())));
            context.Response.Close();
        }
    }
}
