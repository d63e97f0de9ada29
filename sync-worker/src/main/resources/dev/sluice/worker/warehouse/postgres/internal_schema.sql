-- The internal schema: every raw event once, users and migrations as last read, and what was applied.
-- Page values are the event's own where own_page is true; otherwise those of the pageview it happened on. Partitions are
-- of the months in which events were received: rows lie in the order of arrival, which is nearly that of their times.
CREATE TABLE ${raw}.raw_events (
  position bigint, event_id bigint, received_at timestamp, "time" timestamp, user_id bigint,
  device_key text, known_identity text, session_key text, kind text, name text,
  library text, platform text, device_type text, device text, carrier text, app_name text,
  app_version text, country text, region text, city text, ip text, referrer text, browser text,
  search_keyword text, utm_source text, utm_campaign text, utm_medium text, utm_term text,
  utm_content text,
  domain text, path text, query text, hash text, title text,
  href text, target_text text, target_tag text, target_id text, target_class text, ancestry text,
  properties jsonb,
  own_page boolean, visit_id bigint, session_id bigint, previous_page text)
PARTITION BY RANGE (received_at);

CREATE INDEX ON ${raw}.raw_events (event_id);
CREATE INDEX ON ${raw}.raw_events (visit_id);
CREATE INDEX ON ${raw}.raw_events (device_key, session_key) WHERE session_key IS NOT NULL;
CREATE INDEX ON ${raw}.raw_events USING brin ("time") WITH (pages_per_range = 32);
CREATE INDEX ON ${raw}.raw_events USING brin (position) WITH (pages_per_range = 32);

CREATE TABLE ${raw}.raw_users (
  user_id bigint, identity text, joindate timestamp, last_modified timestamp, properties jsonb,
  -- When each property got its value, as ISO-8601 text.
  property_times jsonb);
CREATE INDEX ON ${raw}.raw_users (user_id);

CREATE TABLE ${raw}.raw_migrations (from_user_id bigint, to_user_id bigint, "time" timestamp);
CREATE INDEX ON ${raw}.raw_migrations (from_user_id);
CREATE INDEX ON ${raw}.raw_migrations (to_user_id);

CREATE TABLE ${raw}.applied_events (
  event_definition_id bigint, event_name text, event_table_name text, definition_revision bigint, fingerprint text,
  state text);

-- The columns of tables as runs left them.
CREATE TABLE ${raw}.made_columns (table_name text, column_name text, column_type text);

CREATE TABLE ${raw}.all_events (place bigint, event_table_name text);

-- Rows loaded while a property was archived or unsynced: those landed after one position and up to another.
CREATE TABLE ${raw}.gaps (
  event_table_name text, stored_name text, after_position bigint, until_position bigint, gap_from timestamp,
  gap_to timestamp);

-- Tables that are filled beside the runs: up to where their history has been judged, and the verdicts.
CREATE TABLE ${raw}.fills (event_definition_id bigint, fingerprint text, judged_to bigint);

CREATE TABLE ${raw}.fill_matches (event_definition_id bigint, event_id bigint);
CREATE INDEX ON ${raw}.fill_matches (event_id);

-- Events that have landed and whose rows some tables wait for; those that come again stand here again.
CREATE TABLE ${raw}.waiting_events (position bigint, event_id bigint);

CREATE TABLE ${raw}.cursors (log_position bigint, feed_position bigint, run_id text, snapshot_revision bigint);

-- What segments count, who is in them, and what a run finds out about it.
CREATE TABLE ${raw}.counted_definitions (event_definition_id bigint, fingerprint text);

-- A user id is the one the event came with, so that nothing moves here when users do.
CREATE TABLE ${raw}.counted_events (event_definition_id bigint, event_id bigint, user_id bigint, "time" timestamp);
CREATE INDEX ON ${raw}.counted_events (event_id);
CREATE INDEX ON ${raw}.counted_events (user_id);

-- Of a user who is not in the segment only when that will change by itself; no row where it will not.
CREATE TABLE ${raw}.segment_states (segment_id bigint, user_id bigint, entered_at timestamp, changes_at timestamp);
CREATE INDEX ON ${raw}.segment_states (user_id);

CREATE TABLE ${raw}.applied_segments (
  segment_id bigint, segment_name text, segment_table_name text, segment_revision bigint, fingerprint text, state text,
  as_of timestamp);

-- A session is known by its first event, whose values all its rows share. An event outside any session (a server call
-- that brought no session id) has its own.
CREATE VIEW ${raw}.session_starts AS
SELECT
  position, event_id AS session_id, "time", library, platform, device_type, device, carrier, app_name, app_version,
  country, region, city, ip, referrer, nullif(concat(domain, path), '') AS landing_page,
  query AS landing_page_query, hash AS landing_page_hash, browser, search_keyword, utm_source, utm_campaign,
  utm_medium, utm_term, utm_content
FROM ${raw}.raw_events
WHERE session_id IS NULL OR session_id = event_id;

