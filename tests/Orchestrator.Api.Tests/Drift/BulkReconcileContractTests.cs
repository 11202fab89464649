using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Operations.Authorization;
using Orchestrator.Testing;

namespace Orchestrator.Api.Tests.Drift;

/// <summary>A bulk reconcile while it runs, on the wire.</summary>
public sealed class BulkReconcileContractTests : IAsyncLifetime
{
    private readonly BeaconGate _gate = new();
    private readonly Curfew _curfew = new();
    private readonly ApiHost _host;

    public BulkReconcileContractTests() =>
        _host = new() { Services = services => services.AddSingleton(_gate).AddSingleton<IStartPrecondition>(_curfew) };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _gate.Dispose();
    }

    [Fact]
    public async Task It_is_paused_resumed_and_cancelled_while_it_runs()
    {
        await CreateBeaconsAsync(3);
        var id = await StartAsync(concurrency: 1);
        await UntilAsync(id, static bulk => Count(bulk, "running") == 1);

        using var paused = await _host.Http.PutAsync($"/api/reconcile/{id}/pause", null);
        _gate.LetThrough();
        await OrchestratorTestHost.UntilAsync(async () =>
            (await _host.GetAsync($"/api/processes/{id}"))["failed_reason"]?.GetValue<string>()
            == "1 of 3 reconciled, 0 running, 0 failed, 0 refused; paused"
        );
        var whilePaused = await _host.GetAsync($"/api/reconcile/{id}");
        using var resumed = await _host.Http.PutAsync($"/api/reconcile/{id}/resume", null);
        await UntilAsync(id, static bulk => Count(bulk, "running") == 1);
        using var cancelled = await _host.Http.PutAsync($"/api/reconcile/{id}/cancel?reporter=ann", null);
        _gate.LetThrough();
        await UntilAsync(id, static bulk => Count(bulk, "done") == 2);
        var end = await _host.GetAsync($"/api/reconcile/{id}");

        Assert.All([paused, resumed, cancelled], static response => Assert.Equal(HttpStatusCode.NoContent, response.StatusCode));
        Assert.Equal(
            (true, "waiting", 2),
            (whilePaused["paused"]!.GetValue<bool>(), whilePaused["last_status"]!.GetValue<string>(), Count(whilePaused, "to_start"))
        );
        Assert.Equal(
            (false, "aborted", 1, 0),
            (end["paused"]!.GetValue<bool>(), end["last_status"]!.GetValue<string>(), Count(end, "to_start"), Count(end, "running"))
        );
    }

    [Theory]
    [InlineData("predicate", "Not after dark.")]
    [InlineData("conflict", "The keeper is asleep.")]
    [InlineData("permission", "User is not authorized to start 'reconcile_beacon' workflow")]
    [InlineData("one at a time", "Workflow 'reconcile_beacon' runs one process at a time")]
    public async Task A_start_that_is_refused_is_in_the_progress_with_its_reason(string obstacle, string reason)
    {
        await CreateBeaconsAsync(2);
        _curfew.Refuse = obstacle switch
        {
            "predicate" => static () => "Not after dark.",
            "conflict" => static () => throw new ConflictException("keeper_asleep", "The keeper is asleep."),
            "permission" => static () =>
                throw new ForbiddenException("start_not_allowed", "User is not authorized to start 'reconcile_beacon' workflow"),
            _ => static () => null,
        };
        var id = await StartAsync(concurrency: 2);
        await UntilAsync(id, bulk => Count(bulk, "refused") == (obstacle == "one at a time" ? 1 : 2));
        _gate.LetThrough(2);
        await _host.WaitAsync(id, "completed");

        var refusals = (await _host.GetAsync($"/api/reconcile/{id}"))["refusals"]!.AsArray();
        Assert.All(refusals, refusal => Assert.StartsWith(reason, refusal!["reason"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_refused_is_said_in_words_by_the_answer_the_process_and_the_progress()
    {
        const string Words = "0 of 2 reconciled, 0 failed, 2 refused";
        await CreateBeaconsAsync(2);
        _curfew.Refuse = static () => "Not after dark.";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/reconcile");
        request.Content = JsonContent.Create(new { product = "beacon" });
        request.Headers.Add("Prefer", "wait=60");

        using var response = await _host.Http.SendAsync(request);
        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;

        Assert.Equal(("completed", Words), ((string?)answer["last_status"], (string?)answer["summary"]));
        Assert.Equal(Words, (string?)(await _host.GetAsync($"/api/processes/{answer["id"]}"))["current_state"]!["bulk_summary"]);
        Assert.Equal(Words, (string?)(await _host.GetAsync($"/api/reconcile/{answer["id"]}"))["summary"]);
    }

    [Fact]
    public async Task What_has_failed_is_in_the_progress_with_its_process_and_the_reason()
    {
        await CreateBeaconsAsync(1);
        var id = await StartAsync(concurrency: 1);
        await UntilAsync(id, static bulk => Count(bulk, "running") == 1);
        var list = (await _host.GetAsync("/api/processes/?filter=workflowName,reconcile_beacon")).AsArray();
        var process = Assert.Single(list)!["process_id"]!.GetValue<string>();
        using var aborted = await _host.Http.PutAsync($"/api/processes/{process}/abort", null);
        await _host.WaitAsync(id, "completed");

        var failure = Assert.Single((await _host.GetAsync($"/api/reconcile/{id}"))["failures"]!.AsArray())!;
        Assert.Equal((process, "It was aborted."), (failure["process_id"]!.GetValue<string>(), failure["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_brake_pauses_it_with_the_reason_and_an_operator_says_why_it_continues_or_is_cancelled()
    {
        await CreateBeaconsAsync(3);
        var id = await StartAsync(
            new
            {
                product = "beacon",
                concurrency = 1,
                stop_after = new { percent = 50, min_ended = 1 },
                wave_size = 2,
            }
        );
        await UntilAsync(id, static bulk => Count(bulk, "running") == 1);
        using var aborted = await _host.Http.PutAsync(
            $"/api/processes/{(await _host.GetAsync("/api/processes/?filter=workflowName,reconcile_beacon"))[0]!["process_id"]}/abort",
            null
        );
        await UntilAsync(id, static bulk => bulk["paused"]!.GetValue<bool>());
        var braked = await _host.GetAsync($"/api/reconcile/{id}");
        using var resumed = await _host.Http.PutAsJsonAsync($"/api/reconcile/{id}/resume?reporter=ann", new { reason = "A test." });
        await UntilAsync(id, static bulk => bulk["pause"] is null);
        using var again = await _host.Http.PutAsJsonAsync($"/api/reconcile/{id}/pause", new { reason = "Lunch." });
        using var cancelled = await _host.Http.PutAsJsonAsync($"/api/reconcile/{id}/cancel", new { reason = "Enough." });
        var end = await _host.GetAsync($"/api/reconcile/{id}");
        _gate.LetThrough(2);

        Assert.Equal(
            ("stop_after", "1 of 1 ended reconcile failed; it stops after 50 percent.", null, 2),
            (Pause(braked, "brake"), Pause(braked, "reason"), Pause(braked, "by"), Count(braked, "to_start"))
        );
        Assert.Equal((50, 2), (Count(braked["stop_after"]!, "percent"), Count(braked, "wave_size")));
        Assert.All([resumed, again, cancelled], static response => Assert.Equal(HttpStatusCode.NoContent, response.StatusCode));
        Assert.Equal((null, "Lunch."), (Pause(end, "brake"), Pause(end, "reason")));
        var audit = (await _host.GetAsync($"/api/audit?process_id={id}")).AsArray();
        Assert.Equal(["Enough.", "Lunch.", "A test."], audit.Select(static entry => entry!["reason"]?.GetValue<string>()).OfType<string>());
    }

    [Fact]
    public async Task A_dry_run_checks_what_a_bulk_reconcile_would_reconcile_and_starts_none()
    {
        await CreateBeaconsAsync(2);

        using var accepted = await _host.Http.PostAsJsonAsync(
            "/api/reconcile",
            new
            {
                product = "beacon",
                concurrency = 2,
                dry_run = true,
            }
        );
        var id = (await accepted.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
        await _host.WaitAsync(id, "completed");
        var dryRun = await _host.GetAsync($"/api/reconcile/dry-runs/{id}");
        using var asReconcile = await _host.Http.GetAsync($"/api/reconcile/{id}");
        using var noFlag = await _host.Http.PostAsJsonAsync("/api/reconcile", new { product = "beacon", dry_run = "yes" });
        using var nothing = await _host.Http.PostAsJsonAsync("/api/reconcile", new { product = "beacon", only_drifted = true });

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(
            ("completed", 2, 2, 2, 0, 0),
            (
                dryRun["last_status"]!.GetValue<string>(),
                Count(dryRun, "found"),
                Count(dryRun, "checked"),
                Count(dryRun, "unsupported"),
                Count(dryRun, "drifted"),
                dryRun["groups"]!.AsArray().Count
            )
        );
        Assert.Empty((await _host.GetAsync("/api/processes/?filter=workflowName,reconcile_beacon")).AsArray());
        Assert.Equal(HttpStatusCode.NotFound, asReconcile.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noFlag.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        using var ofReconcile = await _host.Http.GetAsync($"/api/reconcile/dry-runs/{await StartAsync(concurrency: 2)}");
        Assert.Equal(HttpStatusCode.NotFound, ofReconcile.StatusCode);
        _gate.LetThrough(2);
    }

    [Fact]
    public async Task Subscriptions_are_named_one_by_one_and_left_out()
    {
        await CreateBeaconsAsync(4);
        var ids = (await _host.GetAsync("/api/subscriptions/search?query=tag:BEACON"))
            .AsArray()
            .Select(static subscription => subscription!["subscription_id"]!.GetValue<Guid>())
            .ToArray();
        Assert.Equal(4, ids.Length);
        _gate.LetThrough(4);

        var named = await StartAsync(
            new
            {
                subscription_ids = ids[..3],
                except_subscription_ids = ids[..1],
                concurrency = 1,
            }
        );
        await _host.WaitAsync(named, "completed");
        var dryRun = await StartAsync(
            new
            {
                product = "beacon",
                except_subscription_ids = ids[..1],
                dry_run = true,
            }
        );
        await _host.WaitAsync(dryRun, "completed");

        var bulk = await _host.GetAsync($"/api/reconcile/{named}");
        Assert.Equal(("", 2), (bulk["query"]!.GetValue<string>(), Count(bulk, "done")));
        Assert.Equal(ids[..3], bulk["subscription_ids"]!.AsArray().Select(static id => id!.GetValue<Guid>()));
        Assert.Equal(ids[..1], bulk["except_subscription_ids"]!.AsArray().Select(static id => id!.GetValue<Guid>()));
        var check = await _host.GetAsync($"/api/reconcile/dry-runs/{dryRun}");
        Assert.Equal((3, null), (Count(check, "found"), check["subscription_ids"]));
    }

    [Theory]
    [InlineData("""{}""", "product", "missing")]
    [InlineData(
        """{"product": "beacon", "query": "", "subscription_ids": ["00000000-0000-0000-0000-000000000001"]}""",
        "product",
        "missing"
    )]
    [InlineData("""{"subscription_ids": []}""", "subscription_ids", "too_short")]
    [InlineData("""{"subscription_ids": "all"}""", "subscription_ids", "list_type")]
    [InlineData("""{"subscription_ids": ["00000000-0000-0000-0000-000000000001", "x"]}""", "subscription_ids.1", "uuid_parsing")]
    [InlineData("""{"product": "beacon", "except_subscription_ids": [7]}""", "except_subscription_ids.0", "uuid_parsing")]
    public async Task A_selection_that_cannot_be_read_is_refused_with_its_place(string body, string place, string type)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var refused = await _host.Http.PostAsync("/api/reconcile", content);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var error = Assert.Single((await refused.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!.AsArray())!;
        Assert.Equal(type, error["type"]!.GetValue<string>());
        Assert.Equal($"body.{place}", string.Join('.', error["loc"]!.AsArray().Select(static part => part!.ToString())));
    }

    [Fact]
    public async Task Too_many_named_subscriptions_are_refused()
    {
        var ids = Enumerable.Range(0, 1_001).Select(static _ => Guid.NewGuid());

        using var refused = await _host.Http.PostAsJsonAsync("/api/reconcile", new { subscription_ids = ids });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var error = (await refused.Content.ReadFromJsonAsync<JsonNode>())!["detail"]![0]!;
        Assert.Equal("List should have at most 1000 items after validation, not 1001", error["msg"]!.GetValue<string>());
    }

    private static string? Pause(JsonNode bulk, string what) => bulk["pause"]![what]?.GetValue<string>();

    private static int Count(JsonNode bulk, string what) => bulk[what]!.GetValue<int>();

    private async Task CreateBeaconsAsync(int count)
    {
        using var question = await _host.Http.PostAsJsonAsync("/api/processes/create_beacon", Array.Empty<object>());
        var product = (await question.Content.ReadFromJsonAsync<JsonNode>())!["form"]!["$defs"]!["ProductChoice"]!["enum"]![
            0
        ]!.GetValue<string>();
        for (var beacon = 0; beacon < count; beacon++)
        {
            await _host.RunAsync("create_beacon", "completed", new { product });
        }
    }

    private Task<string> StartAsync(int concurrency) => StartAsync(new { product = "beacon", concurrency });

    private async Task<string> StartAsync(object request)
    {
        using var started = await _host.Http.PostAsJsonAsync("/api/reconcile", request);
        return (await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }

    private Task UntilAsync(string id, Func<JsonNode, bool> holds) =>
        OrchestratorTestHost.UntilAsync(async () => holds(await _host.GetAsync($"/api/reconcile/{id}")));

    private sealed class Curfew : IStartPrecondition
    {
        public Func<string?>? Refuse { get; set; }

        public ValueTask<string?> CheckAsync(StartRequest request, CancellationToken cancellationToken) =>
            new(request.Target == Target.Reconcile ? Refuse?.Invoke() : null);
    }
}
