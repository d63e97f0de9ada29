-- What segments count, who is in them, and what a run finds out about it.
CREATE TABLE IF NOT EXISTS ${raw}.counted_definitions (event_definition_id BIGINT, fingerprint VARCHAR);

-- A user id is the one the event came with, so that nothing moves here when users do.
CREATE TABLE IF NOT EXISTS ${raw}.counted_events (
  event_definition_id BIGINT, event_id BIGINT, user_id BIGINT, "time" TIMESTAMP);

-- Of a user who is not in the segment only when that will change by itself; no row where it will not.
CREATE TABLE IF NOT EXISTS ${raw}.segment_states (
  segment_id BIGINT, user_id BIGINT, entered_at TIMESTAMP, changes_at TIMESTAMP);

CREATE TABLE IF NOT EXISTS ${raw}.applied_segments (
  segment_id BIGINT, segment_name VARCHAR, segment_table_name VARCHAR, segment_revision BIGINT, fingerprint VARCHAR,
  state VARCHAR, as_of TIMESTAMP);

CREATE TEMP TABLE segment_candidates (user_id BIGINT);

CREATE TEMP TABLE segment_verdicts (
  segment_id BIGINT, user_id BIGINT, entered_at TIMESTAMP, changes_at TIMESTAMP, as_of TIMESTAMP);
