-- Runs that hold warehouses against what they are made of, and what they found, as protobuf JSON.

ALTER TABLE run DROP CONSTRAINT run_kind_check;
ALTER TABLE run ADD CONSTRAINT run_kind_check CHECK (kind IN ('SYNC', 'FILL', 'BACKFILL', 'VERIFY'));
ALTER TABLE run ADD COLUMN verification jsonb;
