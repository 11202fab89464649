using System.Net.WebSockets;
using System.Text.Json;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests.Drift;

/// <summary>The notifications about drift that clients receive.</summary>
[Collection<SharedExample>]
public sealed class DriftMessageTests(Example example)
{
    [Fact]
    public async Task A_check_that_changes_the_status_is_sent_to_the_clients_that_listen()
    {
        var managed = await FindAsync("nodes");
        var right = await managed.ReadAsync();
        await managed.CheckAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(example.Http.BaseAddress!) { Scheme = "ws", Path = "/api/ws/events" }.Uri, deadline.Token);
        await socket.SendAsync("__ping__"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
        while (await ReceiveAsync() != "__pong__")
        {
            // What was sent before the socket was served for certain.
        }

        var spoiled = right.DeepClone();
        spoiled["name"] = "spoiled";
        await managed.PutAsync(spoiled);
        await managed.CheckAsync();
        var awaited = new HashSet<string>(["LIST", managed.Id.ToString()], StringComparer.Ordinal);
        while (awaited.Count > 0)
        {
            if (
                await ReceiveAsync() is var text
                && text.StartsWith('{')
                && JsonElement.Parse(text) is var message
                && message.GetProperty("value").GetProperty("type").GetString() == "drift"
            )
            {
                Assert.Equal("invalidateCache", message.GetProperty("name").GetString());
                awaited.Remove(message.GetProperty("value").GetProperty("id").GetString()!);
            }
        }

        await managed.PutAsync(right);
        Assert.Equal("no_drift", (await managed.CheckAsync()).GetProperty("status").GetString());

        async Task<string> ReceiveAsync()
        {
            var buffer = new byte[4_096];
            var received = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            return System.Text.Encoding.UTF8.GetString(buffer, 0, received.Count);
        }
    }

    private Task<ManagedObject> FindAsync(string kind, int index = 0) => ManagedObject.FindAsync(example, kind, index);
}
