using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Webhooks;
using Orchestrator.Tests.Support;
using Orchestrator.Webhooks;

namespace Orchestrator.Tests.Webhooks;

/// <summary>What receivers of webhooks get, with a real one on the other side of a socket.</summary>
public sealed class WebhookTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(static number => (byte)number)];

    private readonly TestDatabase _database = TestDatabase.New();
    private int _port = LoopbackPorts.Next();
    private string _secret = $"whsec_{Convert.ToBase64String(Key)}";

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_process_that_fails_is_told_once_with_a_signature_that_verifies()
    {
        using var receiver = Receive();
        await using var host = await StartAsync();

        var process = await FailAsync(host);
        await UntilReceivedAsync(receiver, 1);

        var received = receiver.All.Single();
        Assert.True(received.IsSigned);
        Assert.InRange(DateTimeOffset.UtcNow - received.Time, TimeSpan.FromSeconds(-2), TimeSpan.FromMinutes(2));
        Assert.Equal("process.failed", received.Body.GetProperty("type").GetString());
        var data = received.Body.GetProperty("data");
        Assert.Equal(process, data.GetProperty("process_id").GetGuid());
        Assert.Equal("reconcile_thing", data.GetProperty("workflow_name").GetString());
        Assert.Equal("Down.", data.GetProperty("failed_reason").GetString());
        Assert.Single(data.GetProperty("subscription_ids").EnumerateArray());
        await UntilAsync("SELECT count(*) FROM webhook_deliveries", "0");
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task A_delivery_that_is_not_received_is_sent_again_with_the_same_id_and_survives_its_host()
    {
        await using (var host = await StartAsync())
        {
            await FailAsync(host);
            await UntilAsync("SELECT last_error FROM webhook_deliveries", "The receiver cannot be reached (ConnectionError).");
        }

        using var receiver = Receive();
        var answers = 0;
        receiver.Answer = answer =>
        {
            answer.StatusCode = Interlocked.Increment(ref answers) == 1 ? 500 : 204;
            return Task.CompletedTask;
        };
        await using var next = await StartAsync();
        MakeDue();
        await UntilAsync("SELECT last_error FROM webhook_deliveries", "The receiver answered 500.");
        MakeDue();
        await UntilAsync("SELECT count(*) FROM webhook_deliveries", "0");

        Assert.Equal(2, receiver.All.Count);
        Assert.Single(receiver.All.Select(static received => received.Id).Distinct());
        Assert.All(receiver.All, static received => Assert.True(received.IsSigned));
    }

    [Fact]
    public async Task A_delivery_of_a_host_that_ends_while_it_sends_is_sent_by_another_one_once_the_lease_is_over()
    {
        using var receiver = Receive();
        var open = new TaskCompletionSource();
        receiver.Answer = _ => open.Task;
        await using (var host = await StartAsync())
        {
            await TellAsync(host, 1, commit: true);
            await UntilReceivedAsync(receiver, 1);
        }

        await using var next = await StartAsync();
        Assert.Equal(["1"], _database.Query("SELECT count(*) FROM webhook_deliveries WHERE leased_until IS NOT NULL"));
        open.SetResult();
        _database.Query("UPDATE webhook_deliveries SET leased_until = created_at");
        await UntilAsync("SELECT count(*) FROM webhook_deliveries", "0");

        Assert.Equal(2, receiver.All.Count);
        Assert.Single(receiver.All.Select(static received => received.Id).Distinct());
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_time_gets_the_delivery_again()
    {
        using var receiver = Receive();
        var open = new TaskCompletionSource();
        receiver.Answer = _ => open.Task;
        await using var host = await StartAsync(answerTimeout: TimeSpan.FromSeconds(1));
        await TellAsync(host, 1, commit: true);

        await UntilAsync("SELECT last_error FROM webhook_deliveries", "The receiver did not answer within 1 seconds.");
        open.SetResult();
        MakeDue();
        await UntilAsync("SELECT count(*) FROM webhook_deliveries", "0");
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_delays_no_other_webhook()
    {
        using var silent = Receive();
        using var other = new WebhookReceiver(Key);
        var open = new TaskCompletionSource();
        silent.Answer = _ => open.Task;
        await using var host = await StartAsync(options =>
            options.Webhooks["chat"] = new() { Url = $"http://127.0.0.1:{other.Port}/events", Secret = _secret }
        );

        await TellAsync(host, 15, commit: true);
        await UntilReceivedAsync(silent, 1);
        await UntilAsync("SELECT count(*) FROM webhook_deliveries WHERE webhook = 'chat'", "0");

        Assert.Equal(15, other.All.Count);
        Assert.Equal(["15"], _database.Query("SELECT count(*) FROM webhook_deliveries WHERE webhook = 'noc'"));
        open.SetResult();
    }

    [Fact]
    public async Task Two_hosts_send_each_delivery_once_also_while_the_receiver_is_slow()
    {
        using var receiver = Receive();
        var open = new TaskCompletionSource();
        receiver.Answer = _ => open.Task;
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        await TellAsync(one, 15, commit: true);

        await UntilReceivedAsync(receiver, 15);
        open.SetResult();
        await UntilAsync("SELECT count(*) FROM webhook_deliveries", "0");

        Assert.Equal(15, receiver.All.Select(static received => received.Id).Distinct().Count());
        Assert.Equal(15, receiver.All.Count);
    }

    [Fact]
    public async Task What_is_not_committed_is_not_told()
    {
        using var receiver = Receive();
        await using var host = await StartAsync();

        await TellAsync(host, 1, commit: false);
        await TellAsync(host, 1, commit: true);
        await UntilReceivedAsync(receiver, 1);
        await UntilAsync("SELECT count(*) FROM webhook_deliveries", "0");

        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task A_receiver_that_is_busy_is_left_alone_for_as_long_as_it_asks()
    {
        using var receiver = Receive();
        receiver.Answer = static answer =>
        {
            answer.StatusCode = 429;
            answer.Headers[HttpResponseHeader.RetryAfter] = "7200";
            return Task.CompletedTask;
        };
        await using var host = await StartAsync();
        await TellAsync(host, 1, commit: true);

        await UntilAsync("SELECT last_error FROM webhook_deliveries", "The receiver answered 429.");

        Assert.Equal(
            ["1"],
            _database.Query($"SELECT count(*) FROM webhook_deliveries WHERE next_attempt_at > {_database.TimeFromNow("110 minutes")}")
        );
    }

    [Fact]
    public async Task A_receiver_that_is_gone_gets_nothing_more_until_its_address_or_secret_is_another()
    {
        using var receiver = Receive();
        receiver.Answer = static answer =>
        {
            answer.StatusCode = 410;
            return Task.CompletedTask;
        };
        await using (var host = await StartAsync())
        {
            await TellAsync(host, 1, commit: true);
            await UntilAsync("SELECT count(*) FROM disabled_webhooks", "1");
            await TellAsync(host, 1, commit: true);

            Assert.Equal(["1"], _database.Query("SELECT count(*) FROM webhook_deliveries WHERE failed_at IS NOT NULL"));
            Assert.Equal(["1"], _database.Query("SELECT count(*) FROM webhook_deliveries"));
            var health = await CheckAsync(host);
            Assert.Equal((HealthStatus.Degraded, "noc"), (health.Status, health.Data["disabled"]));
        }

        _secret = $"whsec_{Convert.ToBase64String([.. Key.Reverse()])}";
        receiver.Answer = static _ => Task.CompletedTask;
        await using var next = await StartAsync();
        await TellAsync(next, 1, commit: true);
        await UntilReceivedAsync(receiver, 2);
    }

    [Fact]
    public async Task A_delivery_that_is_given_up_is_kept_with_its_error_until_the_settings_say()
    {
        await using var host = await StartAsync(static options =>
        {
            options.WebhookRetryTime = TimeSpan.Zero;
            options.WebhookRetention = TimeSpan.FromDays(30);
        });
        await TellAsync(host, 1, commit: true);
        await UntilAsync("SELECT count(*) FROM webhook_deliveries WHERE failed_at IS NOT NULL AND next_attempt_at IS NULL", "1");

        await host.RunPlainAsync("task_clean_up_tasks");
        var health = await CheckAsync(host);
        _database.Query(
            "UPDATE webhook_deliveries SET created_at = '2020-01-01T00:00:00.000000Z', failed_at = '2020-01-01T00:00:00.000000Z'"
        );
        await host.RunPlainAsync("task_clean_up_tasks");

        Assert.Equal((0L, 1L), (health.Data["pending"], health.Data["failed"]));
        Assert.Equal(["0"], _database.Query("SELECT count(*) FROM webhook_deliveries"));
    }

    [Fact]
    public async Task A_webhook_is_told_only_of_the_events_that_its_settings_name()
    {
        using var receiver = Receive();
        await using var host = await StartAsync(static options => options.Webhooks["noc"].Events.Add("brake.pulled"));
        await FailAsync(host);

        Assert.Equal(["0"], _database.Query("SELECT count(*) FROM webhook_deliveries"));
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task Deliveries_to_a_webhook_that_is_no_longer_in_the_settings_are_not_counted()
    {
        await using var host = await StartAsync();
        await TellAsync(host, 2, commit: true);
        _database.Query("UPDATE webhook_deliveries SET webhook = 'gone', created_at = '2020-01-01T00:00:00.000000Z'");

        var health = await CheckAsync(host);

        Assert.Equal((HealthStatus.Healthy, 0L, 0L), (health.Status, health.Data["pending"], health.Data["failed"]));
    }

    [Fact]
    public async Task A_delivery_that_fails_after_its_webhook_was_disabled_is_not_sent_again()
    {
        await using var host = await StartAsync();
        await TellAsync(host, 2, commit: true);

        // Of another webhook, so that only this test sends them.
        _database.Query("UPDATE webhook_deliveries SET webhook = 'other', owner = NULL, leased_until = NULL, next_attempt_at = created_at");
        var store = host.Services.GetRequiredService<WebhookStore>();
        var settings = new WebhookOptions { Url = "http://127.0.0.1", Secret = _secret };
        var sent = await store.AcquireAsync("other", "here", 2, TimeSpan.FromMinutes(2), CancellationToken.None);

        await store.DisableAsync("other", settings, "Gone.", CancellationToken.None);
        await store.FailAsync(sent[0], "here", "Answered 500.", DateTimeOffset.UtcNow, CancellationToken.None);

        Assert.Equal(2, sent.Count);
        Assert.Equal(["null|Gone.", "null|Gone."], _database.Query("SELECT next_attempt_at, last_error FROM webhook_deliveries"));
    }

    /// <param name="configure">Changes the settings.</param>
    /// <param name="answerTimeout">How long the receiver may take; null for so long that a busy machine does not make it send
    /// again.</param>
    private Task<EngineHost> StartAsync(Action<OrchestratorOptions>? configure = null, TimeSpan? answerTimeout = null) =>
        EngineHost.StartAsync(
            _database,
            options =>
            {
                options.Webhooks["noc"] = new() { Url = $"http://127.0.0.1:{_port}/events", Secret = _secret };
                configure?.Invoke(options);
            },
            services =>
            {
                services.AddSingleton(new WebhookSender(TimeProvider.System) { AnswerTimeout = answerTimeout ?? TimeSpan.FromMinutes(2) });
                services.AddHealthChecks().AddOrchestrator();
            }
        );

    /// <summary>Begins to receive what hosts send that are started afterwards.</summary>
    private WebhookReceiver Receive()
    {
        var receiver = new WebhookReceiver(Key);
        _port = receiver.Port;
        return receiver;
    }

    private static async Task<Guid> FailAsync(EngineHost host)
    {
        var thing = await host.CreateThingAsync();
        host.External.FailNext(new InvalidOperationException("Down."));
        var process = await host.StartAsync("reconcile_thing", thing);
        await host.WaitAsync(process, ProcessStatus.Failed);
        return process;
    }

    private static async Task TellAsync(EngineHost host, int count, bool commit)
    {
        var notifications = host.Services.GetRequiredService<INotifications>();
        await using var database = await host
            .Services.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>()
            .CreateDbContextAsync();
        await using var transaction = await database.Database.BeginTransactionAsync();
        for (var number = 0; number < count; number++)
        {
            await notifications.WriteAsync(
                database,
                NotificationType.BrakePulled,
                new JsonObject { ["number"] = number },
                CancellationToken.None
            );
        }

        await (commit ? transaction.CommitAsync() : transaction.RollbackAsync());
    }

    private static async Task<HealthReportEntry> CheckAsync(EngineHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["orchestrator-webhooks"];

    private static Task UntilReceivedAsync(WebhookReceiver receiver, int count) =>
        EngineHost.UntilAsync(() => Task.FromResult(receiver.All.Count >= count));

    private Task UntilAsync(string sql, string expected) =>
        EngineHost.UntilAsync(() => Task.FromResult(_database.Query(sql) is [var found] && found == expected));

    private void MakeDue() =>
        _database.Query("UPDATE webhook_deliveries SET next_attempt_at = created_at WHERE next_attempt_at IS NOT NULL");
}
