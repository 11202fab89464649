using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Orchestrator.BulkReconciles;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Search;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Subscriptions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

public sealed class SchemaTests
{
    /// <summary>The tables and columns of orchestrator-core at its migration head, "!" for not null, and ours after the bar.</summary>
    public static TheoryData<string, string, string> Tables { get; } =
        new()
        {
            { "products", "product_id! name! description! product_type! tag! status! created_at! end_date", "" },
            { "product_blocks", "product_block_id! name! description! tag status created_at! end_date", "" },
            { "resource_types", "resource_type_id! resource_type! description", "" },
            { "fixed_inputs", "fixed_input_id! name! value! created_at! product_id!", "" },
            { "workflows", "workflow_id! name! target! description! created_at! deleted_at is_task!", "" },
            { "product_product_blocks", "product_id! product_block_id!", "" },
            { "product_block_resource_types", "product_block_id! resource_type_id!", "" },
            { "products_workflows", "product_id! workflow_id!", "" },
            { "product_block_relations", "in_use_by_id! depends_on_id! min max", "" },
            {
                "subscriptions",
                "subscription_id! description! status! product_id! customer_id! insync! start_date end_date note version!",
                "locked_by"
            },
            { "subscription_instances", "subscription_instance_id! subscription_id! product_block_id! label", "" },
            { "subscription_instance_values", "subscription_instance_value_id! subscription_instance_id! resource_type_id! value!", "" },
            { "subscription_instance_relations", "in_use_by_id! depends_on_id! order_id! domain_model_attr", "" },
            { "subscription_customer_descriptions", "id! subscription_id! customer_id! description! created_at! version!", "" },
            { "subscription_metadata", "subscription_id! metadata!", "" },
            {
                "processes",
                "pid! assignee! last_status! last_step started_at! last_modified_at! failed_reason traceback created_by is_task! "
                    + "workflow_id! note",
                "queue! is_background! due_at waits_since run_by run_as run_policies policy reserved_subscription_id trace_parent "
                    + "trace_state"
            },
            {
                "process_steps",
                "stepid! pid! name! status! state! created_by completed_at! commit_hash started_at!",
                "step_key skip_reason"
            },
            { "processes_subscriptions", "id! pid! subscription_id! created_at! workflow_target", "" },
            { "input_states", "input_state_id! pid! input_state! input_time! input_type!", "" },
            { "engine_settings", "global_lock!", "state_key" },
            {
                "audit_entries",
                "",
                "entry_id! occurred_at! authenticated_name! reporter address action! pid subscription_id object_id workflow_name reason"
            },
            { "drift_pauses", "", "target_id! product_id subscription_id reason! paused_by! paused_at! ends_at" },
            { "drift_policies", "", "product_id! check_cron heal! max_drift_percent! brakes! windows changed_by! changed_at!" },
            { "external_drift", "", "subscription_id! status! checked_at! since! resources! attempts! next_heal_at healed_states" },
            {
                "accepted_deviations",
                "",
                "deviation_id! subscription_id! resource_id! resource_name! path! difference! difference_hash! reason! "
                    + "accepted_by! accepted_at! accepted_until ended_at ended_by"
            },
            { "external_drift_history", "", "entry_id! subscription_id! occurred_at! status! pid resources!" },
            {
                "bulk_reconciles",
                "",
                "pid! query! concurrency! paused! total! to_start! refused! done! failed! canary! stop_failed! stop_percent! "
                    + "stop_min_ended! wave_size! wait_seconds! stage_end! canary_passed! next_wave_at pulled_brake pause_reason "
                    + "paused_by paused_at failed_before! ended_before!"
            },
            { "bulk_reconcile_items", "", "pid! subscription_id! reconcile_id outcome refusal locked_by position!" },
            { "bulk_reconcile_relations", "", "pid! subscription_id! before_id!" },
            { "bulk_check_items", "", "pid! subscription_id! status refusal locked_by resources" },
            { "bulk_operation_items", "", "pid! process_id! outcome refusal" },
            { "process_callbacks", "", "pid! token_hash! expires_at" },
            {
                "schedules",
                "",
                "schedule_id! declared_key name! workflow_id! trigger_kind! trigger_arguments! pages! declaration next_run_at "
                    + "last_run_at last_pid last_refusal last_refusal_locked_by created_by! run_as run_policies updated_by created_at! "
                    + "deleted_at"
            },
            { "schedule_runs", "", "run_id! schedule_id! ran_at! pid refusal" },
            { "search_texts", "", "id source! source_id! owner_id! name" },
            { "external_systems", "", "name! reserved_until!" },
            { "external_system_hosts", "", "system_name! host! slots! individual! wanted! since! expires_at!" },
            { "hosts", "", "name! workers! queues! started_at! seen_at! expires_at!" },
            {
                "webhook_deliveries",
                "",
                "delivery_id! webhook! event_type! payload! created_at! attempts! next_attempt_at failed_at last_error owner leased_until"
            },
            { "disabled_webhooks", "", "name! endpoint_hash! disabled_at!" },
            { "process_starts", "", "key_hash! request_hash! pid! created_at!" },
            { "reconcile_plans", "", "plan_id! subscription_id! workflow_name! created_at! expires_at! seen! steps!" },
            { "process_leases", "", "pid! owner! token! expires_at! unlogged_attempts! renewed_at" },
        };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_has_the_columns_of_orchestrator_core_and_those_of_ours_that_are_listed(
        string table,
        string theirs,
        string ours
    )
    {
        await using var database = await CoreDatabase.CreateEmptyAsync(new SqliteTestDatabase());

        var columns = database.File.Query($"SELECT name || iif(\"notnull\", '!', '') FROM pragma_table_info('{table}')");

        Assert.Equal(
            $"{theirs} {ours}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            columns.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task There_is_no_table_that_is_not_listed_here()
    {
        await using var database = await CoreDatabase.CreateEmptyAsync(new SqliteTestDatabase());

        var tables = database.File.Query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
                + "AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND name NOT LIKE 'search\\_words%' ESCAPE '\\'"
        );

        Assert.Equal(Tables.Select(static row => row.Data.Item1).Order(StringComparer.Ordinal), tables.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_model_has_no_change_without_a_migration()
    {
        await using var database = await CoreDatabase.CreateEmptyAsync(new SqliteTestDatabase());
        await using var context = await database.Contexts.CreateDbContextAsync();

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_new_database_has_one_row_of_engine_settings()
    {
        await using var database = await CoreDatabase.CreateEmptyAsync(new SqliteTestDatabase());

        Assert.Equal(["0"], database.File.Query("SELECT global_lock FROM engine_settings"));
    }

    [Fact]
    public async Task Every_connection_keeps_commits_on_the_disk_foreign_keys_and_patience()
    {
        using var database = new SqliteTestDatabase();
        var options = new DbContextOptionsBuilder<OrchestratorDbContext>();
        database.Provider.Configure(options);
        await using var context = new OrchestratorDbContext(options.Options);
        await context.Database.OpenConnectionAsync();

        Assert.Equal("wal", await ReadAsync<string>(context, "SELECT journal_mode FROM pragma_journal_mode"));
        Assert.Equal(2, await ReadAsync<long>(context, "SELECT synchronous FROM pragma_synchronous"));
        Assert.Equal(1, await ReadAsync<long>(context, "SELECT foreign_keys FROM pragma_foreign_keys"));
        Assert.True(await ReadAsync<long>(context, "SELECT timeout FROM pragma_busy_timeout") >= 10_000);
    }

    [Fact]
    public async Task A_transaction_takes_the_write_lock_when_it_begins()
    {
        await using var database = await CoreDatabase.CreateEmptyAsync(new SqliteTestDatabase());
        await using var context = await database.Contexts.CreateDbContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await using var other = new SqliteConnection(database.File.ConnectionString);
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.CommandTimeout = 1;

        var exception = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(5, exception.SqliteErrorCode);
    }

    [Fact]
    public async Task The_next_subscriptions_of_a_bulk_reconcile_are_found_without_reading_all_of_them()
    {
        await using var database = await CoreDatabase.CreateEmptyAsync(new SqliteTestDatabase());
        await using var context = await database.Contexts.CreateDbContextAsync();
        await using var explain = await context.CommandAsync(
            $"EXPLAIN QUERY PLAN {BulkReconcileStore.NextToStart}",
            CancellationToken.None
        );
        var plan = new List<string>();
        await using var row = await explain.With("pid", Guid.Empty).With("limit", 20).ExecuteReaderAsync(CancellationToken.None);
        while (await row.ReadAsync())
        {
            plan.Add(row.GetString(3));
        }

        Assert.Contains(
            plan,
            static line => line.StartsWith("SEARCH i USING INDEX ix_bulk_reconcile_items_to_start", StringComparison.Ordinal)
        );
        Assert.Contains("subscription_id=?", plan.Single(static line => line.StartsWith("SEARCH o ", StringComparison.Ordinal)));
        Assert.DoesNotContain(plan, static line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subscription_is_loaded_without_reading_a_table_from_end_to_end()
    {
        await using var database = await CoreDatabase.CreateEmptyAsync(new SqliteTestDatabase());
        await using var connection = new SqliteConnection(database.File.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {SubscriptionReader.Query}";
        command.Parameters.AddWithValue("id", Guid.CreateVersion7().ToString());
        var scanned = new List<string>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            if (row.GetString(3) is ['S', 'C', 'A', 'N', ' ', .. var what])
            {
                scanned.Add(what);
            }
        }

        Assert.Equal(["tree"], scanned.Distinct());
    }

    /// <summary>
    /// With statistics that say that each product, block and resource type is that of 100,000 rows, SQLite would otherwise read those
    /// first.
    /// </summary>
    [Fact]
    public async Task A_search_reads_the_index_of_words_before_the_rows_of_the_products_that_have_them()
    {
        await using var database = await CoreDatabase.CreateEmptyAsync(new SqliteTestDatabase());
        await using (var prepared = await database.Contexts.CreateDbContextAsync())
        {
            await prepared.ExecuteAsync(
                """
                ANALYZE;
                INSERT INTO sqlite_stat1 (tbl, idx, stat)
                SELECT m.name, i.name, CASE WHEN i."unique" THEN '100000 1' ELSE '100000 100000' END
                FROM sqlite_master m, pragma_index_list(m.name) i
                WHERE m.name IN ('subscriptions', 'subscription_instances', 'subscription_instance_values')
                """,
                CancellationToken.None
            );
        }

        // On a connection of its own: one reads the statistics when it is opened.
        SqliteConnection.ClearAllPools();
        await using var context = await database.Contexts.CreateDbContextAsync();
        var values = new SqlValues();
        var condition = new SubscriptionQuery(context.Dialect, values).ToSql(SearchExpression.Parse("lamp"));
        await using var explain = await context.CommandAsync(
            $"EXPLAIN QUERY PLAN SELECT count(*) FROM subscriptions s WHERE {condition}",
            CancellationToken.None
        );
        var plan = new List<string>();
        await using var row = await values.Bind(explain).ExecuteReaderAsync(CancellationToken.None);
        while (await row.ReadAsync())
        {
            plan.Add(row.GetString(3));
        }

        var parts = plan.Index().Where(static line => line.Item is "UNION ALL").Select(line => plan[line.Index + 1]).ToArray();
        Assert.Equal(3, parts.Length);
        Assert.All(parts, static first => Assert.Equal("SCAN found", first));
        Assert.Single(plan, static line => line.Contains("search_words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ids_and_times_are_stored_as_text_of_one_width_that_sorts()
    {
        await using var database = await CoreDatabase.CreateEmptyAsync(new SqliteTestDatabase());
        var id = Guid.Parse("0197F6A0-ABCD-7000-8000-000000000001");
        await database.InTransactionAsync(async context =>
        {
            context.Add(new ResourceTypeEntity { ResourceTypeId = id, ResourceType = "speed" });
            context.Add(
                new ProductBlockEntity
                {
                    ProductBlockId = id,
                    Name = "block",
                    Description = "A block",
                    CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(1_234_560),
                }
            );
            await context.SaveChangesAsync();
        });

        Assert.Equal(
            ["0197f6a0-abcd-7000-8000-000000000001|2026-01-02T01:04:05.123456Z"],
            database.File.Query("SELECT product_block_id, created_at FROM product_blocks")
        );
    }

    [Fact]
    public async Task Each_update_of_a_subscription_or_of_a_customer_description_raises_its_version_by_one()
    {
        await using var database = await CoreDatabase.CreateAsync(new SqliteTestDatabase());
        var port = await database.CreatePortAsync();
        var id = port.SubscriptionId;
        database.File.Query(
            "INSERT INTO subscription_customer_descriptions (id, subscription_id, customer_id, description, created_at) "
                + $"VALUES ('{Guid.NewGuid()}', '{id}', 'c', 'd', '2026-01-01T00:00:00.000000Z')"
        );
        var before = Version();

        database.Set(id, "note = 'one'");
        database.Set(id, "note = 'two'");
        database.File.Query("UPDATE subscription_customer_descriptions SET description = 'e'");

        Assert.Equal(before + 2, Version());
        Assert.Equal(["2"], database.File.Query("SELECT version FROM subscription_customer_descriptions"));

        int Version() =>
            int.Parse(
                database.File.Query($"SELECT version FROM subscriptions WHERE subscription_id = '{id}'").Single(),
                System.Globalization.CultureInfo.InvariantCulture
            );
    }

    [Fact]
    public async Task The_version_that_the_database_counted_comes_back_when_a_row_is_saved_through_the_model()
    {
        await using var database = await CoreDatabase.CreateAsync(new SqliteTestDatabase());
        var port = await database.CreatePortAsync();
        await using var context = await database.Contexts.CreateDbContextAsync();
        var row = await context.Subscriptions.SingleAsync(subscription => subscription.SubscriptionId == port.SubscriptionId);
        var before = row.Version;

        row.Note = "changed";
        row.Version = 77;
        await context.SaveChangesAsync();

        Assert.Equal(before + 1, row.Version);
        Assert.Equal([$"{before + 1}"], database.File.Query("SELECT version FROM subscriptions"));
    }

    [Fact]
    public async Task Deleting_a_subscription_deletes_its_tree_and_a_product_in_use_cannot_be_deleted()
    {
        await using var database = await CoreDatabase.CreateAsync(new SqliteTestDatabase());
        var port = await database.CreatePortAsync();
        await using var context = await database.Contexts.CreateDbContextAsync();

        await Assert.ThrowsAsync<SqliteException>(() => context.Database.ExecuteSqlRawAsync("DELETE FROM products"));
        await context.Database.ExecuteSqlAsync($"DELETE FROM subscriptions WHERE subscription_id = {port.SubscriptionId.ToString()}");

        Assert.Equal(
            ["0|0"],
            database.File.Query("SELECT (SELECT count(*) FROM subscription_instances), (SELECT count(*) FROM subscription_instance_values)")
        );
    }

    private static async Task<T> ReadAsync<T>(OrchestratorDbContext context, string sql)
    {
        await using var command = await context.CommandAsync(sql, CancellationToken.None);
        return Assert.IsType<T>(await command.ExecuteScalarAsync(CancellationToken.None));
    }
}
