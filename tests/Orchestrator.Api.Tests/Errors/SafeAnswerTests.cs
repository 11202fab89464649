using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Operations;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Errors;

/// <summary>What goes wrong inside the host stays inside, and what is logged of it has no secret.</summary>
public sealed class SafeAnswerTests
{
    private const string Secret = "Host=db.internal;Username=core";

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_fault_is_answered_with_its_trace_and_nothing_of_the_exception(string environment)
    {
        await using var host = await StartAsync(environment, new Journal());

        using var fault = await host.Http.GetAsync("/api/settings/status");
        using var health = await host.Http.GetAsync("/api/health");

        foreach (
            var (response, detail) in new[] { (fault, "The request failed unexpectedly."), (health, "The core database does not answer.") }
        )
        {
            var text = await response.Content.ReadAsStringAsync();
            var body = JsonNode.Parse(text)!;
            Assert.Equal(500, body["status"]!.GetValue<int>());
            Assert.StartsWith(detail, body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(nameof(InvalidOperationException), text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task What_the_errors_repeat_is_written_in_every_environment(string environment)
    {
        await using var host = await StartAsync(environment, new Journal());
        foreach (
            var body in new[]
            {
                """{"x":"\ud800"}""",
                string.Concat(Enumerable.Repeat("{\"a\":", 62)) + "1" + new string('}', 62),
                string.Concat(Enumerable.Repeat("{\"a\":", 46)) + "1" + new string('}', 46),
            }
        )
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            using var response = await host.Http.PutAsync("/api/settings/status", content);

            Assert.Equal(422, (int)response.StatusCode);
            Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]);
        }
    }

    [Fact]
    public async Task The_secret_of_a_callback_is_in_no_log_and_a_pause_is_not_logged_as_a_fault()
    {
        var journal = new Journal();
        await using var host = new ApiHost { Services = services => services.AddSingleton<ILoggerProvider>(journal) };
        await host.InitializeAsync();
        var process = await host.RunAsync("order_bulb", "awaiting_callback", new { });
        var route = process["current_state"]!["callback_route"]!.GetValue<string>();
        using var paused = await host.Http.PutAsJsonAsync("/api/settings/status", new { global_lock = true });

        using var refused = await host.Http.PostAsJsonAsync(route, new { bulb = "E27" });
        using var report = await host.Http.PostAsJsonAsync($"{route}/progress", new { bulb = "E27" });

        Assert.Equal(503, (int)refused.StatusCode);
        Assert.Contains(journal.Lines, static line => line.Contains("/callback/{token}", StringComparison.Ordinal));
        Assert.DoesNotContain(journal.Lines, line => line.Contains(route.Split('/')[^1], StringComparison.Ordinal));
        Assert.DoesNotContain(journal.Lines, static line => line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("Microsoft.AspNetCore", false)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", true)]
    public async Task The_addresses_of_requests_are_logged_only_where_the_configuration_asks_for_just_these(string? category, bool isLogged)
    {
        using var log = new HostLog();
        await using var host = new ApiHost
        {
            Services = services => services.AddSingleton<ILoggerProvider>(log),
            Configuration = category is null ? [] : [new($"Logging:LogLevel:{category}", nameof(LogLevel.Information))],
        };
        await host.InitializeAsync();

        _ = await host.GetAsync("/api/settings/status?secret=xyzzy");

        Assert.Equal(isLogged, log.Entries.Any(static entry => entry.Text.Contains("xyzzy", StringComparison.Ordinal)));
    }

    private static async Task<ApiHost> StartAsync(string environment, Journal journal)
    {
        var host = new ApiHost
        {
            Environment = environment,
            Services = services => services.AddSingleton<ILoggerProvider>(journal).AddSingleton<IEngineControl, BrokenSwitch>(),
        };
        await host.InitializeAsync();
        return host;
    }

    private sealed class BrokenSwitch : IEngineControl
    {
        public Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Secret);

        public Task<EnginePause?> FindPauseAsync(Caller user, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Secret);

        public Task<EngineStatus> PauseAsync(Caller user, string? reason = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Secret);

        public Task<EngineStatus> ResumeAsync(Caller user, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Secret);

        public Task<int> ClearCachesAsync(Caller user, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Secret);

        public Task RebuildSearchIndexAsync(Caller user, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Secret);

        public Task<WorkerStatus> GetWorkerStatusAsync(CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Secret);

        public Task<IReadOnlyList<HostLoad>> ListHostsAsync(CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Secret);

        public Task<IReadOnlyList<QueueLoad>> ListQueuesAsync(CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Secret);

        public IReadOnlyList<QueueStatus> GetQueues() => throw new InvalidOperationException(Secret);
    }

    /// <summary>Keeps what is logged at Warning and above.</summary>
    private sealed class Journal : ILoggerProvider, ILogger
    {
        internal ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
            }
        }

        public void Dispose() { }
    }
}