-- Kept apart, since every row of every table asks for them, and there are far fewer sessions than events.
CREATE TABLE ${raw}.raw_sessions AS SELECT * FROM ${raw}.session_starts WITH NO DATA;
ALTER TABLE ${raw}.raw_sessions DROP COLUMN position;
CREATE INDEX ON ${raw}.raw_sessions (session_id);

CREATE VIEW ${raw}.event_rows AS
SELECT
  e.position, e.event_id, coalesce(m.to_user_id, e.user_id) AS user_id, e.session_id, e."time",
  s.library, s.platform, s.device_type, s.device, s.carrier, s.app_name, s.app_version, s.country, s.region, s.city,
  s.ip, s.referrer, s.landing_page, s.landing_page_query, s.landing_page_hash, s.browser, s.search_keyword,
  s.utm_source, s.utm_campaign, s.utm_medium, s.utm_term, s.utm_content,
  CASE WHEN e.session_id IS NOT NULL THEN s."time" END AS session_time,
  e.domain, e.path, e.query, e.hash, e.title, e.previous_page AS heap_previous_page,
  CASE e.kind WHEN 'pageview' THEN 'view page' WHEN 'custom' THEN e.name ELSE e.kind END AS "type",
  e.href, e.target_text, e.target_tag, e.target_id, e.target_class,
  e.kind, e.name, e.ancestry, e.properties
FROM ${raw}.raw_events AS e
JOIN ${raw}.raw_sessions AS s ON s.session_id = coalesce(e.session_id, e.event_id)
LEFT JOIN ${raw}.raw_migrations AS m ON m.from_user_id = e.user_id;

-- Makes the partitions that landed events go to.
CREATE PROCEDURE ${raw}.make_partitions() LANGUAGE plpgsql AS $$
DECLARE
  landed record;
BEGIN
  FOR landed IN
    SELECT DISTINCT date_trunc('month', received_at) AS began FROM pg_temp.landed_events
  LOOP
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS ${raw}.%I PARTITION OF ${raw}.raw_events FOR VALUES FROM (%L) TO (%L)',
      'raw_events_' || to_char(landed.began, 'YYYY_MM'), landed.began, landed.began + INTERVAL '1 month');
  END LOOP;
END
$$;

-- The server takes statistics by itself, but not before a run has committed, and never of a table with partitions.
CREATE PROCEDURE ${raw}.analyze_grown() LANGUAGE plpgsql AS $$
DECLARE
  grown text;
BEGIN
  FOR grown IN
    WITH sizes AS (
      SELECT c.relname, c.relispartition, greatest(c.reltuples, 0) AS known,
        pg_stat_get_mod_since_analyze(c.oid) + pg_stat_get_xact_tuples_inserted(c.oid) AS changed
      FROM pg_class AS c
      WHERE c.oid IN ('${raw}.raw_users'::regclass, '${raw}.raw_sessions'::regclass)
        OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = '${raw}.raw_events'::regclass)
    ), whole AS (
      SELECT sum(known + changed) > 1.3 * greatest(min(p.reltuples), 0) AS has_grown
      FROM sizes AS s, pg_class AS p WHERE s.relispartition AND p.oid = '${raw}.raw_events'::regclass)
    -- Which takes those of the partitions as well.
    SELECT 'raw_events' FROM whole WHERE has_grown
    UNION ALL
    SELECT quote_ident(relname) FROM sizes, whole
    WHERE changed > 0.2 * known AND NOT (relispartition AND coalesce(has_grown, FALSE))
  LOOP
    EXECUTE 'ANALYZE ${raw}.' || grown;
  END LOOP;
END
$$;

-- Sessions that begin with what has landed or was rewritten, and the rows of these events. What has landed lies behind
-- all that was there; its positions are written out, so that plans see how few they are.
CREATE PROCEDURE ${raw}.gather_touched() LANGUAGE plpgsql AS $$
DECLARE
  first_landed bigint := (SELECT coalesce(min(position), 9223372036854775807) FROM pg_temp.landed_events);
BEGIN
  EXECUTE format('
    INSERT INTO ${raw}.raw_sessions
    WITH begun AS (
      SELECT * FROM ${raw}.session_starts WHERE position >= %1$s
      UNION ALL
      SELECT * FROM ${raw}.session_starts
      WHERE position < %1$s AND session_id IN (SELECT event_id FROM pg_temp.rewritten_events))
    SELECT session_id, "time", library, platform, device_type, device, carrier, app_name, app_version, country, region,
      city, ip, referrer, landing_page, landing_page_query, landing_page_hash, browser, search_keyword, utm_source,
      utm_campaign, utm_medium, utm_term, utm_content
    FROM begun', first_landed);
  EXECUTE format('
    CREATE TEMP TABLE touched_rows AS
    SELECT * FROM ${raw}.event_rows WHERE position >= %1$s
    UNION ALL
    SELECT * FROM ${raw}.event_rows
    WHERE position < %1$s AND event_id IN (SELECT event_id FROM pg_temp.rewritten_events)', first_landed);
END
$$;
