-- Raw events of deleted users, but for those from after the request. What they leave is kept apart for the run: which
-- rows of which tables they stand behind, and which visits have to be derived without them.
INSERT INTO deleted_events
SELECT event_id, "time", device_key, session_key, visit_id FROM ${raw}.raw_events AS e
WHERE EXISTS (SELECT 1 FROM deleted_users AS d WHERE d.user_id = e.user_id AND e.position <= d.log_position);

DELETE FROM ${raw}.raw_events WHERE event_id IN (SELECT event_id FROM deleted_events);

DELETE FROM ${raw}.fill_matches WHERE event_id IN (SELECT event_id FROM deleted_events);

DELETE FROM ${raw}.counted_events WHERE event_id IN (SELECT event_id FROM deleted_events);

INSERT INTO bereaved_events
SELECT event_id FROM ${raw}.raw_events WHERE visit_id IN (SELECT visit_id FROM deleted_events);
