-- Events whose rows tables wait for are touched, and taken for rewritten, like those of which a run finds it by itself.
INSERT INTO touched_rows
SELECT * FROM ${raw}.event_rows
WHERE event_id IN (SELECT event_id FROM ${raw}.waiting_events)
  AND event_id NOT IN (SELECT event_id FROM touched_rows);
ANALYZE touched_rows (event_id, session_id, kind);

INSERT INTO rewritten_events (position, event_id) SELECT DISTINCT position, event_id FROM ${raw}.waiting_events;
ANALYZE rewritten_events (event_id);
