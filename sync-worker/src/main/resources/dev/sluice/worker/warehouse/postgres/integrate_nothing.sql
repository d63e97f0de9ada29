-- What integrate_events would leave where no event has landed and none was deleted.
CREATE TEMP TABLE rewritten_events AS SELECT position, event_id FROM ${raw}.raw_events WITH NO DATA;

CREATE TEMP TABLE touched_rows AS SELECT * FROM ${raw}.event_rows WITH NO DATA;
