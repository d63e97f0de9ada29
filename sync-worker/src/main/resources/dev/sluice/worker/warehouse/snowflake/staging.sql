-- What a run loads before it plans; gone with its staging schema, and so are the files it loads from.
CREATE STAGE landing;

CREATE TABLE landed_events AS
SELECT * EXCLUDE (properties, own_page, visit_id, session_id, previous_page), NULL::VARCHAR AS properties
FROM ${raw}.raw_events LIMIT 0;

CREATE TABLE landed_users (
  user_id NUMBER(38, 0), retired BOOLEAN, identity VARCHAR, joindate TIMESTAMP_NTZ(6), last_modified TIMESTAMP_NTZ(6),
  properties VARCHAR, property_times VARCHAR);

CREATE TABLE changed_migrations (
  from_user_id NUMBER(38, 0), to_user_id NUMBER(38, 0), "TIME" TIMESTAMP_NTZ(6), withdrawn BOOLEAN);

CREATE TABLE deleted_users (user_id NUMBER(38, 0), log_position NUMBER(38, 0));

CREATE TABLE deleted_events AS
SELECT event_id, "TIME", device_key, session_key, visit_id FROM ${raw}.raw_events LIMIT 0;

CREATE TABLE bereaved_events (event_id NUMBER(38, 0));

CREATE TABLE matches (event_definition_id NUMBER(38, 0), event_id NUMBER(38, 0));

CREATE TABLE met_values (test NUMBER(38, 0), value VARCHAR);

CREATE TABLE segment_candidates (user_id NUMBER(38, 0));

CREATE TABLE segment_verdicts (
  segment_id NUMBER(38, 0), user_id NUMBER(38, 0), entered_at TIMESTAMP_NTZ(6), changes_at TIMESTAMP_NTZ(6),
  as_of TIMESTAMP_NTZ(6));
