-- The tables, functions and triggers that orchestrator-core 5.3.0 leaves at its migration head, without its search for language models, which needs an extension
-- that few servers have. Ids come from a function of the server instead of the extension uuid-ossp.
CREATE TYPE inputtype AS ENUM ('user_input', 'initial_state');

CREATE TABLE products (
    product_id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    name varchar NOT NULL UNIQUE,
    description varchar(2000) NOT NULL,
    product_type varchar(255) NOT NULL,
    tag varchar(20) NOT NULL,
    status varchar(255) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    end_date timestamptz);
CREATE INDEX ix_products_tag ON products (tag);

CREATE TABLE product_blocks (
    product_block_id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    name varchar NOT NULL UNIQUE,
    description varchar(2000) NOT NULL,
    tag varchar(20),
    status varchar(255),
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    end_date timestamptz);

CREATE TABLE resource_types (
    resource_type_id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    resource_type varchar(510) NOT NULL UNIQUE,
    description varchar(2000));

CREATE TABLE fixed_inputs (
    fixed_input_id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    name varchar NOT NULL,
    value varchar NOT NULL,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    product_id uuid NOT NULL REFERENCES products (product_id) ON DELETE CASCADE,
    UNIQUE (name, product_id));

CREATE TABLE workflows (
    workflow_id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    name varchar NOT NULL UNIQUE,
    target varchar NOT NULL,
    description varchar(2000) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    deleted_at timestamptz,
    is_task boolean NOT NULL DEFAULT false);

CREATE TABLE product_product_blocks (
    product_id uuid NOT NULL REFERENCES products (product_id) ON DELETE CASCADE,
    product_block_id uuid NOT NULL REFERENCES product_blocks (product_block_id) ON DELETE CASCADE,
    PRIMARY KEY (product_id, product_block_id));
CREATE TABLE product_block_resource_types (
    product_block_id uuid NOT NULL REFERENCES product_blocks (product_block_id) ON DELETE CASCADE,
    resource_type_id uuid NOT NULL REFERENCES resource_types (resource_type_id) ON DELETE CASCADE,
    PRIMARY KEY (product_block_id, resource_type_id));
CREATE TABLE products_workflows (
    product_id uuid NOT NULL REFERENCES products (product_id) ON DELETE CASCADE,
    workflow_id uuid NOT NULL REFERENCES workflows (workflow_id) ON DELETE CASCADE,
    PRIMARY KEY (product_id, workflow_id));
CREATE TABLE product_block_relations (
    in_use_by_id uuid NOT NULL REFERENCES product_blocks (product_block_id) ON DELETE CASCADE,
    depends_on_id uuid NOT NULL REFERENCES product_blocks (product_block_id) ON DELETE CASCADE,
    min integer,
    max integer,
    PRIMARY KEY (in_use_by_id, depends_on_id));
CREATE UNIQUE INDEX product_block_relation_i_d_ix ON product_block_relations (in_use_by_id, depends_on_id);

CREATE TABLE subscriptions (
    subscription_id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    description varchar(2000) NOT NULL,
    status varchar(255) NOT NULL,
    product_id uuid NOT NULL REFERENCES products (product_id),
    customer_id varchar NOT NULL,
    insync boolean NOT NULL,
    start_date timestamptz,
    end_date timestamptz,
    note varchar(5000),
    version integer NOT NULL DEFAULT 1);
CREATE INDEX ix_subscriptions_status ON subscriptions (status);
CREATE INDEX ix_subscriptions_product_id ON subscriptions (product_id);
CREATE INDEX ix_subscriptions_customer_id ON subscriptions (customer_id);
CREATE INDEX subscription_customer_ix ON subscriptions (subscription_id, customer_id);
CREATE INDEX subscription_product_ix ON subscriptions (subscription_id, product_id);

CREATE TABLE subscription_instances (
    subscription_instance_id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    subscription_id uuid NOT NULL REFERENCES subscriptions (subscription_id) ON DELETE CASCADE,
    product_block_id uuid NOT NULL REFERENCES product_blocks (product_block_id),
    label varchar(255));
CREATE INDEX ix_subscription_instances_subscription_id ON subscription_instances (subscription_id);
CREATE INDEX ix_subscription_instances_product_block_id ON subscription_instances (product_block_id);
CREATE INDEX subscription_instance_s_pb_ix ON subscription_instances (subscription_instance_id, subscription_id, product_block_id);

