-- Runs, who may write to a warehouse, and up to where each warehouse is known to be.

CREATE TABLE run (
    id uuid PRIMARY KEY,
    environment text NOT NULL,
    warehouse text NOT NULL,
    state text NOT NULL CHECK (state IN ('RUNNING', 'SUCCEEDED', 'FAILED')),
    stage text NOT NULL,
    message text NOT NULL,
    done bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    landed_events bigint NOT NULL DEFAULT 0,
    snapshot_revision bigint NOT NULL DEFAULT 0,
    applied_changes integer NOT NULL DEFAULT 0,
    failure_reason text,
    failure_message text,
    failure_table text,
    -- The plan that was applied, as protobuf JSON.
    plan jsonb
);

CREATE INDEX run_newest_first ON run (started_at DESC);
CREATE INDEX run_by_warehouse ON run (environment, warehouse, started_at DESC);

-- One writer per warehouse. The token grows with each holder: one that was given up for dead and comes back is known
-- by its old token.
CREATE TABLE warehouse_lease (
    environment text NOT NULL,
    warehouse text NOT NULL,
    fencing_token bigint NOT NULL,
    run_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (environment, warehouse)
);

-- What readers of a warehouse were last shown. While it equals what could be read, a run has nothing to do.
CREATE TABLE warehouse_state (
    environment text NOT NULL,
    warehouse text NOT NULL,
    log_position bigint NOT NULL,
    feed_position bigint NOT NULL,
    snapshot_revision bigint NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (environment, warehouse)
);
