using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Drift;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.SystemTasks;

/// <summary>What is kept, and for how long: each by a setting of its own, and deleted by a task in parts.</summary>
public sealed class RetentionTests
{
    private const string LongAgo = "2020-01-01T00:00:00.000000Z";
    private const int Many = 2_001;
    private const int PartsOfMany = 3;

    private static readonly JsonElement[] NoAnswers = [JsonElement.Parse("{}")];

    [Fact]
    public async Task Completed_processes_are_kept_for_good_unless_the_setting_says_for_how_long()
    {
        await using var host = await EngineHost.StartAsync();
        var kept = await CreateAsync(host);

        await host.RunPlainAsync("task_clean_up_tasks");

        Assert.Equal(ProcessStatus.Completed, (await host.Processes.GetAsync(kept)).Status);
    }

    [Fact]
    public async Task Completed_processes_older_than_the_setting_are_deleted_and_neither_younger_nor_unfinished_ones()
    {
        await using var host = await EngineHost.StartAsync(configure: static options => options.ProcessRetention = TimeSpan.FromDays(30));
        var old = await CreateAsync(host);
        var unfinished = await CreateAsync(host);
        host.Database.Query($"UPDATE processes SET last_status = 'failed' WHERE pid = '{unfinished}'");
        var subscription = await host.CreateThingAsync();
        var young = Guid.Parse(
            host.Database.Query($"SELECT pid FROM processes_subscriptions WHERE subscription_id = '{subscription}'").Single()
        );

        var task = await host.RunPlainAsync("task_clean_up_tasks");

        Assert.Equal(1, task.CurrentState.Get<int>("deleted_processes"));
        await Assert.ThrowsAsync<NotFoundException>(() => host.Processes.GetAsync(old));
        Assert.Equal(ProcessStatus.Failed, (await host.Processes.GetAsync(unfinished)).Status);
        Assert.Equal(ProcessStatus.Completed, (await host.Processes.GetAsync(young)).Status);
        Assert.Equal(["3"], host.Database.Query("SELECT count(*) FROM subscriptions"));
    }

    [Fact]
    public Task Many_processes_are_deleted_in_parts() =>
        CheckPartsAsync(
            static options => options.ProcessRetention = TimeSpan.FromDays(30),
            static database =>
                $"""
                    INSERT INTO processes (pid, workflow_id, is_task, assignee, last_status, last_step, started_at, last_modified_at, created_by, queue)
                    SELECT {database.NumberedId(
                        "i"
                    )}, (SELECT workflow_id FROM workflows WHERE name = 'mop_floor'), FALSE, 'SYSTEM', 'completed', 'Done', '{LongAgo}', '{LongAgo}', 'ann', 'default' FROM n
                    """,
            "processes",
            "created_by = 'ann'",
            "SELECT pid FROM processes WHERE NOT is_task"
        );

    [Fact]
    public async Task Entries_of_the_audit_are_kept_for_as_long_as_the_setting_says_and_for_good_when_it_says_zero()
    {
        using var database = TestDatabase.New();
        await using (var first = await EngineHost.StartAsync(database, static options => options.AuditRetention = TimeSpan.Zero))
        {
            await first.WaitAsync(await first.Processes.StartAsync("mop_floor", NoAnswers, "old"), ProcessStatus.Completed);
            database.Query($"UPDATE audit_entries SET occurred_at = '{LongAgo}'");
            await first.RunPlainAsync("task_clean_up_tasks");
            Assert.Equal(["1"], database.Query("SELECT count(*) FROM audit_entries WHERE authenticated_name = 'old'"));
        }

        await using var second = await EngineHost.StartAsync(database, static options => options.AuditRetention = TimeSpan.FromDays(30));
        await second.Processes.StartAsync("mop_floor", NoAnswers, "young");
        await second.RunPlainAsync("task_clean_up_tasks");

        Assert.Equal(
            ["young"],
            database.Query("SELECT authenticated_name FROM audit_entries WHERE authenticated_name IN ('old', 'young')")
        );
    }

