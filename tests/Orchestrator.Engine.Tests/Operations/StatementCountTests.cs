using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Monitoring;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>
/// What an endpoint reads and what it changes for many at once takes the same number of statements for few rows and for many.
/// </summary>
public sealed partial class StatementCountTests : IAsyncLifetime
{
    private static readonly JsonElement[] NoAnswers = [JsonElement.Parse("{}")];

    private readonly TestDatabase _database = TestDatabase.New();
    private readonly StatementLog _statements;
    private EngineHost _host = null!;

    public StatementCountTests() => _statements = _database.LogStatements();

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(_database, services: _statements.Attach, time: new FakeTimeProvider(DateTimeOffset.UtcNow));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task It_does_not_grow_with_the_rows()
    {
        await FillAsync(1);
        var few = await CountAllAsync();
        await FillAsync(6);
        var many = await CountAllAsync();

        Assert.Equal(few.Select(static count => $"{count.Key}: {count.Value}"), many.Select(static count => $"{count.Key}: {count.Value}"));
        Assert.All(few.Values, static count => Assert.InRange(count, 1, 12));
    }

    [Fact]
    public async Task A_list_reads_neither_states_nor_tracebacks()
    {
        await FillAsync(2);
        var subscriptions = _host.Services.GetRequiredService<ISubscriptionDirectory>();
        _statements.Clear();

        var processes = await _host.Processes.SearchAsync(new([], [], 0, 100));
        await subscriptions.GetAsync([.. processes.Items.SelectMany(static item => item.SubscriptionIds)]);
        await subscriptions.SearchAsync("thing", 0, 100);

        Assert.NotEmpty(_statements.Statements);
        Assert.DoesNotContain(_statements.Statements, static sql => State().IsMatch(sql));
        _statements.Clear();
        await _host.Processes.GetAsync(processes.Items[0].ProcessId);
        Assert.Contains(_statements.Statements, static sql => State().IsMatch(sql));
    }

    [GeneratedRegex(@"\b(state|state_delta|traceback|process_steps|input_states)\b|\*(?!\))", RegexOptions.IgnoreCase)]
    private static partial Regex State();

    /// <summary>Makes things that use each other, failed and completed tasks, and schedules.</summary>
    private async Task FillAsync(int count)
    {
        var schedules = _host.Services.GetRequiredService<ISchedules>();
        for (var number = 0; number < count; number++)
        {
            await _host.CreateThingAsync(number + 1);
            await schedules.CreateAsync("run_group", $"Group {number}", ScheduleTrigger.Every(TimeSpan.FromDays(300)), NoAnswers, "ann");
            _host.External.FailNext(new InvalidOperationException("Down."));
            await _host.RunPlainAsync("work_on_condition", ProcessStatus.Failed);
        }
    }

    private async Task<SortedDictionary<string, int>> CountAllAsync()
    {
        var services = _host.Services;
        var (processes, subscriptions, schedules) = (
            _host.Processes,
            services.GetRequiredService<ISubscriptionDirectory>(),
            services.GetRequiredService<ISchedules>()
        );
        var thing = (await subscriptions.SearchAsync("", 0, 1)).Items[0].SubscriptionId;
        var failed = (await processes.SearchAsync(new([new("last_status", "failed")], [], 0, 1))).Items[0].ProcessId;
        Guid[] things = [.. (await subscriptions.SearchAsync("", 0, 100)).Items.Select(static item => item.SubscriptionId)];
        var bulk = await BulkAsync();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal)
        {
            ["GET processes"] = await CountAsync(() => processes.SearchAsync(new([], [new("subscriptions", Descending: true)], 0, 100))),
            ["GET processes: their subscriptions"] = await CountAsync(() => subscriptions.GetAsync(things)),
            ["GET process"] = await CountAsync(() => processes.GetAsync(failed)),
            ["GET status-counts"] = await CountAsync(() => processes.CountByStatusAsync()),
            ["GET search"] = await CountAsync(() => subscriptions.SearchAsync("thing -nothing", 0, 100)),
            ["GET domain-model"] = await CountAsync(() => subscriptions.GetDetailAsync(thing, ownedInUseBy: true)),
            ["GET subscription workflows"] = await CountAsync(() => subscriptions.GetActionsAsync(thing, "ann")),
            ["GET schedules"] = await CountAsync(() => schedules.ListAsync()),
            ["GET reconcile"] = await CountAsync(() => services.GetRequiredService<IBulkReconciles>().GetAsync(bulk)),
            ["a look at a bulk reconcile"] = await CountAsync(() =>
                services.GetRequiredService<BulkReconcileStore>().FindAsync(bulk, CancellationToken.None)
            ),
            ["counting what has ended"] = await CountAsync(() =>
                services.GetRequiredService<BulkReconcileStore>().CountEndedAsync(bulk, CancellationToken.None)
            ),
            ["GET metrics"] = await CountAsync(() => services.GetRequiredService<IEngineMetrics>().ReadAsync()),
            ["GET status"] = await CountAsync(() => services.GetRequiredService<IEngineControl>().GetStatusAsync()),
            ["GET worker-status"] = await CountAsync(() => services.GetRequiredService<IEngineControl>().GetWorkerStatusAsync()),
            ["PUT set_in_sync"] = await CountAsync(() => subscriptions.SetInSyncAsync(thing, "ann")),
        };

        // They fail again, so that as many are there the next time.
        var tasks = (await processes.CountByStatusAsync()).Tasks[ProcessStatus.Failed];
        _host.External.FailNext([.. Enumerable.Range(0, tasks).Select(static _ => new InvalidOperationException("Down."))]);
        counts["PUT resume-all"] = await CountAsync(
            () => processes.ResumeAllAsync("ann"),
            static sql =>
                sql.Contains("pid IN (", StringComparison.Ordinal) || sql.Contains("'inconsistent_data'", StringComparison.Ordinal)
        );
        await EngineHost.UntilAsync(async () =>
            !(await processes.CountByStatusAsync()).Tasks.ContainsKey(ProcessStatus.Resumed)
            && (await services.GetRequiredService<IEngineControl>().GetStatusAsync()).RunningProcesses == 0
        );
        var workflow = (await schedules.ListAsync()).First(static schedule => schedule.WorkflowName == "run_group").WorkflowId;
        counts["DELETE schedules"] = await CountAsync(
            () => schedules.DeleteOfWorkflowAsync(workflow, scheduleId: null, "ann"),
            static sql => sql.Contains("schedules", StringComparison.Ordinal)
        );
        return counts;
    }

    private async Task<Guid> BulkAsync()
    {
        var bulk = await _host.Services.GetRequiredService<IBulkReconciles>().StartAsync("", concurrency: 20, "ann");
        await EngineHost.UntilAsync(async () =>
        {
            await _host.AdvanceAsync(TimeSpan.FromSeconds(1));
            return (await _host.Processes.GetAsync(bulk)).Status == ProcessStatus.Completed;
        });
        return bulk;
    }

    /// <summary>
    /// Counts what a look sends: the least of three, because what the engine still does beside the first can only add to it.
    /// </summary>
    private async Task<int> CountAsync(Func<Task> look) =>
        Math.Min(
            await CountAsync(look, static _ => true),
            Math.Min(await CountAsync(look, static _ => true), await CountAsync(look, static _ => true))
        );

    /// <summary>Counts those statements of a change that are told by their text.</summary>
    private async Task<int> CountAsync(Func<Task> change, Func<string, bool> counts)
    {
        _statements.Clear();
        await change();
        return _statements.Statements.Count(counts);
    }
}
