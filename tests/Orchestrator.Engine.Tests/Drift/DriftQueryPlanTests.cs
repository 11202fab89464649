using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Tests.DriftPolicies;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>
/// What is done again and again for many subscriptions, each look of a round or a bulk reconcile and each check, reads no large table from
/// end to end: it asks for the rows that it is about, by an index. As SQLite plans it, whatever database the run is about: PostgreSQL plans
/// by the sizes of the tables, which are small here.
/// </summary>
public sealed class DriftQueryPlanTests : IAsyncLifetime
{
    /// <summary>What a host writes a few rows into, however many subscriptions and processes there are.</summary>
    private static readonly string[] Small =
    [
        "workflows",
        "products",
        "product_product_blocks",
        "product_blocks",
        "product_block_relations",
        "product_block_resource_types",
        "products_workflows",
        "resource_types",
        "fixed_inputs",
        "schedules",
        "engine_settings",
        "drift_policies",
        "drift_pauses",
        "external_systems",
        "external_system_hosts",
        "hosts",
    ];

    private readonly SqliteTestDatabase _database = new();
    private readonly StatementLog _statements;
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;
    private GadgetRounds _rounds = null!;

    public DriftQueryPlanTests() => _statements = _database.LogStatements();

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(
            _database,
            services: services =>
            {
                services.AddSingleton(_system);
                _statements.Attach(services);
            },
            time: new FakeTimeProvider(DateTimeOffset.UtcNow),
            builder: static builder => builder.AddDriftPolicy("gadget", new() { Heal = DriftHealing.Heal, MaxDriftPercent = 100 })
        );
        _rounds = new(_host, _system);
        GadgetRows.Create(_host, _system, 12);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_round_reads_no_large_table_from_end_to_end()
    {
        _rounds.Spoil(1, 5);
        _statements.Clear();

        var round = await _rounds.RunAsync();

        Assert.Equal(5, round.Counts.Done);
        AssertReadByIndexes("bulk_check_items", "bulk_reconcile_items", "external_drift");
    }

    [Fact]
    public async Task A_dry_run_and_a_bulk_reconcile_read_no_large_table_from_end_to_end()
    {
        _rounds.Spoil(1, 5);
        var (checks, bulk) = (_host.Services.GetRequiredService<IBulkChecks>(), _host.Services.GetRequiredService<IBulkReconciles>());
        _statements.Clear();

        var dryRun = await checks.StartAsync(BulkSelection.OfProduct("gadget"), concurrency: 5, "ann");
        await _rounds.EndAsync(dryRun);
        await checks.GetAsync(dryRun);
        var reconcile = await bulk.StartAsync(
            BulkSelection.OfProduct("gadget"),
            concurrency: 5,
            "ann",
            brakes: new() { Canary = 1, WaveSize = 4 }
        );
        await _rounds.EndAsync(reconcile);
        await bulk.GetAsync(reconcile);

        AssertReadByIndexes("bulk_check_items", "bulk_reconcile_items", "external_drift");
    }

    [Fact]
    public async Task A_regular_check_and_a_check_of_one_subscription_read_no_large_table_from_end_to_end()
    {
        _statements.Clear();

        var regular = await _host.Processes.StartAsync("task_bulk_check", [EngineHost.Page(new { product = "gadget" })], "ann");
        await _rounds.EndAsync(regular);
        await _host.Services.GetRequiredService<IDriftChecks>().CheckAsync(GadgetRows.IdOf(1), "ann");
        await _host.Services.GetRequiredService<IReconcilePlans>().MakeAsync(GadgetRows.IdOf(2), "ann");

        AssertReadByIndexes("bulk_check_items", "external_drift");
    }

    private void AssertReadByIndexes(params string[] tables)
    {
        string[] read =
        [
            .. _statements
                .Statements.Distinct(StringComparer.Ordinal)
                .Where(static sql => sql.Split(' ', '\n')[0].ToUpperInvariant() is "SELECT" or "UPDATE" or "DELETE" or "WITH")
                // The clock of the kit's host asks this, which no host does.
                .Where(static sql => !sql.StartsWith("SELECT d.moment", StringComparison.Ordinal)),
        ];
        Assert.All(tables, table => Assert.Contains(read, sql => sql.Contains(table, StringComparison.Ordinal)));
        var whole = read.Select(sql => (Sql: sql, Tables: _database.FindWholeReads(sql).Except(Small, StringComparer.Ordinal).ToArray()))
            .Where(static found => found.Tables.Length > 0)
            .Select(static found => $"{string.Join(", ", found.Tables)}: {found.Sql}");
        Assert.Empty(whole);
    }
}
