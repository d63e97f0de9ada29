-- What has runs started by themselves, and what had each run started.

CREATE TABLE warehouse_schedule (
    environment text NOT NULL,
    warehouse text NOT NULL,
    -- As definitions-service gave it last, as protobuf JSON: what is due is known also while that is away.
    definition jsonb NOT NULL,
    -- Ticks up to here have had their run; null before the first.
    done_to timestamptz,
    -- The run that was started last, and how often one was tried again since a tick.
    run_id uuid,
    retries integer NOT NULL DEFAULT 0,
    PRIMARY KEY (environment, warehouse)
);

ALTER TABLE run ADD COLUMN started_by text
    CHECK (started_by IN ('REQUEST', 'SCHEDULE', 'RETRY', 'JOB', 'DELETION', 'RUN'));

-- Few of many, looked for all the time.
CREATE INDEX run_unfinished ON run (environment, warehouse) WHERE state IN ('QUEUED', 'RUNNING');
