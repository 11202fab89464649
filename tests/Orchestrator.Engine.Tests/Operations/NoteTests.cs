using System.Text.Json;
using Orchestrator.Forms;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>The workflow that every product has without an author.</summary>
public sealed class NoteTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_note_is_stored_without_a_lock_and_nothing_else_is_written()
    {
        var thing = await _host.CreateThingAsync();
        var before = _host.Database.Query(
            "SELECT subscription_id, description, status, insync, locked_by, start_date, version FROM subscriptions"
        );

        var process = await _host.WaitAsync(
            await _host.StartAsync("modify_note", thing, new { note = "Ask Bob." }),
            ProcessStatus.Completed
        );

        Assert.Equal(
            [
                "Start",
                "Create Process Subscription relation",
                "Store note",
                "Refresh subscription search index",
                "Refresh process search index",
                "Done",
            ],
            process.Steps.Select(static step => step.Name)
        );
        Assert.Equal((Target.Modify, false, thing), (process.WorkflowTarget, process.IsTask, process.SubscriptionIds.Single()));
        var version = int.Parse(before.Single().Split('|')[^1], null);
        Assert.Equal(
            [$"{before.Single()[..before.Single().LastIndexOf('|')]}|{version + 1}"],
            _host.Database.Query("SELECT subscription_id, description, status, insync, locked_by, start_date, version FROM subscriptions")
        );
        Assert.Equal(["Ask Bob."], _host.Database.Query("SELECT note FROM subscriptions"));
    }

    [Fact]
    public async Task A_subscription_that_another_process_holds_can_have_a_note_and_stays_with_its_holder()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("Down."));
        var failed = await _host.StartAsync("modify_thing", thing, new { size = 2 });
        await _host.WaitAsync(failed, ProcessStatus.Failed);

        await _host.WaitAsync(await _host.StartAsync("modify_note", thing, new { note = "Bob is on it." }), ProcessStatus.Completed);

        Assert.Equal([$"0|{failed}|Bob is on it."], _host.Database.Query("SELECT insync, locked_by, note FROM subscriptions"));
        await _host.Processes.ResumeAsync(failed, [], "test");
        await _host.WaitAsync(failed, ProcessStatus.Completed);
        Assert.Equal(["1|Bob is on it."], _host.Database.Query("SELECT insync, note FROM subscriptions"));
    }

    [Fact]
    public async Task The_form_shows_the_note_that_is_there_and_takes_at_most_5000_characters()
    {
        var thing = await _host.CreateThingAsync();
        await _host.WaitAsync(await _host.StartAsync("modify_note", thing, new { note = "Ask Bob." }), ProcessStatus.Completed);

        var asked = await Assert.ThrowsAsync<FormNotCompleteException>(() => _host.StartAsync("modify_note", thing));
        var refused = await Assert.ThrowsAsync<FormInvalidException>(() =>
            _host.StartAsync("modify_note", thing, new { note = new string('x', 5_001) })
        );
        await _host.WaitAsync(await _host.StartAsync("modify_note", thing, new { }), ProcessStatus.Completed);

        var note = asked.Schema["properties"]!["note"]!;
        Assert.Equal("Ask Bob.", note["default"]!.GetValue<string>());
        Assert.Equal(5_000, note["anyOf"]![0]!["maxLength"]!.GetValue<int>());
        Assert.Equal(["note"], refused.Errors.Single().Location);
        Assert.Equal(["Ask Bob."], _host.Database.Query("SELECT note FROM subscriptions"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\" \"")]
    public async Task A_note_is_cleared_by_null_and_by_nothing_but_blanks(string note)
    {
        var thing = await _host.CreateThingAsync();
        await _host.WaitAsync(await _host.StartAsync("modify_note", thing, new { note = "Ask Bob." }), ProcessStatus.Completed);

        await _host.WaitAsync(
            await _host.StartAsync("modify_note", thing, new { note = JsonElement.Parse(note) }),
            ProcessStatus.Completed
        );

        Assert.Equal(["null"], _host.Database.Query("SELECT note FROM subscriptions"));
    }

    [Fact]
    public async Task A_subscription_that_cannot_be_loaded_can_have_a_note()
    {
        var thing = await _host.CreateThingAsync();
        _host.Database.Query("UPDATE subscription_instance_values SET value = 'many'");

        await _host.WaitAsync(await _host.StartAsync("modify_note", thing, new { note = "Broken." }), ProcessStatus.Completed);

        Assert.Equal(["Broken."], _host.Database.Query("SELECT note FROM subscriptions"));
    }

    [Fact]
    public async Task A_default_workflow_is_on_every_product_and_one_that_becomes_so_later_from_the_next_start_on()
    {
        const string products =
            "SELECT count(*) FROM products p WHERE {0} EXISTS (SELECT 1 FROM products_workflows l "
            + "JOIN workflows w USING (workflow_id) WHERE l.product_id = p.product_id AND w.name = '{1}')";
        string Count(string not, string workflow) => _host.Database.Query(string.Format(null, products, not, workflow)).Single();
        _host.Database.Query(
            "INSERT INTO products (product_id, name, description, product_type, tag, status, created_at) "
                + $"VALUES ('{Guid.NewGuid()}', 'old', 'Old', 'Old', 'OLD', 'active', '2020-01-01T00:00:00.000000Z')"
        );
        var (without, with) = (Count("NOT", "activate_thing"), Count("", "activate_thing"));

        await using var next = await EngineHost.StartAsync(
            _host.Database,
            static options => options.DefaultWorkflows.Add("activate_thing")
        );

        Assert.NotEqual("0", without);
        Assert.Equal("1", with);
        Assert.Equal(("0", "0"), (Count("NOT", "modify_note"), Count("NOT", "activate_thing")));
        var part = _host.Database.Query("SELECT count(*) FROM products").Single();
        Assert.Equal(part, Count("", "activate_thing"));
    }
}
