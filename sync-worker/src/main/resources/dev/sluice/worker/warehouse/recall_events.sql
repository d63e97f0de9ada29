-- Events whose rows tables wait for are touched, and taken for rewritten, like those of which a run finds it by itself.
INSERT INTO touched_rows
SELECT * EXCLUDE (session_began) FROM ${raw}.event_rows
WHERE position IN (SELECT position FROM ${raw}.waiting_events)
  AND event_id NOT IN (SELECT event_id FROM touched_rows);

INSERT INTO rewritten_events (position, event_id) SELECT DISTINCT position, event_id FROM ${raw}.waiting_events;
