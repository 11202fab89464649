-- What a database of orchestrator-core lacks. Everything is an addition; a column that has a default keeps older writers working.
ALTER TABLE processes
    ADD COLUMN queue varchar(50) NOT NULL DEFAULT 'default',
    ADD COLUMN due_at timestamptz,
    ADD COLUMN waits_since timestamptz,
    ADD COLUMN run_by varchar(255),
    ADD COLUMN run_as text,
    ADD COLUMN run_policies text,
    ADD COLUMN policy text,
    ADD COLUMN reserved_subscription_id uuid,
    ADD COLUMN is_background boolean NOT NULL DEFAULT FALSE,
    ADD COLUMN trace_parent varchar(55),
    ADD COLUMN trace_state varchar(512);
ALTER TABLE process_steps
    ADD COLUMN step_key text,
    ADD COLUMN skip_reason varchar(5000);
ALTER TABLE subscriptions ADD COLUMN locked_by uuid;
ALTER TABLE engine_settings ADD COLUMN state_key varchar(44);

CREATE INDEX ix_processes_is_task_started_at ON processes (is_task, started_at);
CREATE INDEX ix_processes_unfinished ON processes (queue, is_background, started_at, pid)
    WHERE last_status IN ('created', 'running', 'resumed', 'waiting');
CREATE INDEX ix_processes_reserved_subscription_id ON processes (reserved_subscription_id)
    WHERE reserved_subscription_id IS NOT NULL AND last_status IN ('created', 'running', 'resumed');
CREATE INDEX ix_subscription_instance_relations_depends_on_id ON subscription_instance_relations (depends_on_id);
CREATE INDEX ix_input_states_pid ON input_states (pid);

CREATE TABLE process_leases (
    pid uuid NOT NULL PRIMARY KEY REFERENCES processes (pid) ON DELETE CASCADE,
    owner varchar(255) NOT NULL,
    token bigint NOT NULL,
    expires_at timestamptz NOT NULL,
    renewed_at timestamptz,
    unlogged_attempts integer NOT NULL DEFAULT 0);

CREATE TABLE process_callbacks (
    pid uuid NOT NULL PRIMARY KEY REFERENCES processes (pid) ON DELETE CASCADE,
    token_hash varchar(64) NOT NULL,
    expires_at timestamptz);
CREATE INDEX ix_process_callbacks_expires_at ON process_callbacks (expires_at);

CREATE TABLE bulk_reconciles (
    pid uuid NOT NULL PRIMARY KEY REFERENCES processes (pid) ON DELETE CASCADE,
    query varchar(512) NOT NULL,
    concurrency integer NOT NULL,
    paused boolean NOT NULL,
    total integer NOT NULL DEFAULT 0,
    to_start integer NOT NULL DEFAULT 0,
    done integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    refused integer NOT NULL DEFAULT 0,
    canary integer NOT NULL DEFAULT 0,
    stop_failed integer NOT NULL DEFAULT 0,
    stop_percent integer NOT NULL DEFAULT 0,
    stop_min_ended integer NOT NULL DEFAULT 0,
    wave_size integer NOT NULL DEFAULT 0,
    wait_seconds integer NOT NULL DEFAULT 0,
    stage_end integer NOT NULL,
    canary_passed boolean NOT NULL,
    next_wave_at timestamptz,
    pulled_brake varchar(20),
    pause_reason varchar(5000),
    paused_by varchar(255),
    paused_at timestamptz,
    failed_before integer NOT NULL DEFAULT 0,
    ended_before integer NOT NULL DEFAULT 0);

CREATE TABLE bulk_reconcile_items (
    pid uuid NOT NULL REFERENCES bulk_reconciles (pid) ON DELETE CASCADE,
    subscription_id uuid NOT NULL,
    reconcile_id uuid,
    refusal varchar(2000),
    locked_by uuid,
    outcome varchar(10),
    position integer NOT NULL DEFAULT 0,
    PRIMARY KEY (pid, subscription_id));
CREATE INDEX ix_bulk_reconcile_items_reconcile_id ON bulk_reconcile_items (reconcile_id) WHERE reconcile_id IS NOT NULL;
CREATE INDEX ix_bulk_reconcile_items_running ON bulk_reconcile_items (pid) WHERE reconcile_id IS NOT NULL AND outcome IS NULL;
CREATE INDEX ix_bulk_reconcile_items_to_start ON bulk_reconcile_items (pid, position) WHERE reconcile_id IS NULL AND refusal IS NULL;

