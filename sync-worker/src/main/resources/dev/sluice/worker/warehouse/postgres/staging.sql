-- What a run loads before it plans; gone with its transaction.
CREATE TEMP TABLE landed_events AS SELECT * FROM ${raw}.raw_events WITH NO DATA;
ALTER TABLE landed_events DROP COLUMN own_page, DROP COLUMN visit_id, DROP COLUMN session_id, DROP COLUMN previous_page;
ALTER TABLE landed_events ALTER COLUMN properties TYPE text;

CREATE TEMP TABLE landed_users (
  user_id bigint, retired boolean, identity text, joindate timestamp, last_modified timestamp, properties text,
  property_times text);

CREATE TEMP TABLE changed_migrations (
  from_user_id bigint, to_user_id bigint, "time" timestamp, withdrawn boolean);

CREATE TEMP TABLE deleted_users (user_id bigint, log_position bigint);

CREATE TEMP TABLE deleted_events AS
SELECT event_id, "time", device_key, session_key, visit_id FROM ${raw}.raw_events WITH NO DATA;

CREATE TEMP TABLE bereaved_events (event_id bigint);

CREATE TEMP TABLE matches (event_definition_id bigint, event_id bigint);

CREATE TEMP TABLE met_values (test bigint, value text);

CREATE TEMP TABLE segment_candidates (user_id bigint);

CREATE TEMP TABLE segment_verdicts (
  segment_id bigint, user_id bigint, entered_at timestamp, changes_at timestamp, as_of timestamp);
