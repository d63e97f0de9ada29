-- What integrate_events would leave where no event has landed and none was deleted.
CREATE TABLE rewritten_events AS SELECT position, event_id FROM ${raw}.raw_events LIMIT 0;

CREATE TABLE touched_rows AS SELECT * EXCLUDE (session_began) FROM ${raw}.event_rows LIMIT 0;