CREATE TABLE bulk_reconcile_relations (
    pid uuid NOT NULL REFERENCES bulk_reconciles (pid) ON DELETE CASCADE,
    subscription_id uuid NOT NULL,
    before_id uuid NOT NULL,
    PRIMARY KEY (pid, subscription_id, before_id));
CREATE INDEX ix_bulk_reconcile_relations_before_id ON bulk_reconcile_relations (pid, before_id);

CREATE TABLE schedules (
    schedule_id uuid NOT NULL PRIMARY KEY,
    declared_key varchar(200),
    name varchar(255) NOT NULL,
    workflow_id uuid NOT NULL REFERENCES workflows (workflow_id) ON DELETE CASCADE,
    trigger_kind varchar(20) NOT NULL,
    trigger_arguments text NOT NULL,
    pages text NOT NULL,
    declaration text,
    next_run_at timestamptz,
    last_run_at timestamptz,
    last_pid uuid,
    last_refusal varchar(2000),
    last_refusal_locked_by uuid,
    run_as text,
    run_policies text,
    created_by varchar(255) NOT NULL,
    updated_by varchar(255),
    created_at timestamptz NOT NULL,
    deleted_at timestamptz);
CREATE INDEX "IX_schedules_workflow_id" ON schedules (workflow_id);
CREATE INDEX ix_schedules_next_run_at ON schedules (next_run_at);
CREATE UNIQUE INDEX uq_schedules_declared_key ON schedules (declared_key);

CREATE TABLE schedule_runs (
    run_id uuid NOT NULL PRIMARY KEY,
    schedule_id uuid NOT NULL REFERENCES schedules (schedule_id) ON DELETE CASCADE,
    ran_at timestamptz NOT NULL,
    pid uuid,
    refusal varchar(2000));
CREATE INDEX ix_schedule_runs_schedule_id ON schedule_runs (schedule_id, ran_at);

CREATE TABLE process_starts (
    key_hash varchar(64) NOT NULL PRIMARY KEY,
    request_hash varchar(64) NOT NULL,
    pid uuid NOT NULL,
    created_at timestamptz NOT NULL);
CREATE INDEX ix_process_starts_created_at ON process_starts (created_at);

CREATE TABLE external_drift (
    subscription_id uuid NOT NULL PRIMARY KEY REFERENCES subscriptions (subscription_id) ON DELETE CASCADE,
    status varchar(20) NOT NULL,
    checked_at timestamptz NOT NULL,
    since timestamptz NOT NULL,
    resources text NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    next_heal_at timestamptz,
    healed_states varchar(64));
CREATE INDEX ix_external_drift_checked_at ON external_drift (checked_at, subscription_id);
CREATE INDEX ix_external_drift_drifted ON external_drift (subscription_id) WHERE status = 'drifted';

CREATE TABLE external_drift_history (
    entry_id uuid NOT NULL PRIMARY KEY,
    subscription_id uuid NOT NULL REFERENCES subscriptions (subscription_id) ON DELETE CASCADE,
    occurred_at timestamptz NOT NULL,
    status varchar(20) NOT NULL,
    pid uuid,
    resources text NOT NULL);
CREATE INDEX ix_external_drift_history_occurred_at ON external_drift_history (occurred_at, entry_id);
CREATE INDEX ix_external_drift_history_subscription_id ON external_drift_history (subscription_id, occurred_at, entry_id);

CREATE TABLE bulk_check_items (
    pid uuid NOT NULL REFERENCES processes (pid) ON DELETE CASCADE,
    subscription_id uuid NOT NULL,
    status varchar(20),
    refusal varchar(2000),
    locked_by uuid,
    resources text,
    PRIMARY KEY (pid, subscription_id));
CREATE INDEX ix_bulk_check_items_to_check ON bulk_check_items (subscription_id, pid) WHERE status IS NULL;
CREATE TABLE bulk_operation_items (
    pid uuid NOT NULL REFERENCES processes (pid) ON DELETE CASCADE,
    process_id uuid NOT NULL,
    outcome varchar(20),
    refusal varchar(2000),
    PRIMARY KEY (pid, process_id));
