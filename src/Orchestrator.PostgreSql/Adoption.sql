-- What a database of orchestrator-core lacks. Everything is an addition; a column that has a default keeps older writers working.
ALTER TABLE processes
    ADD COLUMN queue varchar(50) NOT NULL DEFAULT 'default',
    ADD COLUMN due_at timestamptz,
    ADD COLUMN run_by varchar(255);
ALTER TABLE process_steps
    ADD COLUMN step_key text,
    ADD COLUMN skip_reason varchar(5000);
ALTER TABLE subscriptions ADD COLUMN locked_by uuid;

CREATE INDEX ix_processes_unfinished ON processes (last_status) WHERE last_status IN ('created', 'running', 'resumed', 'waiting');
CREATE INDEX ix_subscription_instance_relations_depends_on_id ON subscription_instance_relations (depends_on_id);
CREATE INDEX ix_input_states_pid ON input_states (pid);

CREATE TABLE process_leases (
    pid uuid NOT NULL CONSTRAINT "PK_process_leases" PRIMARY KEY CONSTRAINT "FK_process_leases_processes_pid" REFERENCES processes (pid) ON DELETE CASCADE,
    owner varchar(255) NOT NULL,
    token bigint NOT NULL,
    expires_at timestamptz NOT NULL);
CREATE INDEX ix_process_leases_expires_at ON process_leases (expires_at);

CREATE TABLE process_callbacks (
    pid uuid NOT NULL CONSTRAINT "PK_process_callbacks" PRIMARY KEY CONSTRAINT "FK_process_callbacks_processes_pid" REFERENCES processes (pid) ON DELETE CASCADE,
    token_hash varchar(64) NOT NULL,
    expires_at timestamptz);
CREATE INDEX ix_process_callbacks_expires_at ON process_callbacks (expires_at);

CREATE TABLE bulk_reconciles (
    pid uuid NOT NULL CONSTRAINT "PK_bulk_reconciles" PRIMARY KEY CONSTRAINT "FK_bulk_reconciles_processes_pid" REFERENCES processes (pid) ON DELETE CASCADE,
    query varchar(512) NOT NULL,
    concurrency integer NOT NULL,
    paused boolean NOT NULL);

CREATE TABLE bulk_reconcile_items (
    pid uuid NOT NULL CONSTRAINT "FK_bulk_reconcile_items_bulk_reconciles_pid" REFERENCES bulk_reconciles (pid) ON DELETE CASCADE,
    subscription_id uuid NOT NULL,
    reconcile_id uuid,
    refusal varchar(2000),
    CONSTRAINT "PK_bulk_reconcile_items" PRIMARY KEY (pid, subscription_id));
CREATE INDEX ix_bulk_reconcile_items_to_start ON bulk_reconcile_items (pid) WHERE reconcile_id IS NULL AND refusal IS NULL;
