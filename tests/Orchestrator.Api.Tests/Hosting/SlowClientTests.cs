using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Tests.Support;
using Socket = System.Net.Sockets.Socket;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>Clients that connect and never read, and clients of older kinds.</summary>
public sealed class SlowClientTests : IAsyncLifetime
{
    private const int SilentClients = 5;
    private const int Batches = 30;
    private const int BatchSize = 1_000;

    private readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Clients_that_never_read_or_are_half_open_cost_another_no_message_and_do_not_delay_the_stop_of_the_host()
    {
        await using var host = new ApiHost { Services = ApiHost.StopOnlyWhenDone };
        await host.InitializeAsync();
        var silent = new List<ClientWebSocket>();
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectNarrowAsync };
        using var invoker = new HttpMessageInvoker(handler);
        var halfOpen = new List<Socket>();
        for (var index = 0; index < SilentClients; index++)
        {
            var socket = new ClientWebSocket();
            silent.Add(socket);
            await socket.ConnectAsync(Address(host, "/api/ws/events"), invoker, TestContext.Current.CancellationToken);
            halfOpen.Add(await UpgradeAndFallSilentAsync(host));
        }

        using var reading = await ConnectAsync(host, "/api/ws/events");
        for (var batch = 0; batch < Batches; batch++)
        {
            Guid[] processes = [.. Enumerable.Range(0, BatchSize).Select(static _ => Guid.CreateVersion7())];
            ChangeFlood.Publish(host.Provider, processes);
            var told = new List<string>();
            for (var count = 0; count < 2 * BatchSize; count++)
            {
                told.Add((string)(await ReceiveAsync(reading))["value"]!["id"]!);
            }

            Assert.Equal(processes.SelectMany(static process => new[] { "LIST", process.ToString() }), told);
        }

        await host
            .Provider.GetRequiredService<IHost>()
            .StopAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        silent.ForEach(static socket => socket.Dispose());
        halfOpen.ForEach(static socket => socket.Dispose());
    }

    /// <summary>Upgrades by hand, so that nothing answers a ping or a close, or reads, as when the other end has lost its power.</summary>
    private static async Task<Socket> UpgradeAndFallSilentAsync(ApiHost host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        var address = host.Http.BaseAddress!;
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var request =
            $"GET /api/ws/events HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: "
            + "websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        var answer = new byte[12];
        var read = 0;
        while (read < answer.Length)
        {
            read += await socket.ReceiveAsync(answer.AsMemory(read), TestContext.Current.CancellationToken);
        }

        Assert.Equal("HTTP/1.1 101", Encoding.ASCII.GetString(answer));
        return socket;
    }

    [Theory]
    [InlineData("/api/settings/ws-status")]
    [InlineData("/api/settings/ws-status/")]
    public async Task The_status_socket_tells_the_status_at_once_and_when_it_changes(string path)
    {
        using var socket = await ConnectAsync(_host, path);

        var first = await ReceiveAsync(socket);
        using var content = new StringContent("""{"global_lock": true}""", Encoding.UTF8, "application/json");
        using var paused = await _host.Http.PutAsync(new Uri("/api/settings/status", UriKind.Relative), content);
        var second = await ReceiveAsync(socket);

        Assert.Equal("""{"engine-status":{"global_lock":false,"global_status":"RUNNING","running_processes":0}}""", first.ToJsonString());
        Assert.Equal("PAUSED", (string?)second["engine-status"]!["global_status"]);
        using var released = await _host.Http.PutAsync(
            new Uri("/api/settings/status", UriKind.Relative),
            new StringContent("""{"global_lock": false}""", Encoding.UTF8, "application/json")
        );
    }

    [Fact]
    public async Task The_socket_of_processes_reports_processes_and_nothing_else()
    {
        using var socket = await ConnectAsync(_host, "/api/processes/all/");

        var process = await _host.RunAsync("validate_nothing", "completed", new { });

        for (var count = 0; count < 4; count++)
        {
            var told = (await ReceiveAsync(socket))["value"]!;
            Assert.Equal("processes", (string?)told["type"]);
            Assert.Contains((string)told["id"]!, new[] { "LIST", (string)process["process_id"]! });
        }
    }

    private static Uri Address(ApiHost host, string path) => new UriBuilder(host.Http.BaseAddress!) { Scheme = "ws", Path = path }.Uri;

    private static async Task<ClientWebSocket> ConnectAsync(ApiHost host, string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(Address(host, path), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>A connection that takes little before its other end has to wait.</summary>
    private static async ValueTask<Stream> ConnectNarrowAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<JsonNode> ReceiveAsync(ClientWebSocket socket)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var buffer = new byte[1_024];
        var message = await socket.ReceiveAsync(buffer.AsMemory(), timeout.Token);
        return JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, message.Count))!;
    }
}
