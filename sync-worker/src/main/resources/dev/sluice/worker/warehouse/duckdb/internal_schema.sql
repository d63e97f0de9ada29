-- The internal schema: every raw event once, users and migrations as last read, and what was applied.
CREATE SCHEMA IF NOT EXISTS ${raw};

-- Page values are the event's own where own_page is true; otherwise those of the pageview it happened on.
CREATE TABLE IF NOT EXISTS ${raw}.raw_events (
  position BIGINT, event_id BIGINT, received_at TIMESTAMP, "time" TIMESTAMP, user_id BIGINT,
  device_key VARCHAR, known_identity VARCHAR, session_key VARCHAR, kind VARCHAR, name VARCHAR,
  library VARCHAR, platform VARCHAR, device_type VARCHAR, device VARCHAR, carrier VARCHAR, app_name VARCHAR,
  app_version VARCHAR, country VARCHAR, region VARCHAR, city VARCHAR, ip VARCHAR, referrer VARCHAR, browser VARCHAR,
  search_keyword VARCHAR, utm_source VARCHAR, utm_campaign VARCHAR, utm_medium VARCHAR, utm_term VARCHAR,
  utm_content VARCHAR,
  domain VARCHAR, path VARCHAR, query VARCHAR, hash VARCHAR, title VARCHAR,
  href VARCHAR, target_text VARCHAR, target_tag VARCHAR, target_id VARCHAR, target_class VARCHAR, ancestry VARCHAR,
  properties MAP(VARCHAR, VARCHAR),
  own_page BOOLEAN, visit_id BIGINT, session_id BIGINT, previous_page VARCHAR);

CREATE TABLE IF NOT EXISTS ${raw}.raw_users (
  user_id BIGINT, identity VARCHAR, joindate TIMESTAMP, last_modified TIMESTAMP, properties MAP(VARCHAR, VARCHAR));

-- When each property got its value, as ISO-8601 text.
ALTER TABLE ${raw}.raw_users ADD COLUMN IF NOT EXISTS property_times MAP(VARCHAR, VARCHAR);

CREATE TABLE IF NOT EXISTS ${raw}.raw_migrations (from_user_id BIGINT, to_user_id BIGINT, "time" TIMESTAMP);

CREATE TABLE IF NOT EXISTS ${raw}.applied_events (
  event_definition_id BIGINT, event_name VARCHAR, event_table_name VARCHAR, definition_revision BIGINT,
  fingerprint VARCHAR, state VARCHAR);

-- The columns of tables as runs left them.
CREATE TABLE IF NOT EXISTS ${raw}.made_columns (table_name VARCHAR, column_name VARCHAR, column_type VARCHAR);

CREATE TABLE IF NOT EXISTS ${raw}.all_events (place BIGINT, event_table_name VARCHAR);

-- Rows loaded while a property was archived or unsynced: those landed after one position and up to another.
CREATE TABLE IF NOT EXISTS ${raw}.gaps (
  event_table_name VARCHAR, stored_name VARCHAR, after_position BIGINT, until_position BIGINT,
  gap_from TIMESTAMP, gap_to TIMESTAMP);

-- Tables that are filled beside the runs: up to where their history has been judged, and the verdicts.
CREATE TABLE IF NOT EXISTS ${raw}.fills (event_definition_id BIGINT, fingerprint VARCHAR, judged_to BIGINT);

CREATE TABLE IF NOT EXISTS ${raw}.fill_matches (event_definition_id BIGINT, event_id BIGINT);

-- Events that have landed and whose rows some tables wait for; those that come again stand here again.
CREATE TABLE IF NOT EXISTS ${raw}.waiting_events (position BIGINT, event_id BIGINT);

CREATE TABLE IF NOT EXISTS ${raw}.cursors (log_position BIGINT, feed_position BIGINT, run_id VARCHAR);

-- Warehouses of the first release lack it.
ALTER TABLE ${raw}.cursors ADD COLUMN IF NOT EXISTS snapshot_revision BIGINT;

-- A session is known by its first event, whose values all its rows share. An event outside any session (a server
-- call that brought no session id) has its own.
CREATE VIEW IF NOT EXISTS ${raw}.session_starts AS
SELECT
  position, event_id AS session_id, "time", library, platform, device_type, device, carrier, app_name, app_version,
  country, region, city, ip, referrer, nullif(concat(domain, path), '') AS landing_page,
  query AS landing_page_query, hash AS landing_page_hash, browser, search_keyword, utm_source, utm_campaign,
  utm_medium, utm_term, utm_content
FROM ${raw}.raw_events
WHERE session_id IS NULL OR session_id = event_id;

-- Kept apart, since every row of every table asks for them, and there are far fewer sessions than events.
CREATE TABLE IF NOT EXISTS ${raw}.raw_sessions AS SELECT * EXCLUDE (position) FROM ${raw}.session_starts;

CREATE OR REPLACE VIEW ${raw}.event_rows AS
SELECT
  e.position, e.event_id, coalesce(m.to_user_id, e.user_id) AS user_id, e.session_id, e."time",
  s.library, s.platform, s.device_type, s.device, s.carrier, s.app_name, s.app_version, s.country, s.region, s.city,
  s.ip, s.referrer, s.landing_page, s.landing_page_query, s.landing_page_hash, s.browser, s.search_keyword,
  s.utm_source, s.utm_campaign, s.utm_medium, s.utm_term, s.utm_content,
  CASE WHEN e.session_id IS NOT NULL THEN s."time" END AS session_time,
  e.domain, e.path, e.query, e.hash, e.title, e.previous_page AS heap_previous_page,
  CASE e.kind WHEN 'pageview' THEN 'view page' WHEN 'custom' THEN e.name ELSE e.kind END AS "type",
  e.href, e.target_text, e.target_tag, e.target_id, e.target_class,
  e.kind, e.name, e.ancestry, e.properties, s."time" AS session_began
FROM ${raw}.raw_events AS e
JOIN ${raw}.raw_sessions AS s ON s.session_id = coalesce(e.session_id, e.event_id)
LEFT JOIN ${raw}.raw_migrations AS m ON m.from_user_id = e.user_id;
