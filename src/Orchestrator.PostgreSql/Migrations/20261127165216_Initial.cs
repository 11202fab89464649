using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    authenticated_name = table.Column<string>(type: "text", nullable: false),
                    reporter = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    address = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    action = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    pid = table.Column<Guid>(type: "uuid", nullable: true),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: true),
                    object_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workflow_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    reason = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("audit_entries_pkey", x => x.entry_id);
                });

            migrationBuilder.CreateTable(
                name: "disabled_webhooks",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    endpoint_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("disabled_webhooks_pkey", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "engine_settings",
                columns: table => new
                {
                    global_lock = table.Column<bool>(type: "boolean", nullable: false),
                    state_key = table.Column<string>(type: "character varying(44)", maxLength: 44, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("engine_settings_pkey", x => x.global_lock);
                });

            migrationBuilder.CreateTable(
                name: "external_system_hosts",
                columns: table => new
                {
                    system_name = table.Column<string>(type: "text", nullable: false),
                    host = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    slots = table.Column<int>(type: "integer", nullable: false),
                    individual = table.Column<int>(type: "integer", nullable: false),
                    wanted = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("external_system_hosts_pkey", x => new { x.system_name, x.host });
                });

            migrationBuilder.CreateTable(
                name: "external_systems",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    reserved_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("external_systems_pkey", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "hosts",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    workers = table.Column<int>(type: "integer", nullable: false),
                    queues = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("hosts_pkey", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "process_starts",
                columns: table => new
                {
                    key_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    request_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("process_starts_pkey", x => x.key_hash);
                });

            migrationBuilder.CreateTable(
                name: "product_blocks",
                columns: table => new
                {
                    product_block_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    tag = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    status = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP"),
                    end_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("product_blocks_pkey", x => x.product_block_id);
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    product_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    product_type = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    tag = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    status = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP"),
                    end_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("products_pkey", x => x.product_id);
                });

            migrationBuilder.CreateTable(
                name: "reconcile_plans",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workflow_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen = table.Column<string>(type: "text", nullable: false),
                    steps = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("reconcile_plans_pkey", x => x.plan_id);
                });

            migrationBuilder.CreateTable(
                name: "resource_types",
                columns: table => new
                {
                    resource_type_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    resource_type = table.Column<string>(type: "character varying(510)", maxLength: 510, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("resource_types_pkey", x => x.resource_type_id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    webhook = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    event_type = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    owner = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("webhook_deliveries_pkey", x => x.delivery_id);
                });

            migrationBuilder.CreateTable(
                name: "workflows",
                columns: table => new
                {
                    workflow_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    name = table.Column<string>(type: "text", nullable: false),
                    target = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP"),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_task = table.Column<bool>(type: "boolean", nullable: false, defaultValueSql: "false")
                },
                constraints: table =>
                {
                    table.PrimaryKey("workflows_pkey", x => x.workflow_id);
                });

            migrationBuilder.CreateTable(
                name: "product_block_relations",
                columns: table => new
                {
                    in_use_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    depends_on_id = table.Column<Guid>(type: "uuid", nullable: false),
                    min = table.Column<int>(type: "integer", nullable: true),
                    max = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("product_block_relations_pkey", x => new { x.in_use_by_id, x.depends_on_id });
                    table.ForeignKey(
                        name: "product_block_relations_depends_on_id_fkey",
                        column: x => x.depends_on_id,
                        principalTable: "product_blocks",
                        principalColumn: "product_block_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "product_block_relations_in_use_by_id_fkey",
                        column: x => x.in_use_by_id,
                        principalTable: "product_blocks",
                        principalColumn: "product_block_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "drift_policies",
                columns: table => new
                {
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    check_cron = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    heal = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    max_drift_percent = table.Column<int>(type: "integer", nullable: false),
                    brakes = table.Column<string>(type: "text", nullable: false),
                    windows = table.Column<string>(type: "text", nullable: true),
                    changed_by = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("drift_policies_pkey", x => x.product_id);
                    table.ForeignKey(
                        name: "drift_policies_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "product_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "fixed_inputs",
                columns: table => new
                {
                    fixed_input_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP"),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("fixed_inputs_pkey", x => x.fixed_input_id);
                    table.ForeignKey(
                        name: "fixed_inputs_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "product_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "product_product_blocks",
                columns: table => new
                {
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_block_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("product_product_blocks_pkey", x => new { x.product_id, x.product_block_id });
                    table.ForeignKey(
                        name: "product_product_blocks_product_block_id_fkey",
                        column: x => x.product_block_id,
                        principalTable: "product_blocks",
                        principalColumn: "product_block_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "product_product_blocks_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "product_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    status = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<string>(type: "text", nullable: false),
                    insync = table.Column<bool>(type: "boolean", nullable: false),
                    start_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    end_date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    note = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    locked_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("subscriptions_pkey", x => x.subscription_id);
                    table.ForeignKey(
                        name: "subscriptions_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "product_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "product_block_resource_types",
                columns: table => new
                {
                    product_block_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource_type_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("product_block_resource_types_pkey", x => new { x.product_block_id, x.resource_type_id });
                    table.ForeignKey(
                        name: "product_block_resource_types_product_block_id_fkey",
                        column: x => x.product_block_id,
                        principalTable: "product_blocks",
                        principalColumn: "product_block_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "product_block_resource_types_resource_type_id_fkey",
                        column: x => x.resource_type_id,
                        principalTable: "resource_types",
                        principalColumn: "resource_type_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "processes",
                columns: table => new
                {
                    pid = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    assignee = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, defaultValue: "SYSTEM"),
                    last_status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    last_step = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP"),
                    last_modified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP"),
                    failed_reason = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: true),
                    traceback = table.Column<string>(type: "character varying(50000)", maxLength: 50000, nullable: true),
                    created_by = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    is_task = table.Column<bool>(type: "boolean", nullable: false, defaultValueSql: "false"),
                    workflow_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true),
                    queue = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, defaultValue: "default"),
                    is_background = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    waits_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    run_by = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    run_as = table.Column<string>(type: "text", nullable: true),
                    run_policies = table.Column<string>(type: "text", nullable: true),
                    policy = table.Column<string>(type: "text", nullable: true),
                    reserved_subscription_id = table.Column<Guid>(type: "uuid", nullable: true),
                    trace_parent = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: true),
                    trace_state = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("processes_pkey", x => x.pid);
                    table.ForeignKey(
                        name: "processes_workflow_id_fkey",
                        column: x => x.workflow_id,
                        principalTable: "workflows",
                        principalColumn: "workflow_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "products_workflows",
                columns: table => new
                {
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workflow_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("products_workflows_pkey", x => new { x.product_id, x.workflow_id });
                    table.ForeignKey(
                        name: "products_workflows_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "product_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "products_workflows_workflow_id_fkey",
                        column: x => x.workflow_id,
                        principalTable: "workflows",
                        principalColumn: "workflow_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "schedules",
                columns: table => new
                {
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    declared_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    workflow_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trigger_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    trigger_arguments = table.Column<string>(type: "text", nullable: false),
                    pages = table.Column<string>(type: "text", nullable: false),
                    declaration = table.Column<string>(type: "text", nullable: true),
                    next_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_pid = table.Column<Guid>(type: "uuid", nullable: true),
                    last_refusal = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    last_refusal_locked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_by = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    run_as = table.Column<string>(type: "text", nullable: true),
                    run_policies = table.Column<string>(type: "text", nullable: true),
                    updated_by = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("schedules_pkey", x => x.schedule_id);
                    table.ForeignKey(
                        name: "schedules_workflow_id_fkey",
                        column: x => x.workflow_id,
                        principalTable: "workflows",
                        principalColumn: "workflow_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "schedule_runs",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ran_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    pid = table.Column<Guid>(type: "uuid", nullable: true),
                    refusal = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("schedule_runs_pkey", x => x.run_id);
                    table.ForeignKey(
                        name: "schedule_runs_schedule_id_fkey",
                        column: x => x.schedule_id,
                        principalTable: "schedules",
                        principalColumn: "schedule_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "accepted_deviations",
                columns: table => new
                {
                    deviation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource_id = table.Column<string>(type: "text", nullable: false),
                    resource_name = table.Column<string>(type: "text", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    difference = table.Column<string>(type: "text", nullable: false),
                    difference_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    accepted_by = table.Column<string>(type: "text", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("accepted_deviations_pkey", x => x.deviation_id);
                    table.ForeignKey(
                        name: "accepted_deviations_subscription_id_fkey",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "subscription_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "drift_pauses",
                columns: table => new
                {
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false),
                    paused_by = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("drift_pauses_pkey", x => x.target_id);
                    table.ForeignKey(
                        name: "drift_pauses_product_id_fkey",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "product_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "drift_pauses_subscription_id_fkey",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "subscription_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "external_drift",
                columns: table => new
                {
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resources = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    next_heal_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    healed_states = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("external_drift_pkey", x => x.subscription_id);
                    table.ForeignKey(
                        name: "external_drift_subscription_id_fkey",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "subscription_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "external_drift_history",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    pid = table.Column<Guid>(type: "uuid", nullable: true),
                    resources = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("external_drift_history_pkey", x => x.entry_id);
                    table.ForeignKey(
                        name: "external_drift_history_subscription_id_fkey",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "subscription_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscription_customer_descriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP"),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1)
                },
                constraints: table =>
                {
                    table.PrimaryKey("subscription_customer_descriptions_pkey", x => x.id);
                    table.ForeignKey(
                        name: "subscription_customer_descriptions_subscription_id_fkey",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "subscription_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscription_instances",
                columns: table => new
                {
                    subscription_instance_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_block_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("subscription_instances_pkey", x => x.subscription_instance_id);
                    table.ForeignKey(
                        name: "subscription_instances_product_block_id_fkey",
                        column: x => x.product_block_id,
                        principalTable: "product_blocks",
                        principalColumn: "product_block_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "subscription_instances_subscription_id_fkey",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "subscription_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscription_metadata",
                columns: table => new
                {
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    metadata = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("subscription_metadata_pkey", x => x.subscription_id);
                    table.ForeignKey(
                        name: "subscription_metadata_subscription_id_fkey",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "subscription_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_check_items",
                columns: table => new
                {
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    refusal = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    locked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    resources = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("bulk_check_items_pkey", x => new { x.pid, x.subscription_id });
                    table.ForeignKey(
                        name: "bulk_check_items_pid_fkey",
                        column: x => x.pid,
                        principalTable: "processes",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_operation_items",
                columns: table => new
                {
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    process_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    refusal = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("bulk_operation_items_pkey", x => new { x.pid, x.process_id });
                    table.ForeignKey(
                        name: "bulk_operation_items_pid_fkey",
                        column: x => x.pid,
                        principalTable: "processes",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_reconciles",
                columns: table => new
                {
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    query = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    concurrency = table.Column<int>(type: "integer", nullable: false),
                    paused = table.Column<bool>(type: "boolean", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    to_start = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    refused = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    done = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    failed = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    canary = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    stop_failed = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    stop_percent = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    stop_min_ended = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    wave_size = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    wait_seconds = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    stage_end = table.Column<int>(type: "integer", nullable: false),
                    canary_passed = table.Column<bool>(type: "boolean", nullable: false),
                    next_wave_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    pulled_brake = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    pause_reason = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true),
                    paused_by = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_before = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    ended_before = table.Column<int>(type: "integer", nullable: false, defaultValue: 0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("bulk_reconciles_pkey", x => x.pid);
                    table.ForeignKey(
                        name: "bulk_reconciles_pid_fkey",
                        column: x => x.pid,
                        principalTable: "processes",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "input_states",
                columns: table => new
                {
                    input_state_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    input_state = table.Column<string>(type: "jsonb", nullable: false),
                    input_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP"),
                    input_type = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("input_states_pkey", x => x.input_state_id);
                    table.ForeignKey(
                        name: "input_states_pid_fkey",
                        column: x => x.pid,
                        principalTable: "processes",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "process_callbacks",
                columns: table => new
                {
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("process_callbacks_pkey", x => x.pid);
                    table.ForeignKey(
                        name: "process_callbacks_pid_fkey",
                        column: x => x.pid,
                        principalTable: "processes",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "process_leases",
                columns: table => new
                {
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    token = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    unlogged_attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    renewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("process_leases_pkey", x => x.pid);
                    table.ForeignKey(
                        name: "process_leases_pid_fkey",
                        column: x => x.pid,
                        principalTable: "processes",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "process_steps",
                columns: table => new
                {
                    stepid = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    state = table.Column<string>(type: "jsonb", nullable: false),
                    created_by = table.Column<string>(type: "text", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "statement_timestamp()"),
                    commit_hash = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "statement_timestamp()"),
                    step_key = table.Column<string>(type: "text", nullable: true),
                    skip_reason = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("process_steps_pkey", x => x.stepid);
                    table.ForeignKey(
                        name: "process_steps_pid_fkey",
                        column: x => x.pid,
                        principalTable: "processes",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "processes_subscriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP"),
                    workflow_target = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true, defaultValueSql: "'CREATE'")
                },
                constraints: table =>
                {
                    table.PrimaryKey("processes_subscriptions_pkey", x => x.id);
                    table.ForeignKey(
                        name: "processes_subscriptions_pid_fkey",
                        column: x => x.pid,
                        principalTable: "processes",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "processes_subscriptions_subscription_id_fkey",
                        column: x => x.subscription_id,
                        principalTable: "subscriptions",
                        principalColumn: "subscription_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "subscription_instance_relations",
                columns: table => new
                {
                    in_use_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    depends_on_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<int>(type: "integer", nullable: false),
                    domain_model_attr = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("subscription_instance_relations_pkey", x => new { x.in_use_by_id, x.depends_on_id, x.order_id });
                    table.ForeignKey(
                        name: "subscription_instance_relations_depends_on_id_fkey",
                        column: x => x.depends_on_id,
                        principalTable: "subscription_instances",
                        principalColumn: "subscription_instance_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "subscription_instance_relations_in_use_by_id_fkey",
                        column: x => x.in_use_by_id,
                        principalTable: "subscription_instances",
                        principalColumn: "subscription_instance_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscription_instance_values",
                columns: table => new
                {
                    subscription_instance_value_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    subscription_instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource_type_id = table.Column<Guid>(type: "uuid", nullable: false),
                    value = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("subscription_instance_values_pkey", x => x.subscription_instance_value_id);
                    table.ForeignKey(
                        name: "subscription_instance_values_resource_type_id_fkey",
                        column: x => x.resource_type_id,
                        principalTable: "resource_types",
                        principalColumn: "resource_type_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "subscription_instance_values_subscription_instance_id_fkey",
                        column: x => x.subscription_instance_id,
                        principalTable: "subscription_instances",
                        principalColumn: "subscription_instance_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_reconcile_items",
                columns: table => new
                {
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reconcile_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    refusal = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    locked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false, defaultValue: 0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("bulk_reconcile_items_pkey", x => new { x.pid, x.subscription_id });
                    table.ForeignKey(
                        name: "bulk_reconcile_items_pid_fkey",
                        column: x => x.pid,
                        principalTable: "bulk_reconciles",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_reconcile_relations",
                columns: table => new
                {
                    pid = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    before_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("bulk_reconcile_relations_pkey", x => new { x.pid, x.subscription_id, x.before_id });
                    table.ForeignKey(
                        name: "bulk_reconcile_relations_pid_fkey",
                        column: x => x.pid,
                        principalTable: "bulk_reconciles",
                        principalColumn: "pid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accepted_deviations_subscription_id",
                table: "accepted_deviations",
                columns: new[] { "subscription_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_occurred_at",
                table: "audit_entries",
                columns: new[] { "occurred_at", "entry_id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_pid",
                table: "audit_entries",
                column: "pid",
                filter: "pid IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_subscription_id",
                table: "audit_entries",
                column: "subscription_id",
                filter: "subscription_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_check_items_to_check",
                table: "bulk_check_items",
                columns: new[] { "subscription_id", "pid" },
                filter: "status IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_operation_items_to_do",
                table: "bulk_operation_items",
                columns: new[] { "pid", "process_id" },
                filter: "outcome IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_reconcile_items_reconcile_id",
                table: "bulk_reconcile_items",
                column: "reconcile_id",
                filter: "reconcile_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_reconcile_items_running",
                table: "bulk_reconcile_items",
                column: "pid",
                filter: "reconcile_id IS NOT NULL AND outcome IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_reconcile_items_to_start",
                table: "bulk_reconcile_items",
                columns: new[] { "pid", "position" },
                filter: "reconcile_id IS NULL AND refusal IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_reconcile_relations_before_id",
                table: "bulk_reconcile_relations",
                columns: new[] { "pid", "before_id" });

            migrationBuilder.CreateIndex(
                name: "ix_drift_pauses_product_id",
                table: "drift_pauses",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_drift_pauses_subscription_id",
                table: "drift_pauses",
                column: "subscription_id");

            migrationBuilder.CreateIndex(
                name: "ix_external_drift_checked_at",
                table: "external_drift",
                columns: new[] { "checked_at", "subscription_id" });

            migrationBuilder.CreateIndex(
                name: "ix_external_drift_drifted",
                table: "external_drift",
                column: "subscription_id",
                filter: "status = 'drifted'");

            migrationBuilder.CreateIndex(
                name: "ix_external_drift_history_occurred_at",
                table: "external_drift_history",
                columns: new[] { "occurred_at", "entry_id" });

            migrationBuilder.CreateIndex(
                name: "ix_external_drift_history_subscription_id",
                table: "external_drift_history",
                columns: new[] { "subscription_id", "occurred_at", "entry_id" });

            migrationBuilder.CreateIndex(
                name: "IX_fixed_inputs_product_id",
                table: "fixed_inputs",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "fixed_inputs_name_product_id_key",
                table: "fixed_inputs",
                columns: new[] { "name", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_input_states_pid",
                table: "input_states",
                column: "pid");

            migrationBuilder.CreateIndex(
                name: "ix_process_callbacks_expires_at",
                table: "process_callbacks",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_process_starts_created_at",
                table: "process_starts",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_process_steps_pid",
                table: "process_steps",
                column: "pid");

            migrationBuilder.CreateIndex(
                name: "IX_processes_workflow_id",
                table: "processes",
                column: "workflow_id");

            migrationBuilder.CreateIndex(
                name: "ix_processes_is_task",
                table: "processes",
                column: "is_task");

            migrationBuilder.CreateIndex(
                name: "ix_processes_is_task_started_at",
                table: "processes",
                columns: new[] { "is_task", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_processes_reserved_subscription_id",
                table: "processes",
                column: "reserved_subscription_id",
                filter: "reserved_subscription_id IS NOT NULL AND last_status IN ('created', 'running', 'resumed')");

            migrationBuilder.CreateIndex(
                name: "ix_processes_unfinished",
                table: "processes",
                columns: new[] { "queue", "is_background", "started_at", "pid" },
                filter: "last_status IN ('created', 'running', 'resumed', 'waiting')");

            migrationBuilder.CreateIndex(
                name: "ix_processes_subscriptions_pid",
                table: "processes_subscriptions",
                column: "pid");

            migrationBuilder.CreateIndex(
                name: "ix_processes_subscriptions_subscription_id",
                table: "processes_subscriptions",
                column: "subscription_id");

            migrationBuilder.CreateIndex(
                name: "processes_subscriptions_ix",
                table: "processes_subscriptions",
                columns: new[] { "pid", "subscription_id" });

            migrationBuilder.CreateIndex(
                name: "IX_product_block_relations_depends_on_id",
                table: "product_block_relations",
                column: "depends_on_id");

            migrationBuilder.CreateIndex(
                name: "IX_product_block_resource_types_resource_type_id",
                table: "product_block_resource_types",
                column: "resource_type_id");

            migrationBuilder.CreateIndex(
                name: "product_blocks_name_key",
                table: "product_blocks",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_product_product_blocks_product_block_id",
                table: "product_product_blocks",
                column: "product_block_id");

            migrationBuilder.CreateIndex(
                name: "ix_products_tag",
                table: "products",
                column: "tag");

            migrationBuilder.CreateIndex(
                name: "products_name_key",
                table: "products",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_products_workflows_workflow_id",
                table: "products_workflows",
                column: "workflow_id");

            migrationBuilder.CreateIndex(
                name: "ix_reconcile_plans_expires_at",
                table: "reconcile_plans",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "resource_types_resource_type_key",
                table: "resource_types",
                column: "resource_type",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_schedule_runs_schedule_id",
                table: "schedule_runs",
                columns: new[] { "schedule_id", "ran_at" });

            migrationBuilder.CreateIndex(
                name: "IX_schedules_workflow_id",
                table: "schedules",
                column: "workflow_id");

            migrationBuilder.CreateIndex(
                name: "ix_schedules_next_run_at",
                table: "schedules",
                column: "next_run_at");

            migrationBuilder.CreateIndex(
                name: "uq_schedules_declared_key",
                table: "schedules",
                column: "declared_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subscription_customer_descriptions_customer_id",
                table: "subscription_customer_descriptions",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_subscription_customer_descriptions_subscription_id",
                table: "subscription_customer_descriptions",
                column: "subscription_id");

            migrationBuilder.CreateIndex(
                name: "uniq_customer_subscription_description",
                table: "subscription_customer_descriptions",
                columns: new[] { "customer_id", "subscription_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subscription_instance_relations_depends_on_id",
                table: "subscription_instance_relations",
                column: "depends_on_id");

            migrationBuilder.CreateIndex(
                name: "ix_subscription_instance_values_resource_type_id",
                table: "subscription_instance_values",
                column: "resource_type_id");

            migrationBuilder.CreateIndex(
                name: "ix_subscription_instance_values_subscription_instance_id",
                table: "subscription_instance_values",
                column: "subscription_instance_id");

            migrationBuilder.CreateIndex(
                name: "siv_si_rt_ix",
                table: "subscription_instance_values",
                columns: new[] { "subscription_instance_value_id", "subscription_instance_id", "resource_type_id" });

            migrationBuilder.CreateIndex(
                name: "ix_subscription_instances_product_block_id",
                table: "subscription_instances",
                column: "product_block_id");

            migrationBuilder.CreateIndex(
                name: "ix_subscription_instances_subscription_id",
                table: "subscription_instances",
                column: "subscription_id");

            migrationBuilder.CreateIndex(
                name: "subscription_instance_s_pb_ix",
                table: "subscription_instances",
                columns: new[] { "subscription_instance_id", "subscription_id", "product_block_id" });

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_customer_id",
                table: "subscriptions",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_product_id",
                table: "subscriptions",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_status",
                table: "subscriptions",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "subscription_customer_ix",
                table: "subscriptions",
                columns: new[] { "subscription_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "subscription_product_ix",
                table: "subscriptions",
                columns: new[] { "subscription_id", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_created_at",
                table: "webhook_deliveries",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_pending",
                table: "webhook_deliveries",
                columns: new[] { "webhook", "next_attempt_at" },
                filter: "next_attempt_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "workflows_name_key",
                table: "workflows",
                column: "name",
                unique: true);

            PostgreSqlRules.AddTo(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accepted_deviations");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "bulk_check_items");

            migrationBuilder.DropTable(
                name: "bulk_operation_items");

            migrationBuilder.DropTable(
                name: "bulk_reconcile_items");

            migrationBuilder.DropTable(
                name: "bulk_reconcile_relations");

            migrationBuilder.DropTable(
                name: "disabled_webhooks");

            migrationBuilder.DropTable(
                name: "drift_pauses");

            migrationBuilder.DropTable(
                name: "drift_policies");

            migrationBuilder.DropTable(
                name: "engine_settings");

            migrationBuilder.DropTable(
                name: "external_drift");

            migrationBuilder.DropTable(
                name: "external_drift_history");

            migrationBuilder.DropTable(
                name: "external_system_hosts");

            migrationBuilder.DropTable(
                name: "external_systems");

            migrationBuilder.DropTable(
                name: "fixed_inputs");

            migrationBuilder.DropTable(
                name: "hosts");

            migrationBuilder.DropTable(
                name: "input_states");

            migrationBuilder.DropTable(
                name: "process_callbacks");

            migrationBuilder.DropTable(
                name: "process_leases");

            migrationBuilder.DropTable(
                name: "process_starts");

            migrationBuilder.DropTable(
                name: "process_steps");

            migrationBuilder.DropTable(
                name: "processes_subscriptions");

            migrationBuilder.DropTable(
                name: "product_block_relations");

            migrationBuilder.DropTable(
                name: "product_block_resource_types");

            migrationBuilder.DropTable(
                name: "product_product_blocks");

            migrationBuilder.DropTable(
                name: "products_workflows");

            migrationBuilder.DropTable(
                name: "reconcile_plans");

            migrationBuilder.DropTable(
                name: "schedule_runs");

            migrationBuilder.DropTable(
                name: "schedules");

            migrationBuilder.DropTable(
                name: "subscription_customer_descriptions");

            migrationBuilder.DropTable(
                name: "subscription_instance_relations");

            migrationBuilder.DropTable(
                name: "subscription_instance_values");

            migrationBuilder.DropTable(
                name: "subscription_metadata");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "bulk_reconciles");

            migrationBuilder.DropTable(
                name: "resource_types");

            migrationBuilder.DropTable(
                name: "subscription_instances");

            migrationBuilder.DropTable(
                name: "processes");

            migrationBuilder.DropTable(
                name: "product_blocks");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropTable(
                name: "workflows");

            migrationBuilder.DropTable(
                name: "products");
        }
    }
}
