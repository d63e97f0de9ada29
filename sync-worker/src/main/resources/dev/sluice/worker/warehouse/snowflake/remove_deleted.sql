-- Raw events of deleted users, but for those from after the request. What they leave is kept apart for the run: which
-- rows of which tables they stand behind, and which visits have to be derived without them.
INSERT INTO deleted_events
SELECT e.event_id, e."TIME", e.device_key, e.session_key, e.visit_id FROM ${raw}.raw_events AS e
JOIN (SELECT user_id, MAX(log_position) AS log_position FROM deleted_users GROUP BY user_id) AS d
  ON d.user_id = e.user_id AND e.position <= d.log_position;

DELETE FROM ${raw}.raw_events WHERE event_id IN (SELECT event_id FROM deleted_events);

DELETE FROM ${raw}.fill_matches WHERE event_id IN (SELECT event_id FROM deleted_events);

DELETE FROM ${raw}.counted_events WHERE event_id IN (SELECT event_id FROM deleted_events);

INSERT INTO bereaved_events
SELECT event_id FROM ${raw}.raw_events WHERE visit_id IN (SELECT visit_id FROM deleted_events);