    [Fact]
    public Task Many_entries_of_the_audit_are_deleted_in_parts() =>
        CheckPartsAsync(
            static options => options.AuditRetention = TimeSpan.FromDays(30),
            static database =>
                $"INSERT INTO audit_entries (entry_id, occurred_at, authenticated_name, action) SELECT {database.NumberedId("i")}, "
                + $"'{LongAgo}', 'old', 'start' FROM n",
            "audit_entries",
            "authenticated_name = 'old'",
            "DELETE FROM audit_entries "
        );

    [Theory]
    [InlineData(30, 1)]
    [InlineData(0, 2)]
    public async Task The_history_of_drift_is_kept_for_as_long_as_the_setting_says_and_for_good_when_it_says_zero(int days, int left)
    {
        var system = new GadgetSystem();
        await using var host = await EngineHost.StartAsync(
            configure: options => options.DriftRetention = TimeSpan.FromDays(days),
            services: services => services.AddSingleton(system)
        );
        var created = await host.RunPlainAsync(
            "create_gadget",
            [EngineHost.Page(new { product = host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "" })]
        );
        var subscription = created.SubscriptionIds.Single();
        var checks = host.Services.GetRequiredService<IDriftChecks>();
        host.Database.Query($"UPDATE external_drift_history SET occurred_at = '{LongAgo}'");
        system.Objects.Clear();
        await checks.CheckAsync(subscription, "ann");

        await host.RunPlainAsync("task_clean_up_tasks");

        var history = (await checks.GetHistoryAsync(subscription, skip: 0, take: 10)).Items;
        Assert.Equal(new[] { DriftStatus.Drifted, DriftStatus.NoDrift }.Take(left), history.Select(static change => change.Status));
        Assert.Equal(DriftStatus.Drifted, (await checks.GetAsync(subscription)).Status);
    }

    [Fact]
    public async Task A_start_is_remembered_for_as_long_as_the_setting_says()
    {
        await using var host = await EngineHost.StartAsync(configure: static options =>
            options.IdempotencyRetention = TimeSpan.FromHours(1)
        );
        await host.Processes.StartOnceAsync("run_group", NoAnswers, "ann", "old");
        host.Database.Query($"UPDATE process_starts SET created_at = '{LongAgo}'");
        await host.Processes.StartOnceAsync("run_group", NoAnswers, "ann", "young");

        await host.RunPlainAsync("task_clean_up_tasks");

        Assert.Equal(["1"], host.Database.Query("SELECT count(*) FROM process_starts"));
    }

    /// <summary>Makes a thing by a process that was completed long ago.</summary>
    private static async Task<Guid> CreateAsync(EngineHost host)
    {
        var subscription = await host.CreateThingAsync();
        var process = host.Database.Query($"SELECT pid FROM processes_subscriptions WHERE subscription_id = '{subscription}'").Single();
        host.Database.Query($"UPDATE processes SET last_modified_at = '{LongAgo}' WHERE pid = '{process}'");
        return Guid.Parse(process);
    }

    /// <summary>Many rows are deleted by several transactions, so that others write between two of them.</summary>
    private static async Task CheckPartsAsync(
        Action<OrchestratorOptions> configure,
        Func<TestDatabase, string> insert,
        string table,
        string isOld,
        string part
    )
    {
        using var database = TestDatabase.New();
        var statements = database.LogStatements();
        await using var host = await EngineHost.StartAsync(database, configure, statements.Attach);
        database.Query($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Many}) {insert(database)}");
        statements.Clear();

        await host.RunPlainAsync("task_clean_up_tasks");

        Assert.Equal(["0"], database.Query($"SELECT count(*) FROM {table} WHERE {isOld}"));
        Assert.Equal(PartsOfMany, statements.Statements.Count(sql => sql.StartsWith(part, StringComparison.Ordinal)));
    }
}
