using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

public sealed class ExternalResourceTests : IAsyncLifetime
{
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync(services: services => services.AddSingleton(_system));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_apply_creates_the_object_reads_it_back_and_gives_its_key()
    {
        var process = await CreateAsync(size: 3);

        Assert.Equal(["write g1 3 of revision 0"], _system.Writes);
        Assert.Equal("g1", process.CurrentState.Get<string>("gadget_key"));
        EngineHost.AssertJson(
            """
            {"name":"gadget in the workshop","system":"workshop","key":"g1","effect":"create","difference_count":1,
             "differences":[{"path":"","kind":"missing","desired":{"size":3,"secret":"•••","label":null,"tags":[]},"actual":null}]}
            """,
            Report(process)
        );
    }

    [Fact]
    public async Task A_reconcile_of_an_object_that_does_not_differ_writes_nothing_and_says_so()
    {
        var subscription = await CreatedAsync(size: 3);

        var process = await RunAsync("reconcile_gadget", subscription);

        Assert.Single(_system.Writes);
        EngineHost.AssertJson(
            """{"name":"gadget in the workshop","system":"workshop","key":"g1","effect":"nothing","difference_count":0,"differences":[]}""",
            Report(process)
        );
    }

    [Fact]
    public async Task A_modify_writes_values_that_can_never_be_read_although_nothing_differs_that_can()
    {
        var subscription = await CreatedAsync(size: 3);

        var process = await RunAsync("modify_gadget", subscription, new { size = 3, secret = "" });

        Assert.Equal(["write g1 3 of revision 0", "write g1 3 of revision 1"], _system.Writes);
        EngineHost.AssertJson(
            """{"name":"gadget in the workshop","system":"workshop","key":"g1","effect":"change","difference_count":0,"differences":[]}""",
            Report(process)
        );
    }

    [Fact]
    public async Task A_reconcile_corrects_what_differs_keeps_what_the_system_decides_and_logs_both_values()
    {
        var subscription = await CreatedAsync(size: 3, secret: "s3cret");
        _system.Objects["g1"] = new(Size: 4, "0ther", Revision: 70);

        var process = await RunAsync("reconcile_gadget", subscription);

        Assert.Equal("write g1 3 of revision 70", _system.Writes.Last());
        EngineHost.AssertJson(
            """
            {"name":"gadget in the workshop","system":"workshop","key":"g1","effect":"change","difference_count":2,
             "differences":[{"path":"size","kind":"changed","desired":3,"actual":4},{"path":"secret","kind":"changed","desired":"•••","actual":"•••"}]}
            """,
            Report(process)
        );
        var log = JsonSerializer.Serialize(process.Steps.Select(static step => step.State));
        Assert.DoesNotContain("0ther", log, StringComparison.Ordinal);
        Assert.Equal("Apply gadget in the workshop", process.Steps[3].Name);
    }

