-- Sessions are a function of a device's events and their times, whatever the order of arrival. A visit ends after 30
-- minutes without activity (5 on a phone's app); a visit is one session, or several where one known user after the
-- other takes over the device. Events that brought a session id stay together by it. Landed events, and deleted ones by
-- their absence, can change the visits within 30 minutes of them, as a whole, and no other: these are derived again.
-- What is made on the way is analyzed, since plans depend on how much it is.
CALL ${raw}.make_partitions();

CREATE TEMP VIEW landed AS
SELECT *, domain IS NOT NULL OR path IS NOT NULL AS own_page,
  session_key IS NOT NULL OR library IS DISTINCT FROM 'server' AS in_session
FROM landed_events;

CREATE TEMP TABLE reach AS
SELECT device_key, min("time") - INTERVAL '30 minutes' AS since, max("time") + INTERVAL '30 minutes' AS until
FROM (
  SELECT device_key, "time" FROM landed WHERE in_session AND session_key IS NULL
  UNION ALL
  SELECT device_key, "time" FROM deleted_events WHERE visit_id IS NOT NULL AND session_key IS NULL) AS reaching
GROUP BY device_key;
ANALYZE reach;

CREATE TEMP TABLE reached_visits AS
SELECT e.visit_id FROM ${raw}.raw_events AS e
JOIN reach AS r ON r.device_key = e.device_key AND e."time" BETWEEN r.since AND r.until
WHERE e.session_key IS NULL AND e.visit_id IS NOT NULL
  AND e."time" BETWEEN (SELECT min(since) FROM reach) AND (SELECT max(until) FROM reach)
UNION
SELECT e.visit_id FROM ${raw}.raw_events AS e
JOIN (
  SELECT device_key, session_key FROM landed WHERE session_key IS NOT NULL
  UNION
  SELECT device_key, session_key FROM deleted_events WHERE session_key IS NOT NULL) AS l
  ON l.device_key = e.device_key AND l.session_key = e.session_key
WHERE e.session_key IS NOT NULL;
ANALYZE reached_visits;

CREATE TEMP TABLE reached_events AS
SELECT position, event_id, "time", device_key, session_key, known_identity, kind, library, own_page,
  domain, path, query, hash, title, TRUE AS is_new
FROM landed WHERE in_session
UNION ALL
SELECT position, event_id, "time", device_key, session_key, known_identity, kind, library, own_page,
  CASE WHEN own_page THEN domain END, CASE WHEN own_page THEN path END, CASE WHEN own_page THEN query END,
  CASE WHEN own_page THEN hash END, CASE WHEN own_page THEN title END, FALSE
FROM ${raw}.raw_events
WHERE visit_id IN (SELECT visit_id FROM reached_visits);
ANALYZE reached_events (event_id, is_new);

-- Only ids and places go through the windows; the values of pages are joined to what comes out. Visits, sessions and
-- pages are numbered in the order of places, so that after the first sort all rows lie in the order that is wanted. The
-- last value that is not null is the first of those rows that have seen as many such values.
CREATE TEMP TABLE derived_events AS
WITH paced AS (
  SELECT event_id, session_key IS NULL AS is_free, known_identity, kind = 'pageview' AS is_page,
    CASE WHEN library IN ('ios', 'android') THEN INTERVAL '5 minutes' ELSE INTERVAL '30 minutes' END AS patience,
    "time" - lag("time") OVER device AS pause,
    row_number() OVER (ORDER BY device_key COLLATE "C", session_key COLLATE "C", "time", event_id) AS place
  FROM reached_events
  WINDOW device AS (PARTITION BY device_key COLLATE "C", session_key COLLATE "C" ORDER BY "time", event_id)
), paused AS (
  SELECT event_id, is_free, known_identity, is_page, place,
    pause IS NULL OR (is_free AND pause > patience) AS begins_visit
  FROM paced
), counted AS (
  SELECT *, count(*) FILTER (WHERE begins_visit) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) AS visit FROM paused
), visited AS (
  SELECT *, first_value(event_id) OVER (PARTITION BY visit ORDER BY place) AS visit_id,
    lag(known_identity) OVER (PARTITION BY visit, known_identity IS NULL ORDER BY place) AS identity_before
  FROM counted
), taken_over AS (
  SELECT event_id, place, is_page, visit_id,
    count(*) FILTER (WHERE begins_visit OR (is_free AND known_identity <> identity_before)) OVER so_far AS session,
    count(*) FILTER (WHERE is_page) OVER so_far AS page
  FROM visited
  WINDOW so_far AS (ORDER BY place ROWS UNBOUNDED PRECEDING)
), paged AS (
  SELECT event_id, is_page, visit_id,
    first_value(event_id) OVER (PARTITION BY session ORDER BY place) AS session_id,
    first_value(CASE WHEN is_page THEN event_id END) OVER (PARTITION BY session, page ORDER BY place) AS page_id,
    lag(event_id) OVER (PARTITION BY session, is_page ORDER BY place) AS page_id_before
  FROM taken_over
), pages AS (
  SELECT event_id, page_id_before, domain, path, query, hash, title,
    concat(domain, path, '?' || query, '#' || hash) AS address
  FROM paged JOIN reached_events USING (event_id)
  WHERE is_page
)
SELECT e.position, p.event_id, p.visit_id, p.session_id, page_before.address AS previous_page,
  CASE WHEN e.own_page THEN e.domain ELSE page.domain END AS domain,
  CASE WHEN e.own_page THEN e.path ELSE page.path END AS path,
  CASE WHEN e.own_page THEN e.query ELSE page.query END AS query,
  CASE WHEN e.own_page THEN e.hash ELSE page.hash END AS hash,
  CASE WHEN e.own_page THEN e.title ELSE page.title END AS title,
  e.is_new
