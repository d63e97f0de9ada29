-- The internal schema: every raw event once, users and migrations as last read, and what was applied. Each run works on a
-- copy of it, which takes its views along: they look for names in the schema that they stand in.
-- Page values are the event's own where own_page is true; otherwise those of the pageview it happened on.
CREATE TABLE ${raw}.raw_events (
  position NUMBER(38, 0), event_id NUMBER(38, 0), received_at TIMESTAMP_NTZ(6), "TIME" TIMESTAMP_NTZ(6),
  user_id NUMBER(38, 0), device_key VARCHAR, known_identity VARCHAR, session_key VARCHAR, kind VARCHAR, name VARCHAR,
  library VARCHAR, platform VARCHAR, device_type VARCHAR, device VARCHAR, carrier VARCHAR, app_name VARCHAR,
  app_version VARCHAR, country VARCHAR, region VARCHAR, city VARCHAR, ip VARCHAR, referrer VARCHAR, browser VARCHAR,
  search_keyword VARCHAR, utm_source VARCHAR, utm_campaign VARCHAR, utm_medium VARCHAR, utm_term VARCHAR,
  utm_content VARCHAR,
  domain VARCHAR, path VARCHAR, query VARCHAR, hash VARCHAR, title VARCHAR,
  href VARCHAR, target_text VARCHAR, target_tag VARCHAR, target_id VARCHAR, target_class VARCHAR, ancestry VARCHAR,
  properties VARIANT,
  own_page BOOLEAN, visit_id NUMBER(38, 0), session_id NUMBER(38, 0), previous_page VARCHAR);

CREATE TABLE ${raw}.raw_users (
  user_id NUMBER(38, 0), identity VARCHAR, joindate TIMESTAMP_NTZ(6), last_modified TIMESTAMP_NTZ(6), properties VARIANT,
  -- When each property got its value, as ISO-8601 text.
  property_times VARIANT);

CREATE TABLE ${raw}.raw_migrations (
  from_user_id NUMBER(38, 0), to_user_id NUMBER(38, 0), "TIME" TIMESTAMP_NTZ(6));

CREATE TABLE ${raw}.applied_events (
  event_definition_id NUMBER(38, 0), event_name VARCHAR, event_table_name VARCHAR, definition_revision NUMBER(38, 0),
  fingerprint VARCHAR, state VARCHAR);

CREATE TABLE ${raw}.all_events (place NUMBER(38, 0), event_table_name VARCHAR);

-- Rows loaded while a property was archived or unsynced: those landed after one position and up to another.
CREATE TABLE ${raw}.gaps (
  event_table_name VARCHAR, stored_name VARCHAR, after_position NUMBER(38, 0), until_position NUMBER(38, 0),
  gap_from TIMESTAMP_NTZ(6), gap_to TIMESTAMP_NTZ(6));

-- Tables that are filled beside the runs: up to where their history has been judged, and the verdicts.
CREATE TABLE ${raw}.fills (event_definition_id NUMBER(38, 0), fingerprint VARCHAR, judged_to NUMBER(38, 0));

CREATE TABLE ${raw}.fill_matches (event_definition_id NUMBER(38, 0), event_id NUMBER(38, 0));

-- Events that have landed and whose rows some tables wait for; those that come again stand here again.
CREATE TABLE ${raw}.waiting_events (position NUMBER(38, 0), event_id NUMBER(38, 0));

-- The columns of tables as runs left them.
CREATE TABLE ${raw}.made_columns (table_name VARCHAR, column_name VARCHAR, column_type VARCHAR);

CREATE TABLE ${raw}.cursors (
  log_position NUMBER(38, 0), feed_position NUMBER(38, 0), run_id VARCHAR, snapshot_revision NUMBER(38, 0));

-- What segments count, who is in them, and what a run finds out about it.
CREATE TABLE ${raw}.counted_definitions (event_definition_id NUMBER(38, 0), fingerprint VARCHAR);

-- A user id is the one the event came with, so that nothing moves here when users do.
CREATE TABLE ${raw}.counted_events (
  event_definition_id NUMBER(38, 0), event_id NUMBER(38, 0), user_id NUMBER(38, 0), "TIME" TIMESTAMP_NTZ(6));

-- Of a user who is not in the segment only when that will change by itself; no row where it will not.
CREATE TABLE ${raw}.segment_states (
  segment_id NUMBER(38, 0), user_id NUMBER(38, 0), entered_at TIMESTAMP_NTZ(6), changes_at TIMESTAMP_NTZ(6));

CREATE TABLE ${raw}.applied_segments (
  segment_id NUMBER(38, 0), segment_name VARCHAR, segment_table_name VARCHAR, segment_revision NUMBER(38, 0),
  fingerprint VARCHAR, state VARCHAR, as_of TIMESTAMP_NTZ(6));

-- A session is known by its first event, whose values all its rows share. An event outside any session (a server call
-- that brought no session id) has its own. Texts joined to what is null are null here.
CREATE VIEW ${raw}.session_starts AS
SELECT
  position, event_id AS session_id, "TIME", library, platform, device_type, device, carrier, app_name, app_version,
  country, region, city, ip, referrer, NULLIF(COALESCE(domain, '') || COALESCE(path, ''), '') AS landing_page,
  query AS landing_page_query, hash AS landing_page_hash, browser, search_keyword, utm_source, utm_campaign,
  utm_medium, utm_term, utm_content
FROM raw_events
WHERE session_id IS NULL OR session_id = event_id;

-- Kept apart, since every row of every table asks for them, and there are far fewer sessions than events.
CREATE TRANSIENT TABLE ${raw}.raw_sessions AS SELECT * EXCLUDE (position) FROM ${raw}.session_starts LIMIT 0;

CREATE VIEW ${raw}.event_rows AS
SELECT
  e.position, e.event_id, COALESCE(m.to_user_id, e.user_id) AS user_id, e.session_id, e."TIME",
  s.library, s.platform, s.device_type, s.device, s.carrier, s.app_name, s.app_version, s.country, s.region, s.city,
  s.ip, s.referrer, s.landing_page, s.landing_page_query, s.landing_page_hash, s.browser, s.search_keyword,
  s.utm_source, s.utm_campaign, s.utm_medium, s.utm_term, s.utm_content,
  IFF(e.session_id IS NOT NULL, s."TIME", NULL) AS session_time,
  e.domain, e.path, e.query, e.hash, e.title, e.previous_page AS heap_previous_page,
  CASE e.kind WHEN 'pageview' THEN 'view page' WHEN 'custom' THEN e.name ELSE e.kind END AS "TYPE",
  e.href, e.target_text, e.target_tag, e.target_id, e.target_class,
  e.kind, e.name, e.ancestry, e.properties, s."TIME" AS session_began
FROM raw_events AS e
JOIN raw_sessions AS s ON s.session_id = COALESCE(e.session_id, e.event_id)
LEFT JOIN raw_migrations AS m ON m.from_user_id = e.user_id;
