using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>The web socket on the wire.</summary>
public sealed class EventContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_client_is_answered_its_pings_and_told_what_to_read_again()
    {
        var lamp = await host.CreateLampAsync();
        using var socket = await ConnectAsync();
        await socket.SendAsync("__ping__"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var pong = await ReceiveAsync(socket);
        await socket.SendAsync(
            """{"name": "whatever"}"""u8.ToArray(),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );

        var process = await host.RunAsync("reconcile_lamp", "completed", new { subscription_id = lamp });
        var id = process["process_id"]!.GetValue<string>();
        string[] wanted =
        [
            Message("processStatusCounts"),
            Message("workerStatus"),
            Message("subscriptions"),
            Message("subscriptions", "LIST"),
            Message("subscriptions", lamp),
        ];

        // Equal ones that follow each other closely are published once.
        var messages = new List<string>();
        while (wanted.Except(messages).Any())
        {
            messages.Add((await ReceiveAsync(socket))!);
        }

        Assert.Equal("__pong__", pong);
        Assert.Equal([Message("processes", "LIST"), Message("processes", id)], messages[..2]);
    }

    [Fact]
    public async Task A_pause_and_a_schedule_have_messages_of_their_own()
    {
        using var socket = await ConnectAsync();

        using var paused = await host.Http.PutAsJsonAsync("/api/settings/status", new { global_lock = true });
        var first = await ReceiveAsync(socket);
        using var released = await host.Http.PutAsJsonAsync("/api/settings/status", new { global_lock = false });
        _ = await ReceiveAsync(socket);
        using var scheduled = await host.Http.PostAsJsonAsync(
            "/api/schedules/",
            new
            {
                workflow_name = "validate_nothing",
                trigger = "interval",
                trigger_kwargs = new { hours = 4 },
                scheduled_type = "create",
            }
        );
        var second = await ReceiveAsync(socket);

        Assert.Equal((Message("engineStatus"), Message("scheduledTags")), (first, second));
    }

    [Fact]
    public async Task Ending_what_has_ended_changes_nothing()
    {
        var process = await host.RunAsync("validate_nothing", "completed", new { });
        using var socket = await ConnectAsync();

        using var aborted = await host.Http.PutAsync($"/api/processes/{process["process_id"]}/abort", null);
        using var released = await host.Http.PutAsJsonAsync("/api/settings/status", new { global_lock = false });

        Assert.Equal(Message("engineStatus"), await ReceiveAsync(socket));
    }

    [Fact]
    public async Task A_token_is_taken_in_the_subprotocol_and_any_other_subprotocol_refused()
    {
        using var welcome = new ClientWebSocket();
        welcome.Options.AddSubProtocol("base64.bearer.token");
        welcome.Options.AddSubProtocol("abc");
        await welcome.ConnectAsync(Address, CancellationToken.None);
        using var strange = new ClientWebSocket();
        strange.Options.AddSubProtocol("mqtt");
        strange.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => strange.ConnectAsync(Address, CancellationToken.None));

        Assert.Equal("base64.bearer.token", welcome.SubProtocol);
        Assert.Equal(403, (int)strange.HttpStatusCode);
    }

    [Fact]
    public async Task A_client_that_closes_is_let_go()
    {
        using var socket = await ConnectAsync();
        using var timeout = new CancellationTokenSource(Timeout);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, timeout.Token);

        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    private Uri Address => new UriBuilder(host.Http.BaseAddress!) { Scheme = "ws", Path = "/api/ws/events" }.Uri;

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(Address, CancellationToken.None);
        return socket;
    }

    private static async Task<string?> ReceiveAsync(ClientWebSocket socket)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        var buffer = new byte[1_024];
        var message = await socket.ReceiveAsync(buffer.AsMemory(), timeout.Token);
        return Encoding.UTF8.GetString(buffer, 0, message.Count);
    }

    private static string Message(string type, string? id = null) =>
        id is null
            ? $$$"""{"name":"invalidateCache","value":{"type":"{{{type}}}"}}"""
            : $$$"""{"name":"invalidateCache","value":{"type":"{{{type}}}","id":"{{{id}}}"}}""";
}
