using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Api.Tests.Fuzz;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;

namespace Orchestrator.Api.Tests.Processes;

/// <summary>Who may not resume a process finds the secret of its callback nowhere.</summary>
public sealed class CallbackSecretTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly BeaconGate _gate = new();
    private readonly RecordingLoggers _log = new();
    private readonly ApiHost _host;

    public CallbackSecretTests() =>
        _host = new()
        {
            Configure = static options => options.Metrics = true,
            Services = services =>
                services.AddSingleton(_gate).AddSingleton<IWorkflowAuthorizer, OnlyAnnResumes>().AddSingleton<ILoggerProvider>(_log),
        };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _gate.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task No_address_that_shows_something_and_no_event_has_the_secret_for_who_may_not_resume()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new UriBuilder(_host.Http.BaseAddress!) { Scheme = "ws", Path = "/api/ws/events" }.Uri,
            CancellationToken.None
        );
        var id = Text(await _host.RunAsync("ship_sample", "awaiting_callback", new { }), "process_id");
        var route = Text((await _host.GetAsync($"/api/processes/{id}?reporter=ann"))["current_state"]!, "callback_route");
        var token = route.Split('/')[^1];
        using (var progress = await _host.Http.PostAsJsonAsync($"{route}/progress", $"They call {route} when it is there."))
        {
            Assert.True(progress.IsSuccessStatusCode);
        }

        using var noted = await _host.Http.PatchAsJsonAsync($"/api/processes/{id}?reporter=bob", new { note = $"Called at {route}" });
        var shown = new StringBuilder(await noted.Content.ReadAsStringAsync());
        foreach (
            var operation in ApiOperation
                .ReadAll(await _host.GetAsync("/api/openapi.json"))
                .Where(static operation => operation.Method == "GET")
        )
        {
            var path = operation
                .Path.Replace("{process_id}", id, StringComparison.Ordinal)
                .Replace("{language}", "en-GB", StringComparison.Ordinal);
            using var response = await _host.Http.GetAsync($"{path}?reporter=bob&query=lamp");
            shown.Append(await response.Content.ReadAsStringAsync());
        }

        Assert.Equal(43, token.Length);
        Assert.Contains("callback/(secret)", shown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(token, shown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(token, await ReadAsync(socket), StringComparison.Ordinal);
        Assert.Contains(token, (await _host.GetAsync($"/api/processes/{id}?reporter=ann")).ToJsonString(), StringComparison.Ordinal);

        using var called = await _host.Http.PostAsJsonAsync(route, new { bulb = "E27" });
        await _host.WaitAsync(id, "completed");
        Assert.DoesNotContain(token, (await _host.GetAsync($"/api/processes/{id}?reporter=bob")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(token, _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_repeats_the_address_is_recorded_and_logged_without_its_secret()
    {
        var failed = await _host.RunAsync("lose_sample", "failed", new { });
        var id = Text(failed, "process_id");
        var shown = await _host.GetAsync($"/api/processes/{id}?reporter=ann");
        var token = Text(shown["steps"]!.AsArray().Single(static step => Text(step!, "status") == "failed")!["state"]!, "error");

        Assert.Equal($"The lab does not take /api/processes/{id}/callback/(secret)", Text(shown, "failed_reason"));
        Assert.Equal(Text(shown, "failed_reason"), token);
        Assert.DoesNotMatch("callback/[A-Za-z0-9_-]{43}", Text(shown, "traceback") + shown["steps"]!.AsArray()[^1]!.ToJsonString());
        Assert.Contains("The lab does not take", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("callback/[A-Za-z0-9_-]{43}", _log.Text);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    /// <summary>Reads all that was sent so far: what is sent next is the answer to a ping.</summary>
    private static async Task<string> ReadAsync(ClientWebSocket socket)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        await socket.SendAsync("__ping__"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
        var text = new StringBuilder();
        var buffer = new byte[4_096];
        while (!text.ToString().Contains("__pong__", StringComparison.Ordinal))
        {
            var message = await socket.ReceiveAsync(buffer.AsMemory(), timeout.Token);
            text.Append(Encoding.UTF8.GetString(buffer, 0, message.Count));
        }

        return text.ToString();
    }

    private sealed class OnlyAnnResumes : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            new(request.Action is not (WorkflowAction.Resume or WorkflowAction.Retry) || request.User == "ann");
    }

    private sealed class RecordingLoggers : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _entries = new();

        public string Text => string.Join('\n', _entries);

        /// <summary>The web server writes every address into a log of its own, at a level that is off unless someone asks for it.</summary>
        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("Orchestrator", StringComparison.Ordinal) ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _entries.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // What was recorded needs nothing.
        }
    }
}
