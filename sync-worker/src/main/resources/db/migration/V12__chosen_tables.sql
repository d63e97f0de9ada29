-- Runs that bring the tables of some events up to date, and let others wait.

-- The definitions of these events; null for a run over all tables.
ALTER TABLE run ADD COLUMN only_events bigint[];
-- The definitions of events whose tables may wait for rows of events that have landed.
ALTER TABLE warehouse_state ADD COLUMN waiting_events bigint[] NOT NULL DEFAULT '{}';
-- Ticks of chosen tables up to here have had their run; a run for a tick of all tables is one for them, too.
ALTER TABLE warehouse_schedule ADD COLUMN chosen_done_to timestamptz;