FROM paged AS p
JOIN reached_events AS e USING (event_id)
LEFT JOIN pages AS page ON page.event_id = p.page_id
LEFT JOIN pages AS page_before ON page_before.event_id = page.page_id_before;
ANALYZE derived_events (event_id, is_new);

CREATE TEMP TABLE rewritten_events AS
SELECT d.* FROM derived_events AS d JOIN ${raw}.raw_events AS e USING (event_id)
WHERE NOT d.is_new AND (d.visit_id, d.session_id, d.previous_page, d.domain, d.path, d.query, d.hash, d.title)
  IS DISTINCT FROM (e.visit_id, e.session_id, e.previous_page, e.domain, e.path, e.query, e.hash, e.title);
ANALYZE rewritten_events (event_id);

UPDATE ${raw}.raw_events AS e SET visit_id = w.visit_id, session_id = w.session_id, previous_page = w.previous_page,
  domain = w.domain, path = w.path, query = w.query, hash = w.hash, title = w.title
FROM rewritten_events AS w WHERE w.event_id = e.event_id;

INSERT INTO ${raw}.raw_events
SELECT l.position, l.event_id, l.received_at, l."time", l.user_id, l.device_key, l.known_identity, l.session_key,
  l.kind, l.name, l.library, l.platform, l.device_type, l.device, l.carrier, l.app_name, l.app_version, l.country,
  l.region, l.city, l.ip, l.referrer, l.browser, l.search_keyword, l.utm_source, l.utm_campaign, l.utm_medium,
  l.utm_term, l.utm_content,
  CASE WHEN d.event_id IS NULL THEN l.domain ELSE d.domain END,
  CASE WHEN d.event_id IS NULL THEN l.path ELSE d.path END,
  CASE WHEN d.event_id IS NULL THEN l.query ELSE d.query END,
  CASE WHEN d.event_id IS NULL THEN l.hash ELSE d.hash END,
  CASE WHEN d.event_id IS NULL THEN l.title ELSE d.title END,
  l.href, l.target_text, l.target_tag, l.target_id, l.target_class, l.ancestry,
  CAST(l.properties AS jsonb), l.own_page, d.visit_id, d.session_id, d.previous_page
FROM landed AS l LEFT JOIN derived_events AS d ON d.event_id = l.event_id
ORDER BY l.position;

-- Sessions whose first event is new, has changed, or is gone.
DELETE FROM ${raw}.raw_sessions
WHERE session_id IN (SELECT event_id FROM rewritten_events UNION ALL SELECT event_id FROM deleted_events);

-- Tables that have grown much since their statistics were taken would be read by plans for small ones.
CALL ${raw}.analyze_grown();

CALL ${raw}.gather_touched();
ANALYZE touched_rows (event_id, session_id, kind);