CREATE TABLE subscription_instance_values (
    subscription_instance_value_id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    subscription_instance_id uuid NOT NULL REFERENCES subscription_instances (subscription_instance_id) ON DELETE CASCADE,
    resource_type_id uuid NOT NULL REFERENCES resource_types (resource_type_id),
    value varchar(10000) NOT NULL);
CREATE INDEX ix_subscription_instance_values_subscription_instance_id ON subscription_instance_values (subscription_instance_id);
CREATE INDEX ix_subscription_instance_values_resource_type_id ON subscription_instance_values (resource_type_id);
CREATE INDEX siv_si_rt_ix ON subscription_instance_values (subscription_instance_value_id, subscription_instance_id, resource_type_id);

CREATE TABLE subscription_instance_relations (
    in_use_by_id uuid NOT NULL REFERENCES subscription_instances (subscription_instance_id) ON DELETE CASCADE,
    depends_on_id uuid NOT NULL REFERENCES subscription_instances (subscription_instance_id) ON DELETE CASCADE,
    order_id integer NOT NULL,
    domain_model_attr varchar(255),
    PRIMARY KEY (in_use_by_id, depends_on_id, order_id));
CREATE UNIQUE INDEX subscription_relation_i_d_o_ix ON subscription_instance_relations (in_use_by_id, depends_on_id, order_id);

CREATE TABLE subscription_customer_descriptions (
    id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    subscription_id uuid NOT NULL REFERENCES subscriptions (subscription_id) ON DELETE CASCADE,
    customer_id varchar NOT NULL,
    description varchar(2000) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT uniq_customer_subscription_description UNIQUE (customer_id, subscription_id));
CREATE INDEX ix_subscription_customer_descriptions_subscription_id ON subscription_customer_descriptions (subscription_id);
CREATE INDEX ix_subscription_customer_descriptions_customer_id ON subscription_customer_descriptions (customer_id);

CREATE TABLE subscription_metadata (
    subscription_id uuid NOT NULL REFERENCES subscriptions (subscription_id) ON DELETE CASCADE,
    metadata jsonb NOT NULL);

CREATE TABLE processes (
    pid uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    assignee varchar(50) NOT NULL DEFAULT 'SYSTEM',
    last_status varchar(50) NOT NULL,
    last_step varchar(255),
    started_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_modified_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    failed_reason varchar(10000),
    traceback varchar(50000),
    created_by varchar(255),
    is_task boolean NOT NULL DEFAULT false,
    workflow_id uuid NOT NULL CONSTRAINT processes_workflow_id_fkey REFERENCES workflows (workflow_id),
    note varchar(5000));
CREATE INDEX ix_processes_pid ON processes (pid);
CREATE INDEX ix_processes_is_task ON processes (is_task);

CREATE TABLE process_steps (
    stepid uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    pid uuid NOT NULL REFERENCES processes (pid) ON DELETE CASCADE,
    name varchar NOT NULL,
    status varchar(50) NOT NULL,
    state jsonb NOT NULL,
    created_by varchar(255),
    completed_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    commit_hash varchar(40),
    started_at timestamptz NOT NULL DEFAULT statement_timestamp());
CREATE INDEX ix_process_steps_pid ON process_steps (pid);

CREATE TABLE processes_subscriptions (
    id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    pid uuid NOT NULL REFERENCES processes (pid) ON DELETE CASCADE,
    subscription_id uuid NOT NULL REFERENCES subscriptions (subscription_id),
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    workflow_target varchar(255) DEFAULT 'CREATE');
CREATE INDEX ix_processes_subscriptions_pid ON processes_subscriptions (pid);
CREATE INDEX ix_processes_subscriptions_subscription_id ON processes_subscriptions (subscription_id);
CREATE INDEX processes_subscriptions_ix ON processes_subscriptions (pid, subscription_id);

CREATE TABLE input_states (
    input_state_id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    pid uuid NOT NULL CONSTRAINT input_states_pid_fkey REFERENCES processes (pid) ON DELETE CASCADE,
    input_state jsonb NOT NULL,
    input_time timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    input_type inputtype NOT NULL);
CREATE INDEX ix_input_states_input_state_id ON input_states (input_state_id);

CREATE TABLE engine_settings (global_lock boolean NOT NULL PRIMARY KEY);
INSERT INTO engine_settings VALUES (false);

