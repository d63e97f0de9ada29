-- Tables that runs leave out, so that they stop no other.

ALTER TABLE run DROP CONSTRAINT run_state_check;
ALTER TABLE run ADD CONSTRAINT run_state_check
    CHECK (state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'PARTIAL', 'FAILED'));

-- Of the tables that the run left out, as protobuf JSON.
ALTER TABLE run ADD COLUMN table_failures jsonb;

-- A table that failed when it was last tried, and when it is to be tried again.
CREATE TABLE table_setback (
    environment text NOT NULL,
    warehouse text NOT NULL,
    table_name text NOT NULL,
    -- Of what the table should be made from: made from something else it is tried at once.
    fingerprint text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('NAME_TAKEN', 'CHANGE_REFUSED')),
    message text NOT NULL,
    failures_in_a_row integer NOT NULL,
    failing_since timestamptz NOT NULL,
    next_try_at timestamptz NOT NULL,
    PRIMARY KEY (environment, warehouse, table_name)
);

-- When a table that was left out is to be tried again though nothing else happens.
ALTER TABLE warehouse_state ADD COLUMN tables_retry_at timestamptz;
