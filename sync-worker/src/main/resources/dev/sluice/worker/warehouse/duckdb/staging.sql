-- What a run loads before it plans; gone with its transaction.
CREATE TEMP TABLE landed_events AS
SELECT * EXCLUDE (properties, own_page, visit_id, session_id, previous_page), CAST(NULL AS VARCHAR) AS properties
FROM ${raw}.raw_events LIMIT 0;

CREATE TEMP TABLE landed_users (
  user_id BIGINT, retired BOOLEAN, identity VARCHAR, joindate TIMESTAMP, last_modified TIMESTAMP, properties VARCHAR,
  property_times VARCHAR);

CREATE TEMP TABLE changed_migrations (
  from_user_id BIGINT, to_user_id BIGINT, "time" TIMESTAMP, withdrawn BOOLEAN);

CREATE TEMP TABLE deleted_users (user_id BIGINT, log_position BIGINT);

CREATE TEMP TABLE deleted_events AS
SELECT event_id, "time", device_key, session_key, visit_id FROM ${raw}.raw_events LIMIT 0;

CREATE TEMP TABLE bereaved_events (event_id BIGINT);

CREATE TEMP TABLE matches (event_definition_id BIGINT, event_id BIGINT);

CREATE TEMP TABLE met_values (test BIGINT, value VARCHAR);