    [Fact]
    public async Task What_is_written_and_still_differs_fails_the_step_with_its_path_and_a_retry_writes_again()
    {
        var subscription = await CreatedAsync(size: 3, secret: "s3cret");
        _system.Objects["g1"] = new(Size: 4, "0ther", Revision: 7);
        _system.Store = static _ => new(Size: 5, "0ther", Revision: 7);

        var failed = await _host.WaitAsync(await _host.StartAsync("reconcile_gadget", subscription), ProcessStatus.Failed);
        _system.Store = static state => state;
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");
        await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Equal("gadget in the workshop was written, but still differs: size, secret.", failed.FailedReason);
        var details = failed.Steps.Single(static step => step.Status == StepStatus.Failed).State!["details"];
        Assert.Equal(5, details.GetProperty("differences")[0].GetProperty("actual").GetInt32());
        Assert.DoesNotContain("0ther", details.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(3, _system.Objects["g1"].Size);
    }

    [Fact]
    public async Task A_write_that_returns_a_key_by_which_nothing_is_found_fails_and_names_it_and_that_of_the_subscription()
    {
        var subscription = await CreatedAsync(size: 3);
        _system.Objects["g1"] = new(Size: 4, "", Revision: 7);
        _system.Keys = (static key => key, static key => $"name of {key}");

        var failed = await _host.WaitAsync(await _host.StartAsync("reconcile_gadget", subscription), ProcessStatus.Failed);

        Assert.Equal(
            "gadget in the workshop was written, but ReadAsync does not find it by the key 'name of g1'. It was read by the first of two "
                + "keys: ApplyAsync returned the key 'name of g1', and Identify returns the key 'g1'. Let ApplyAsync return the one by "
                + "which ReadAsync finds the object.",
            failed.FailedReason
        );
    }

    [Fact]
    public async Task An_object_that_is_written_under_a_key_that_no_step_stores_fails_the_step_that_would_write_another_one_each_time()
    {
        var subscription = await CreatedAsync(size: 3);
        _system.Objects.TryRemove("g1", out _);
        _system.Keys = (static key => $"new {key}", static key => $"new {key}");

        var failed = await _host.WaitAsync(await _host.StartAsync("reconcile_gadget", subscription), ProcessStatus.Failed);

        Assert.Equal(
            "gadget in the workshop was written, but no later process would find it. ApplyAsync returned the key 'new g1', and Identify "
                + "returns the key 'g1', by which the object is not found. Let both return the same key, or let a later step of the "
                + "workflow store 'gadget_key' in the subscription, so that Identify returns it.",
            failed.FailedReason
        );
    }

    [Fact]
    public async Task An_object_whose_key_no_later_step_stores_is_not_created()
    {
        var subscription = await CreatedAsync(size: 0);

        var failure = await FailAsync("modify_gadget", subscription, new { size = 3, secret = "" });

        Assert.Equal(
            $"gadget in the workshop was not written: Identify returns null for subscription {subscription}, and no later step of the "
                + "workflow stores the key that ApplyAsync returns, so each process would create another object. Write a step after it "
                + "that takes 'gadget_key' and stores it in the subscription.",
            failure
        );
        Assert.Empty(_system.Objects);
    }

    [Fact]
    public async Task A_system_that_finds_an_object_by_two_keys_may_return_the_other_one()
    {
        var subscription = await CreatedAsync(size: 3);
        _system.Objects["name of g1"] = _system.Objects["g1"] = new(Size: 4, "", Revision: 7);
        _system.Store = state => _system.Objects["name of g1"] = state!;
        _system.Keys = (static key => key, static key => $"name of {key}");

        var process = await RunAsync("reconcile_gadget", subscription);

        Assert.Equal("name of g1", Report(process).GetProperty("key").GetString());
    }

    [Fact]
    public async Task An_object_that_must_not_exist_is_removed_by_an_apply()
    {
        var subscription = await CreatedAsync(size: 3);

        var process = await RunAsync("modify_gadget", subscription, new { size = 0, secret = "" });
        var again = await RunAsync("reconcile_gadget", subscription);

        Assert.Empty(_system.Objects);
        Assert.Equal("remove", Report(process).GetProperty("effect").GetString());
        Assert.Equal("unexpected", Report(process).GetProperty("differences")[0].GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, process.CurrentState["gadget_key"].ValueKind);
        Assert.True(Report(process).GetProperty("is_gone").GetBoolean());
        Assert.Equal("nothing", Report(again).GetProperty("effect").GetString());
    }

    [Fact]
    public async Task An_object_that_stays_after_its_removal_fails_the_step()
    {
        var subscription = await CreatedAsync(size: 3);
        _system.Store = _ => _system.Objects["g1"];

        var failed = await _host.WaitAsync(await _host.StartAsync("terminate_gadget", subscription), ProcessStatus.Failed);

        Assert.Equal("gadget in the workshop was removed, but is still there: the whole object.", failed.FailedReason);
    }

    [Fact]
    public async Task A_terminate_removes_the_object_and_one_that_is_gone_is_not_removed_again()
    {
        var first = await CreatedAsync(size: 3);
        var second = await CreatedAsync(size: 3);
        _system.Objects.TryRemove("g2", out _);

        var removed = await RunAsync("terminate_gadget", first);
        var gone = await RunAsync("terminate_gadget", second);

        Assert.Equal("remove g1", _system.Writes.Last());
        Assert.Equal("remove", Report(removed).GetProperty("effect").GetString());
        Assert.Equal("nothing", Report(gone).GetProperty("effect").GetString());
    }

    [Fact]
    public async Task A_terminate_removes_what_a_create_that_failed_halfway_has_left()
    {
        var failed = await _host.WaitAsync(
            await _host.Processes.StartAsync("create_half_kit", [EngineHost.Page(new { product = _host.ProductId("kit") })], "test"),
            ProcessStatus.Failed
        );
        await _host.Processes.AbortAsync(failed.ProcessId, "test");
        var subscription = failed.SubscriptionIds.Single();
        _host.Database.Query($"UPDATE subscriptions SET insync = TRUE, locked_by = NULL WHERE subscription_id = '{subscription}'");
        var left = _system.Objects.Keys.ToArray();

        var process = await RunAsync("terminate_kit", subscription);

        Assert.Equal(["left"], left);
        Assert.Empty(_system.Objects);
        Assert.Equal(
            ["remove", "nothing"],
            process
                .CurrentState["__external_resources__"]
                .EnumerateObject()
                .OrderBy(static report => report.Name, StringComparer.Ordinal)
                .Select(static report => report.Value.GetProperty("effect").GetString())
        );
    }

    [Fact]
    public async Task A_reconcile_of_an_object_that_was_never_created_fails_and_writes_nothing()
    {
        var subscription = await CreatedAsync(size: 3);
        await RunAsync("forget_gadget", subscription);

        var failed = await _host.WaitAsync(await _host.StartAsync("reconcile_gadget", subscription), ProcessStatus.Failed);

        Assert.Contains("was never created", failed.FailedReason, StringComparison.Ordinal);
        Assert.Single(_system.Writes);
    }

    [Fact]
    public async Task Resources_that_give_one_state_key_find_their_own_objects_by_what_they_did_before()
    {
        var subscription = await CreatedAsync(size: 3);
        await RunAsync("forget_gadget", subscription);

        var process = await RunAsync("spread_gadget", subscription);

        Assert.Equal(3, _system.Objects.Count);
        Assert.Equal("g2", Report(process, "Depot.GadgetResource").GetProperty("key").GetString());
        Assert.Equal("g3", Report(process).GetProperty("key").GetString());
        Assert.Equal("g3", process.CurrentState.Get<string>("gadget_key"));
    }

    [Fact]
    public async Task A_process_over_two_subscriptions_finds_the_object_of_each_by_what_it_did_before()
    {
        var first = await CreatedAsync(size: 3);
        var other = await CreatedAsync(size: 5);

        var process = await RunAsync("pair_gadgets", first, new { other });

        Assert.Equal(["write g3 3 of revision 0", "write g4 5 of revision 0"], _system.Writes.Skip(2));
        Assert.Equal("g3", Report(process, "Depot.GadgetResource").GetProperty("key").GetString());
        Assert.Equal("g4", Report(process, $"Depot.GadgetResource of {other}").GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_system_that_does_not_answer_fails_the_step_before_anything_is_written()
    {
        var subscription = await CreatedAsync(size: 3);
        _system.Failure = new TimeoutException("no answer");

        var failed = await _host.WaitAsync(await _host.StartAsync("reconcile_gadget", subscription), ProcessStatus.Failed);

        Assert.Equal("no answer", failed.FailedReason);
        Assert.Single(_system.Writes);
    }

    [Fact]
    public async Task A_call_that_is_answered_with_an_HTTP_error_names_its_method_and_address_and_what_a_404_may_mean()
    {
        Guid[] subscriptions = [await CreatedAsync(size: 3), await CreatedAsync(size: 3), await CreatedAsync(size: 3)];
        using var usual = new HttpResponseMessage(HttpStatusCode.NotFound);
        _system.Failure = Assert.Throws<HttpRequestException>(usual.EnsureSuccessStatusCode);
        var read = await FailAsync("reconcile_gadget", subscriptions[0]);
        _system.Failure = null;
        _system.Store = static _ => throw Answer(HttpStatusCode.NotFound);
        var removed = await FailAsync("terminate_gadget", subscriptions[1]);
        _system.Store = static _ => throw Answer(HttpStatusCode.Conflict);
        var applied = await FailAsync("modify_gadget", subscriptions[2], new { size = 4, secret = "" });

        Assert.Equal(
            "ReadAsync of 'gadget in the workshop' was answered with 'Not Found' (404). If that means that the object does not exist, let "
                + "ReadAsync return null instead of throwing.",
            read
        );
        Assert.Equal(
            "RemoveAsync of 'gadget in the workshop' was answered with 'Not Found' (404) by https://workshop.example.org/gadgets. If that "
                + "means that the object does not exist, let RemoveAsync return instead of throwing: it is called again after a crash.",
            removed
        );
        Assert.Equal(
            "ApplyAsync of 'gadget in the workshop' was answered with 'Conflict' (409) by https://workshop.example.org/gadgets.",
            applied
        );

        static HttpResponseException Answer(HttpStatusCode status) => new(status) { Address = "https://workshop.example.org/gadgets" };
    }

    [Fact]
    public async Task A_create_that_fails_for_another_null_than_that_of_the_key_says_nothing_of_the_key()
    {
        // The gadget has neither a label nor tags.
        var failures = new (Func<GadgetState?, GadgetState?> Store, string Reason)[]
        {
            (static state => state! with { Label = state.Label!.Trim() }, "Object reference"),
            (static state => state! with { Label = string.Join(',', state.Tags!) }, "Value cannot be null"),
        };
        foreach (var (store, reason) in failures)
        {
            _system.Store = store;

            var failed = await FailToCreateAsync();

            Assert.StartsWith(reason, failed.FailedReason, StringComparison.Ordinal);
            Assert.DoesNotContain("Identify", failed.FailedReason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_write_that_needs_a_key_although_the_subscription_has_none_says_why_there_is_none()
    {
        _system.Store = static _ => throw new ArgumentNullException("key");

        var failed = await FailToCreateAsync();

        Assert.StartsWith("GadgetResource.ApplyAsync failed: Value cannot be null.", failed.FailedReason, StringComparison.Ordinal);
        Assert.Contains(
            $"Its key is null, because Identify returns null for subscription {failed.SubscriptionIds.Single()}. Without a key, let it",
            failed.FailedReason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_system_that_cannot_be_read_is_always_written_and_no_difference_is_logged()
    {
        var subscription = await CreatedAsync(size: 3);

        await RunAsync("mail_gadget", subscription);
        var process = await RunAsync("mail_gadget", subscription);

        Assert.Equal(3, _system.Writes.Count);
        Assert.Equal("cannot_tell", Report(process, "MailedGadgetResource").GetProperty("effect").GetString());
    }

    [Fact]
    public async Task A_text_that_no_database_can_store_is_logged_without_what_cannot_be_stored()
    {
        var subscription = await CreatedAsync(size: 3);
        _system.Objects["g1"] = new(Size: 3, "", Revision: 1, Label: "a\0b\ud800");

        var process = await RunAsync("reconcile_gadget", subscription);

        Assert.StartsWith("a", Report(process).GetProperty("differences")[0].GetProperty("actual").GetString(), StringComparison.Ordinal);
        Assert.Equal("change", Report(process).GetProperty("effect").GetString());
    }

    [Fact]
    public async Task A_validate_workflow_compares_and_writes_nothing()
    {
        var subscription = await CreatedAsync(size: 3);
        await RunAsync("validate_gadget", subscription);
        _system.Objects["g1"] = new(Size: 4, "", Revision: 1);

        var differs = await _host.WaitAsync(await _host.StartAsync("validate_gadget", subscription), ProcessStatus.InconsistentData);

        Assert.Equal("gadget in the workshop differs from the subscription: size.", differs.FailedReason);
        Assert.Single(_system.Writes);
    }

    private async Task<ProcessDetail> CreateAsync(int size, string secret = "") =>
        await _host.WaitAsync(
            await _host.Processes.StartAsync(
                "create_gadget",
                [EngineHost.Page(new { product = _host.ProductId("gadget") }), EngineHost.Page(new { size, secret })],
                "test"
            ),
            ProcessStatus.Completed
        );

    private async Task<Guid> CreatedAsync(int size, string secret = "") => (await CreateAsync(size, secret)).SubscriptionIds.Single();

    private async Task<ProcessDetail> RunAsync(string workflow, Guid subscription, params object[] pages) =>
        await _host.WaitAsync(await _host.StartAsync(workflow, subscription, pages), ProcessStatus.Completed);

    private async Task<string?> FailAsync(string workflow, Guid subscription, params object[] pages) =>
        (await _host.WaitAsync(await _host.StartAsync(workflow, subscription, pages), ProcessStatus.Failed)).FailedReason;

    /// <summary>What a step says in the log, without the time at which it has read the object.</summary>
    private async Task<ProcessDetail> FailToCreateAsync() =>
        await _host.WaitAsync(
            await _host.Processes.StartAsync(
                "create_gadget",
                [EngineHost.Page(new { product = _host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "" })],
                "ann"
            ),
            ProcessStatus.Failed
        );

    private static JsonElement Report(ProcessDetail process, string resource = "GadgetResource")
    {
        var report = JsonObject.Create(process.CurrentState["__external_resources__"].GetProperty(resource))!;
        Assert.InRange(report["read_at"]!.GetValue<DateTimeOffset>(), process.StartedAt, process.LastModifiedAt);
        report.Remove("read_at");
        return JsonSerializer.SerializeToElement(report);
    }
}