CREATE INDEX ix_bulk_operation_items_to_do ON bulk_operation_items (pid, process_id) WHERE outcome IS NULL;
CREATE TABLE accepted_deviations (
    deviation_id uuid NOT NULL PRIMARY KEY,
    subscription_id uuid NOT NULL REFERENCES subscriptions (subscription_id) ON DELETE CASCADE,
    resource_id text NOT NULL,
    resource_name text NOT NULL,
    path text NOT NULL,
    difference text NOT NULL,
    difference_hash varchar(64) NOT NULL,
    reason text NOT NULL,
    accepted_by text NOT NULL,
    accepted_at timestamptz NOT NULL,
    accepted_until timestamptz,
    ended_at timestamptz,
    ended_by text);
CREATE INDEX ix_accepted_deviations_subscription_id ON accepted_deviations (subscription_id, ended_at);

CREATE TABLE reconcile_plans (
    plan_id uuid NOT NULL PRIMARY KEY,
    subscription_id uuid NOT NULL,
    workflow_name varchar(255) NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    seen text NOT NULL,
    steps text NOT NULL);
CREATE INDEX ix_reconcile_plans_expires_at ON reconcile_plans (expires_at);

CREATE TABLE drift_pauses (
    target_id uuid NOT NULL PRIMARY KEY,
    product_id uuid REFERENCES products ON DELETE CASCADE,
    subscription_id uuid REFERENCES subscriptions ON DELETE CASCADE,
    reason varchar(5000) NOT NULL,
    paused_by varchar(255) NOT NULL,
    paused_at timestamptz NOT NULL,
    ends_at timestamptz);
CREATE INDEX ix_drift_pauses_product_id ON drift_pauses (product_id);
CREATE INDEX ix_drift_pauses_subscription_id ON drift_pauses (subscription_id);

CREATE TABLE drift_policies (
    product_id uuid NOT NULL PRIMARY KEY REFERENCES products ON DELETE CASCADE,
    check_cron varchar(255),
    heal varchar(20) NOT NULL,
    max_drift_percent integer NOT NULL,
    brakes text NOT NULL,
    windows text,
    changed_by varchar(255) NOT NULL,
    changed_at timestamptz NOT NULL);

CREATE TABLE audit_entries (
    entry_id uuid NOT NULL PRIMARY KEY,
    occurred_at timestamptz NOT NULL,
    authenticated_name text NOT NULL,
    reporter varchar(255),
    address varchar(50),
    action varchar(50) NOT NULL,
    pid uuid,
    subscription_id uuid,
    object_id uuid,
    workflow_name varchar(255),
    reason varchar(5000));
CREATE INDEX ix_audit_entries_occurred_at ON audit_entries (occurred_at, entry_id);
CREATE INDEX ix_audit_entries_pid ON audit_entries (pid) WHERE pid IS NOT NULL;
CREATE INDEX ix_audit_entries_subscription_id ON audit_entries (subscription_id) WHERE subscription_id IS NOT NULL;

CREATE TABLE external_systems (
    name text NOT NULL PRIMARY KEY,
    reserved_until timestamptz NOT NULL);

CREATE TABLE external_system_hosts (
    system_name text NOT NULL,
    host varchar(255) NOT NULL,
    slots integer NOT NULL,
    individual integer NOT NULL,
    wanted integer NOT NULL,
    since timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (system_name, host));

CREATE TABLE hosts (
    name varchar(255) NOT NULL PRIMARY KEY,
    workers integer NOT NULL,
    queues text NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL);

CREATE TABLE webhook_deliveries (
    delivery_id uuid NOT NULL PRIMARY KEY,
    webhook varchar(50) NOT NULL,
    event_type varchar(50) NOT NULL,
    payload text NOT NULL,
    created_at timestamptz NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at timestamptz,
    failed_at timestamptz,
    last_error varchar(2000),
    owner varchar(255),
    leased_until timestamptz);
CREATE INDEX ix_webhook_deliveries_pending ON webhook_deliveries (webhook, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX ix_webhook_deliveries_created_at ON webhook_deliveries (created_at);

CREATE TABLE disabled_webhooks (
    name varchar(50) NOT NULL PRIMARY KEY,
    endpoint_hash varchar(64) NOT NULL,
    disabled_at timestamptz NOT NULL);
