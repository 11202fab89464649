using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations.Reading;

/// <summary>Lists of processes, filtered and ordered by the database.</summary>
public sealed class ProcessListTests(ProcessListTests.Filled filled) : IClassFixture<ProcessListTests.Filled>
{
    /// <summary>A database with two things, of which one was modified and one has a failed reconcile, and a task.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        internal EngineHost Host { get; private set; } = null!;

        internal Guid Modified { get; private set; }

        internal Guid Failed { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Host = await EngineHost.StartAsync();
            Modified = await Host.CreateThingAsync();
            Failed = await Host.CreateThingAsync();
            await Host.WaitAsync(await Host.StartAsync("modify_thing", Modified, new { size = 2 }), ProcessStatus.Completed);
            Host.External.FailNext(new InvalidOperationException("The line is Down."));
            await Host.WaitAsync(await Host.StartAsync("reconcile_thing", Failed), ProcessStatus.Failed);
            await Host.RunPlainAsync("run_group", ProcessStatus.Completed);
            await Host.Processes.SetNoteAsync(
                (await Host.Processes.SearchAsync(new([new("workflow_name", "modify_thing")], [], 0, 1))).Items.Single().ProcessId,
                "Look at this",
                "test"
            );
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    [Theory]
    [InlineData("workflow_name", "modify_thing", "modify_thing")]
    [InlineData("workflowName", "MODIFY_THING", "modify_thing")]
    [InlineData("!workflow_name", "modify_thing|create_thing", "reconcile_thing run_group")]
    [InlineData("last_status", "failed", "reconcile_thing")]
    [InlineData("lastStatus", "failed-completed", "create_thing create_thing modify_thing reconcile_thing run_group")]
    [InlineData("failed_reason", "the line is down.", "reconcile_thing")]
    [InlineData("is_task", "True", "run_group")]
    [InlineData("is_task", "perhaps", "")]
    [InlineData("target", "RECONCILE|MODIFY", "modify_thing reconcile_thing")]
    [InlineData("note", "look at this", "modify_thing")]
    [InlineData("product", "thing", "create_thing create_thing modify_thing reconcile_thing")]
    [InlineData("!product", "thing", "run_group")]
    [InlineData("tag", "other", "")]
    [InlineData("process_id", "no id", "")]
    [InlineData("started_at", ">=2020-01-01", "create_thing create_thing modify_thing reconcile_thing run_group")]
    [InlineData("last_modified_at", "<2020-01-01T00:00:00Z", "")]
    [InlineData("customer", "customer-1", "")] // Upstream compares customers only where they are UUIDs.
    public async Task A_filter_gives_the_processes_that_it_means(string field, string value, string expected)
    {
        var page = await filled.Host.Processes.SearchAsync(new([new(field, value)], [], 0, 100));

        Assert.Equal(expected, string.Join(' ', page.Items.Select(static item => item.WorkflowName).Order(StringComparer.Ordinal)));
        Assert.Equal(page.Items.Count, page.Total);
    }

    [Fact]
    public async Task Filters_hold_all_together_and_a_subscription_s_processes_are_found_by_its_id()
    {
        var ofModified = await filled.Host.Processes.SearchAsync(new([new("subscriptionId", filled.Modified.ToString())], [], 0, 100));
        var both = await filled.Host.Processes.SearchAsync(
            new([new("subscription_id", $"{filled.Modified}|{filled.Failed}"), new("target", "create")], [], 0, 100)
        );

        Assert.Equal(["modify_thing", "create_thing"], ofModified.Items.Select(static item => item.WorkflowName));
        Assert.All(ofModified.Items, item => Assert.Equal([filled.Modified], item.SubscriptionIds));
        Assert.Equal(2, both.Total);
    }

    [Theory]
    [InlineData("started_at", false, "create_thing create_thing modify_thing reconcile_thing run_group")]
    [InlineData("startedAt", true, "run_group reconcile_thing modify_thing create_thing create_thing")]
    [InlineData("workflow_name", true, "run_group reconcile_thing modify_thing create_thing create_thing")]
    [InlineData("is_task", true, "run_group")]
    [InlineData("last_status", true, "reconcile_thing")]
    public async Task An_order_is_the_field_s_values(string field, bool descending, string expected)
    {
        var page = await filled.Host.Processes.SearchAsync(new([], [new(field, descending)], 0, 100));

        Assert.StartsWith(expected, string.Join(' ', page.Items.Select(static item => item.WorkflowName)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assignee")]
    [InlineData("created_by")]
    [InlineData("failed_reason")]
    [InlineData("last_modified_at")]
    [InlineData("last_step")]
    [InlineData("note")]
    [InlineData("process_id")]
    [InlineData("product_created_at")]
    [InlineData("product_description")]
    [InlineData("product_end_date")]
    [InlineData("product_id")]
    [InlineData("product_name")]
    [InlineData("product_status")]
    [InlineData("product_tag")]
    [InlineData("product_type")]
    [InlineData("subscriptions")]
    [InlineData("traceback")]
    [InlineData("workflow_id")]
    [InlineData("workflow_target")]
    public async Task Pages_in_any_order_together_are_every_process_once(string field)
    {
        var seen = new List<Guid>();
        for (var skip = 0; skip < 5; skip += 2)
        {
            seen.AddRange(
                (await filled.Host.Processes.SearchAsync(new([], [new(field, Descending: true)], skip, 2))).Items.Select(static item =>
                    item.ProcessId
                )
            );
        }

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public async Task What_would_cost_too_much_is_refused()
    {
        static string Values(int count) => string.Join('|', Enumerable.Repeat("x", count));
        var most = new ProcessSearch(
            [.. Enumerable.Repeat(new FieldFilter("product", Values(200)), 20)],
            [.. Enumerable.Repeat(new FieldOrder("subscriptions", Descending: false), 10)],
            0,
            1_000
        );

        Assert.Equal(0, (await filled.Host.Processes.SearchAsync(most)).Total);
        foreach (
            var search in new[]
            {
                most with
                {
                    Filters = [.. most.Filters, most.Filters[0]],
                },
                most with
                {
                    Filters = [new("lastStatus", Values(201))],
                },
                most with
                {
                    Order = [.. most.Order, most.Order[0]],
                },
                most with
                {
                    Take = 1_001,
                },
                most with
                {
                    Skip = -1,
                },
            }
        )
        {
            await Assert.ThrowsAsync<InvalidRequestException>(() => filled.Host.Processes.SearchAsync(search));
        }
    }

    [Fact]
    public async Task A_list_reads_no_tracebacks()
    {
        var failed = (await filled.Host.Processes.SearchAsync(new([new("last_status", "failed")], [], 0, 1))).Items.Single();

        Assert.Equal(("The line is Down.", null), (failed.FailedReason, failed.Traceback));
        Assert.NotEmpty((await filled.Host.Processes.GetAsync(failed.ProcessId)).Traceback!);
    }

    [Fact]
    public async Task Without_an_order_the_newest_comes_first()
    {
        var page = await filled.Host.Processes.SearchAsync(new([], [], 0, 2));

        Assert.Equal(["run_group", "reconcile_thing"], page.Items.Select(static item => item.WorkflowName));
        Assert.Equal(5, page.Total);
    }
}
