-- Runs that fill tables beside the others, and runs that fill gaps.

ALTER TABLE run ADD COLUMN kind text NOT NULL DEFAULT 'SYNC' CHECK (kind IN ('SYNC', 'FILL', 'BACKFILL'));
ALTER TABLE run ALTER COLUMN kind DROP DEFAULT;

-- The run that fills what this one left to it.
ALTER TABLE run ADD COLUMN fill_run_id uuid;

-- Queued: waiting for a slice of a fill to end.
ALTER TABLE run DROP CONSTRAINT run_state_check;
ALTER TABLE run ADD CONSTRAINT run_state_check CHECK (state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED'));

-- Tables are still to be filled, so that a run has something to do though nothing is new.
ALTER TABLE warehouse_state ADD COLUMN fills_left boolean NOT NULL DEFAULT false;
