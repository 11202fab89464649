using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>A database that orchestrator-core has made, with a thing in it that it has made as well.</summary>
public sealed class CoreAdoptionTests : IDisposable
{
    private const string Columns =
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public' "
        + "AND table_name <> '__EFMigrationsHistory' ORDER BY 1, 2";

    private readonly PostgreSqlTestDatabase _database = new(migrated: false);

    public CoreAdoptionTests() => _database.Query(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "CoreSchema.sql")));

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task It_gets_what_it_lacks_and_keeps_everything_else()
    {
        var before = _database.Query(Columns);

        await using (await EngineHost.StartAsync(_database)) { }

        Assert.Equal(
            [
                "accepted_deviations|accepted_at",
                "accepted_deviations|accepted_by",
                "accepted_deviations|accepted_until",
                "accepted_deviations|deviation_id",
                "accepted_deviations|difference",
                "accepted_deviations|difference_hash",
                "accepted_deviations|ended_at",
                "accepted_deviations|ended_by",
                "accepted_deviations|path",
                "accepted_deviations|reason",
                "accepted_deviations|resource_id",
                "accepted_deviations|resource_name",
                "accepted_deviations|subscription_id",
                "audit_entries|action",
                "audit_entries|address",
                "audit_entries|authenticated_name",
                "audit_entries|entry_id",
                "audit_entries|object_id",
                "audit_entries|occurred_at",
                "audit_entries|pid",
                "audit_entries|reason",
                "audit_entries|reporter",
                "audit_entries|subscription_id",
                "audit_entries|workflow_name",
                "bulk_check_items|locked_by",
                "bulk_check_items|pid",
                "bulk_check_items|refusal",
                "bulk_check_items|resources",
                "bulk_check_items|status",
                "bulk_check_items|subscription_id",
                "bulk_operation_items|outcome",
                "bulk_operation_items|pid",
                "bulk_operation_items|process_id",
                "bulk_operation_items|refusal",
                "bulk_reconcile_items|locked_by",
                "bulk_reconcile_items|outcome",
                "bulk_reconcile_items|pid",
                "bulk_reconcile_items|position",
                "bulk_reconcile_items|reconcile_id",
                "bulk_reconcile_items|refusal",
                "bulk_reconcile_items|subscription_id",
                "bulk_reconcile_relations|before_id",
                "bulk_reconcile_relations|pid",
                "bulk_reconcile_relations|subscription_id",
                "bulk_reconciles|canary",
                "bulk_reconciles|canary_passed",
                "bulk_reconciles|concurrency",
                "bulk_reconciles|done",
                "bulk_reconciles|ended_before",
                "bulk_reconciles|failed",
                "bulk_reconciles|failed_before",
                "bulk_reconciles|next_wave_at",
                "bulk_reconciles|pause_reason",
                "bulk_reconciles|paused",
                "bulk_reconciles|paused_at",
                "bulk_reconciles|paused_by",
                "bulk_reconciles|pid",
                "bulk_reconciles|pulled_brake",
                "bulk_reconciles|query",
                "bulk_reconciles|refused",
                "bulk_reconciles|stage_end",
                "bulk_reconciles|stop_failed",
                "bulk_reconciles|stop_min_ended",
                "bulk_reconciles|stop_percent",
                "bulk_reconciles|to_start",
                "bulk_reconciles|total",
                "bulk_reconciles|wait_seconds",
                "bulk_reconciles|wave_size",
                "disabled_webhooks|disabled_at",
                "disabled_webhooks|endpoint_hash",
                "disabled_webhooks|name",
                "drift_pauses|ends_at",
                "drift_pauses|paused_at",
                "drift_pauses|paused_by",
                "drift_pauses|product_id",
                "drift_pauses|reason",
                "drift_pauses|subscription_id",
                "drift_pauses|target_id",
                "drift_policies|brakes",
                "drift_policies|changed_at",
                "drift_policies|changed_by",
                "drift_policies|check_cron",
                "drift_policies|heal",
                "drift_policies|max_drift_percent",
                "drift_policies|product_id",
                "drift_policies|windows",
                "engine_settings|state_key",
                "external_drift|attempts",
                "external_drift|checked_at",
                "external_drift|healed_states",
                "external_drift|next_heal_at",
                "external_drift|resources",
                "external_drift|since",
                "external_drift|status",
                "external_drift|subscription_id",
                "external_drift_history|entry_id",
                "external_drift_history|occurred_at",
                "external_drift_history|pid",
                "external_drift_history|resources",
                "external_drift_history|status",
                "external_drift_history|subscription_id",
                "external_system_hosts|expires_at",
                "external_system_hosts|host",
                "external_system_hosts|individual",
                "external_system_hosts|since",
                "external_system_hosts|slots",
                "external_system_hosts|system_name",
                "external_system_hosts|wanted",
                "external_systems|name",
                "external_systems|reserved_until",
                "hosts|expires_at",
                "hosts|name",
                "hosts|queues",
                "hosts|seen_at",
                "hosts|started_at",
                "hosts|workers",
                "process_callbacks|expires_at",
                "process_callbacks|pid",
                "process_callbacks|token_hash",
                "process_leases|expires_at",
                "process_leases|owner",
                "process_leases|pid",
                "process_leases|renewed_at",
                "process_leases|token",
                "process_leases|unlogged_attempts",
                "process_starts|created_at",
                "process_starts|key_hash",
                "process_starts|pid",
                "process_starts|request_hash",
                "process_steps|skip_reason",
                "process_steps|step_key",
                "processes|due_at",
                "processes|is_background",
                "processes|policy",
                "processes|queue",
                "processes|reserved_subscription_id",
                "processes|run_as",
                "processes|run_by",
                "processes|run_policies",
                "processes|trace_parent",
                "processes|trace_state",
                "processes|waits_since",
                "reconcile_plans|created_at",
                "reconcile_plans|expires_at",
                "reconcile_plans|plan_id",
                "reconcile_plans|seen",
                "reconcile_plans|steps",
                "reconcile_plans|subscription_id",
                "reconcile_plans|workflow_name",
                "schedule_runs|pid",
                "schedule_runs|ran_at",
                "schedule_runs|refusal",
                "schedule_runs|run_id",
                "schedule_runs|schedule_id",
                "schedules|created_at",
                "schedules|created_by",
                "schedules|declaration",
                "schedules|declared_key",
                "schedules|deleted_at",
                "schedules|last_pid",
                "schedules|last_refusal",
                "schedules|last_refusal_locked_by",
                "schedules|last_run_at",
                "schedules|name",
                "schedules|next_run_at",
                "schedules|pages",
                "schedules|run_as",
                "schedules|run_policies",
                "schedules|schedule_id",
                "schedules|trigger_arguments",
                "schedules|trigger_kind",
                "schedules|updated_by",
                "schedules|workflow_id",
                "search_texts|name",
                "search_texts|owner_id",
                "search_texts|source",
                "search_texts|words",
                "subscriptions|locked_by",
                "webhook_deliveries|attempts",
                "webhook_deliveries|created_at",
                "webhook_deliveries|delivery_id",
                "webhook_deliveries|event_type",
                "webhook_deliveries|failed_at",
                "webhook_deliveries|last_error",
                "webhook_deliveries|leased_until",
                "webhook_deliveries|next_attempt_at",
                "webhook_deliveries|owner",
                "webhook_deliveries|payload",
                "webhook_deliveries|webhook",
            ],
            _database.Query(Columns).Except(before).Select(static column => string.Join('|', column.Split('|')[..2]))
        );
        Assert.Empty(before.Except(_database.Query(Columns)));
        Assert.Equal(["0a1b2c3d4e5f", "ca79fd834ba0"], _database.Query("SELECT version_num FROM alembic_version ORDER BY 1"));
    }

    [Fact]
    public async Task It_has_the_columns_of_a_database_that_we_make()
    {
        using var ours = new PostgreSqlTestDatabase();
        await using (await EngineHost.StartAsync(_database)) { }

        // orchestrator-core tells the kinds of input by an enumeration, and bounds some texts that we do not.
        Assert.Equal(
            ours.Query(Columns).Select(Normalize),
            _database
                .Query(Columns)
                .Select(Normalize)
                .Where(static column =>
                    !column.Contains("apscheduler", StringComparison.Ordinal) && !column.StartsWith("alembic", StringComparison.Ordinal)
                )
        );

        static string Normalize(string column) =>
            column.Replace("character varying", "text", StringComparison.Ordinal).Replace("USER-DEFINED", "text", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_keys_and_defaults_are_those_of_a_database_that_we_make()
    {
        // orchestrator-core has one table without a key, and tables that we do not make.
        const string keys =
            "SELECT conname FROM pg_constraint WHERE contype IN ('p', 'f') AND connamespace = 'public'::regnamespace AND conname "
            + "<> 'subscription_metadata_pkey' AND conname NOT SIMILAR TO '%(apscheduler|alembic|EFMigrations)%|fk\\_%' ORDER BY 1";
        const string defaults =
            "SELECT table_name, column_name, column_default FROM information_schema.columns WHERE table_schema = 'public' "
            + "AND column_default IS NOT NULL ORDER BY 1, 2";
        using var ours = new PostgreSqlTestDatabase();
        await using (await EngineHost.StartAsync(_database)) { }

        Assert.Equal(ours.Query(keys), _database.Query(keys));
        Assert.Equal(ours.Query(defaults), _database.Query(defaults));
    }

    [Fact]
    public async Task Workflows_run_on_it_and_a_second_start_finds_nothing_to_do()
    {
        await using (var host = await EngineHost.StartAsync(_database))
        {
            var subscription = await host.CreateThingAsync();
            await host.WaitAsync(await host.StartAsync("modify_thing", subscription, new { size = 4 }), ProcessStatus.Completed);
        }

        await using var next = await EngineHost.StartAsync(_database);
        var thing = Guid.Parse(_database.Query("SELECT subscription_id FROM subscriptions").Single());
        await next.WaitAsync(await next.StartAsync("reconcile_thing", thing), ProcessStatus.Completed);
        Assert.Equal(["1"], _database.Query("SELECT insync FROM subscriptions"));
        Assert.Equal(
            ["initial_state", "initial_state", "initial_state"],
            _database.Query("SELECT CAST(input_type AS text) FROM input_states")
        );
    }

    [Fact]
    public async Task Its_subscriptions_are_read_as_they_are()
    {
        await using (await EngineHost.StartAsync(_database)) { }

        _database.Query(
            """
            WITH s AS (
                INSERT INTO subscriptions (description, status, product_id, customer_id, insync) SELECT 'Made by orchestrator-core', 'active', product_id, 'c', true
                FROM products WHERE name = 'thing' RETURNING subscription_id),
            i AS (
                INSERT INTO subscription_instances (subscription_id, product_block_id) SELECT s.subscription_id, b.product_block_id FROM s, product_blocks b
                WHERE b.name = 'Thing' RETURNING subscription_instance_id)
            INSERT INTO subscription_instance_values (subscription_instance_id, resource_type_id, value) SELECT i.subscription_instance_id, t.resource_type_id, v.value
            FROM i, resource_types t JOIN (VALUES ('size', '12'), ('colour', 'grey')) v (name, value) ON v.name = t.resource_type
            """
        );
        await using var host = await EngineHost.StartAsync(_database);

        var thing = Guid.Parse(_database.Query("SELECT subscription_id FROM subscriptions").Single());
        await host.WaitAsync(await host.StartAsync("reconcile_thing", thing), ProcessStatus.Completed);

        Assert.Equal([(thing, 12)], host.External.Calls);
    }

    [Fact]
    public async Task One_at_another_migration_is_refused_with_both_and_stays_as_it_is()
    {
        _database.Query("UPDATE alembic_version SET version_num = 'f4a7c9e21b08' WHERE version_num = 'ca79fd834ba0'");
        var before = _database.Query(Columns);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => EngineHost.StartAsync(_database));

        Assert.Equal("storage_core_revision", refusal.Code);
        Assert.Contains("f4a7c9e21b08", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ca79fd834ba0", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, _database.Query(Columns));
    }
}
