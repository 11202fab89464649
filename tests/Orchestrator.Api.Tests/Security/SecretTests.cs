using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Testing;

namespace Orchestrator.Api.Tests.Security;

/// <summary>
/// What is secret is found nowhere afterwards: neither the key of the configuration nor the tokens of users in anything, and the token of a
/// callback in nothing but the state, from where the step takes it (decision 88).
/// </summary>
public sealed class SecretTests : IAsyncLifetime
{
    private const string WebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string WebhookPath = "d41d8cd98f00b204";

    private readonly LocalIssuer _issuer = new();
    private readonly RecordingLoggers _log = new();
    private readonly ConcurrentQueue<string> _spans = new();
    private readonly ActivityListener _listener;
    private readonly ApiDatabase _database = ApiDatabase.Create();
    private readonly AlarmSystem _alarm = new();
    private readonly ApiHost _host;
    private readonly string _operator;
    private readonly string _guest;

    public SecretTests()
    {
        _host = _issuer.CreateHost(
            options =>
            {
                (options.Metrics, options.ShowSettings) = (true, true);
                // No one listens there, so that what is said of an attempt is looked at as well.
                options.Webhooks["noc"] = new() { Url = $"http://127.0.0.1:9/{WebhookPath}", Secret = WebhookSecret };
            },
            services => services.AddSingleton<ILoggerProvider>(_log).AddSingleton(_alarm),
            _database
        );
        _operator = _issuer.Issue("ann", "operator");
        _guest = _issuer.Issue("mallory");
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Orchestrator",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                var tags = span.TagObjects.Concat(span.Events.SelectMany(static told => told.Tags));
                _spans.Enqueue($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', tags)}");
            },
        };
    }

    public async ValueTask InitializeAsync()
    {
        ActivitySource.AddActivityListener(_listener);
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
        _listener.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task No_secret_is_in_logs_answers_spans_or_anything_that_is_shown()
    {
        Be(_operator);
        var process = await _host.RunAsync("await_key", "awaiting_callback", new { });
        var id = (string)process["process_id"]!;
        var route = (string)process["current_state"]!["callback_route"]!;
        var lost = (string)(await _host.RunAsync("lose_sample", "failed", new { }))["process_id"]!;
        using var noted = await _host.Http.PatchAsJsonAsync($"/api/processes/{id}", new { note = $"They call {route}" });
        Be(_guest);
        var shown = new StringBuilder(await ReadAllAsync(id) + await ReadAllAsync(lost));
        Be("not-a-token");
        shown.Append(await ReadAllAsync(id));
        _host.Http.DefaultRequestHeaders.Authorization = null;
        using var progress = await _host.Http.PostAsJsonAsync($"{route}/progress", new { done = 1 });
        using var wrong = await _host.Http.PostAsJsonAsync($"{route}x", new { key = "1" });
        shown.Append(await wrong.Content.ReadAsStringAsync());
        using var called = await _host.Http.PostAsJsonAsync(route, new { key = "1" });
        Assert.Equal((200, 200), ((int)progress.StatusCode, (int)called.StatusCode));
        Be(_operator);
        await _host.WaitAsync(id, "completed");
        var audit = (await _host.GetAsync("/api/audit")).ToJsonString();
        Be(_guest);
        shown.Append(await ReadAllAsync(id));

        // And whatever else there is, about a process that may be deleted.
        Be(_operator);
        shown.Append(await SendAllAsync(lost));

        await OrchestratorTestHost.UntilAsync(() => Task.FromResult(_log.Text.Contains("Webhook 'noc'", StringComparison.Ordinal)));
        var token = route.Split('/')[^1];
        Assert.NotEmpty(_log.Text);
        Assert.NotEmpty(_spans);
        Assert.Contains("(secret)", audit, StringComparison.Ordinal);
        foreach (var secret in new[] { _issuer.Key, _operator, _guest, token, WebhookSecret, WebhookPath })
        {
            foreach (var place in new[] { shown.ToString(), audit, _log.Text, string.Join('\n', _spans) })
            {
                Assert.DoesNotContain(secret, place, StringComparison.Ordinal);
            }
        }

        foreach (var secret in new[] { _issuer.Key, _operator, _guest, WebhookSecret, WebhookPath })
        {
            Assert.Empty(await _database.FindTextAsync(secret));
        }

        Assert.Equal(["process_steps.state"], await _database.FindTextAsync(token));
    }

    [Fact]
    public async Task A_sensitive_value_of_an_external_system_is_in_nothing_that_is_shown_stored_logged_or_traced()
    {
        const string desired = "desired-code-4711";
        const string actual = "actual-code-4712";
        _alarm.Code = desired;
        Be(_operator);
        var siren = await _host.CreateAsync("create_siren");
        _alarm.Sirens[siren] = new(Loudness: 7, actual);
        var address = $"/api/subscriptions/{siren}";

        using var check = await _host.Http.PostAsync(new Uri($"{address}/drift", UriKind.Relative), content: null);
        var shown = new StringBuilder(await check.Content.ReadAsStringAsync());
        var dryRun = await SendAsync(HttpMethod.Post, "/api/reconcile", new { product = "siren", dry_run = true });
        await _host.WaitAsync((string)dryRun["id"]!, "completed");
        shown.Append(await _host.GetAsync($"/api/reconcile/dry-runs/{dryRun["id"]}"));
        var difference = new
        {
            resource = "siren in the alarm system",
            path = "code",
            reason = "It is changed tomorrow.",
        };
        shown.Append(await SendAsync(HttpMethod.Put, $"{address}/drift/accepted", difference));
        shown.Append(await _host.GetAsync($"{address}/drift"));
        using var withdrawn = await _host.Http.SendAsync(
            new(HttpMethod.Delete, $"{address}/drift/accepted")
            {
                Content = JsonContent.Create(new { difference.resource, difference.path }),
            }
        );
        var plan = await _host.GetAsync($"{address}/reconcile-plan");
        var started = await SendAsync(HttpMethod.Post, $"{address}/reconcile-plan", plan);
        await _host.WaitAsync((string)started["id"]!, "awaiting_callback");
        using var called = await _host.Http.PostAsJsonAsync(_alarm.DoNext(), new { done = true });
        shown.Append(await _host.WaitAsync((string)started["id"]!, "completed"));
        shown.Append(await _host.GetAsync($"{address}/drift/history")).Append(plan);
        shown.Append(await ReadAllAsync((string)started["id"]!));

        Assert.Equal(desired, _alarm.Sirens[siren].Code);
        Assert.Contains("\"path\":\"code\"", plan.ToJsonString(), StringComparison.Ordinal);
        foreach (var secret in new[] { desired, actual })
        {
            Assert.DoesNotContain(secret, shown.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, _log.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, string.Join('\n', _spans), StringComparison.Ordinal);
            Assert.Empty(await _database.FindTextAsync(secret));
        }
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string address, object body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        using var answer = await _host.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
    }

    private void Be(string token) => _host.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

    /// <summary>What every address shows, with the headers.</summary>
    private async Task<string> ReadAllAsync(string process)
    {
        var text = new StringBuilder();
        var routes = _host
            .Provider.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true);
        foreach (var route in routes)
        {
            var path = route.RoutePattern.RawText!.Replace("{process_id}", process, StringComparison.Ordinal);
            using var answer = await _host.Http.GetAsync($"{path.Replace("{language}", "en-GB", StringComparison.Ordinal)}?query=");
            text.Append(answer.Headers).Append(await answer.Content.ReadAsStringAsync());
        }

        return text.ToString();
    }

    /// <summary>What every endpoint answers, those that change something included.</summary>
    private async Task<string> SendAllAsync(string process)
    {
        var calls = new EndpointCalls(_host);
        await calls.PrepareAsync(process);
        var text = new StringBuilder();
        foreach (var (endpoint, body) in EndpointMatrixTests.Requests)
        {
            using var answer = await calls.SendAsync(endpoint, body);
            text.Append(answer.Headers).Append(await answer.Content.ReadAsStringAsync());
        }

        return text.ToString();
    }

    /// <summary>
    /// All that the host writes, but what the web server itself says of addresses at levels that are off unless someone asks for them.
    /// </summary>
    private sealed class RecordingLoggers : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _entries = new();

        public string Text => string.Join('\n', _entries);

        public ILogger CreateLogger(string categoryName) =>
            new Recorder(
                _entries,
                categoryName.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) ? LogLevel.Information : LogLevel.Trace
            );

        public void Dispose()
        {
            // What was recorded needs nothing.
        }

        private sealed class Recorder(ConcurrentQueue<string> entries, LogLevel least) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

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
                    entries.Enqueue($"{formatter(state, exception)} {exception}");
                }
            }
        }
    }
}