CREATE TABLE apscheduler_jobs (id varchar(191) NOT NULL PRIMARY KEY, next_run_time double precision, job_state bytea NOT NULL);
CREATE TABLE workflows_apscheduler_jobs (
    workflow_id uuid NOT NULL CONSTRAINT fk_workflow REFERENCES workflows (workflow_id) ON DELETE CASCADE,
    schedule_id varchar(512) NOT NULL CONSTRAINT fk_schedule REFERENCES apscheduler_jobs (id) ON DELETE CASCADE,
    PRIMARY KEY (workflow_id, schedule_id));

CREATE FUNCTION increment_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.version := OLD.version + 1; RETURN NEW; END $$;
CREATE TRIGGER subscriptions_increment_version_trigger BEFORE UPDATE ON subscriptions FOR EACH ROW EXECUTE PROCEDURE increment_version();
CREATE TRIGGER subscription_customer_descriptions_increment_version_trigger
    BEFORE UPDATE ON subscription_customer_descriptions FOR EACH ROW EXECUTE PROCEDURE increment_version();

CREATE MATERIALIZED VIEW subscriptions_search AS
    SELECT s.subscription_id, to_tsvector('simple', translate(concat_ws(' ',
        'subscription_id:' || s.subscription_id, 'status:' || s.status, 'insync:' || s.insync, 'subscription_description:' || s.description, 'note:' || coalesce(s.note, ''),
        'customer_id:' || s.customer_id, 'product_id:' || s.product_id, 'product_name:' || p.name, 'tag:' || p.tag, 'product_type:', p.product_type), '-', '_')) AS tsv
    FROM subscriptions s JOIN products p ON p.product_id = s.product_id;
CREATE INDEX subscriptions_search_tsv_idx ON subscriptions_search USING gin (tsv);
CREATE UNIQUE INDEX subscriptions_search_subscription_id_idx ON subscriptions_search (subscription_id);
COMMENT ON MATERIALIZED VIEW subscriptions_search IS '0';

-- Refreshes at most once in two minutes; the moment of the last time is the comment of the view.
CREATE FUNCTION refresh_subscriptions_search_view() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last_refresh bigint := coalesce(nullif(obj_description('subscriptions_search'::regclass), ''), '0')::bigint;
BEGIN
    IF extract(epoch FROM current_timestamp)::bigint - last_refresh > 120 THEN
        REFRESH MATERIALIZED VIEW CONCURRENTLY subscriptions_search;
        EXECUTE format('COMMENT ON MATERIALIZED VIEW subscriptions_search IS %L', extract(epoch FROM current_timestamp)::bigint);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER fi_refresh_search AFTER UPDATE ON fixed_inputs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE PROCEDURE refresh_subscriptions_search_view();
CREATE CONSTRAINT TRIGGER products_refresh_search AFTER UPDATE ON products DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE PROCEDURE refresh_subscriptions_search_view();
CREATE CONSTRAINT TRIGGER sub_cust_desc_refresh_search AFTER INSERT OR UPDATE OR DELETE ON subscription_customer_descriptions
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE PROCEDURE refresh_subscriptions_search_view();
CREATE CONSTRAINT TRIGGER siv_refresh_search AFTER INSERT OR UPDATE OR DELETE ON subscription_instance_values
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE PROCEDURE refresh_subscriptions_search_view();
CREATE CONSTRAINT TRIGGER sub_refresh_search AFTER INSERT OR UPDATE OR DELETE ON subscriptions
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE PROCEDURE refresh_subscriptions_search_view();

CREATE TABLE alembic_version (version_num varchar(32) NOT NULL PRIMARY KEY);
INSERT INTO alembic_version VALUES ('ca79fd834ba0'), ('0a1b2c3d4e5f');

INSERT INTO workflows (name, target, description, is_task) VALUES
    ('modify_note', 'MODIFY', 'Modify Note', false),
    ('task_clean_up_tasks', 'SYSTEM', 'Clean up old tasks', true),
    ('task_resume_workflows', 'SYSTEM', 'Resume all workflows that are stuck on tasks with the status ''waiting''', true),
    ('task_validate_products', 'SYSTEM', 'Validate products', true),
    ('task_validate_product_type', 'SYSTEM', 'Validate all subscriptions of a product type', true),
    ('task_validate_subscriptions', 'SYSTEM', 'Validate subscriptions', true),
    ('task_validate_awaiting_callbacks', 'SYSTEM', 'Fail timed out callbacks', true);
