-- Sessions are a function of a device's events and their times, whatever the order of arrival. A visit ends after 30
-- minutes without activity (5 on a phone's app); a visit is one session, or several where one known user after the
-- other takes over the device. Events that brought a session id stay together by it. Landed events, and deleted ones by
-- their absence, can change the visits within 30 minutes of them, as a whole, and no other: these are derived again.
-- Raw events lie in the order of their arrival, which is nearly that of their times. Only bounds that are known before a
-- statement runs spare it the rest of the history, hence the variables; where there is nothing to look for, all of it.
-- The first and the last half hour that can be told have nothing before and behind them.
CREATE VIEW landed AS
SELECT *, domain IS NOT NULL OR path IS NOT NULL AS own_page,
  session_key IS NOT NULL OR library IS DISTINCT FROM 'server' AS in_session
FROM landed_events;

CREATE TABLE reach AS
SELECT device_key,
  DATEADD('minute', -30, GREATEST(MIN("TIME"), '0001-01-01 00:30:00'::TIMESTAMP_NTZ(6))) AS since,
  DATEADD('minute', 30, LEAST(MAX("TIME"), '9999-12-31 23:29:59.999999'::TIMESTAMP_NTZ(6))) AS until
FROM (
  SELECT device_key, "TIME" FROM landed WHERE in_session AND session_key IS NULL
  UNION ALL
  SELECT device_key, "TIME" FROM deleted_events WHERE visit_id IS NOT NULL AND session_key IS NULL) AS reaching
GROUP BY device_key;

SET reached_since = (
  SELECT TO_CHAR(COALESCE(MIN(since), '9999-12-31'::TIMESTAMP_NTZ(6)), 'YYYY-MM-DD HH24:MI:SS.FF6') FROM reach);

SET reached_until = (
  SELECT TO_CHAR(COALESCE(MAX(until), '0001-01-01'::TIMESTAMP_NTZ(6)), 'YYYY-MM-DD HH24:MI:SS.FF6') FROM reach);

CREATE TABLE reached_visits AS
SELECT e.visit_id FROM ${raw}.raw_events AS e
JOIN reach AS r ON r.device_key = e.device_key AND e."TIME" BETWEEN r.since AND r.until
WHERE e.session_key IS NULL AND e.visit_id IS NOT NULL
  AND e."TIME" >= $reached_since::TIMESTAMP_NTZ(6) AND e."TIME" <= $reached_until::TIMESTAMP_NTZ(6)
UNION
SELECT e.visit_id FROM ${raw}.raw_events AS e
JOIN (
  SELECT device_key, session_key FROM landed WHERE session_key IS NOT NULL
  UNION
  SELECT device_key, session_key FROM deleted_events WHERE session_key IS NOT NULL) AS l
  ON l.device_key = e.device_key AND l.session_key = e.session_key;

-- A visit begins with a session.
SET visited_since = (
  SELECT TO_CHAR(COALESCE(MIN("TIME"), '9999-12-31'::TIMESTAMP_NTZ(6)), 'YYYY-MM-DD HH24:MI:SS.FF6')
  FROM ${raw}.raw_sessions WHERE session_id IN (SELECT visit_id FROM reached_visits));

CREATE TABLE reached_events AS
SELECT position, event_id, "TIME", device_key, session_key, known_identity, kind, library, own_page,
  domain, path, query, hash, title
FROM landed WHERE in_session
UNION ALL
SELECT position, event_id, "TIME", device_key, session_key, known_identity, kind, library, own_page,
  IFF(own_page, domain, NULL), IFF(own_page, path, NULL), IFF(own_page, query, NULL), IFF(own_page, hash, NULL),
  IFF(own_page, title, NULL)
FROM ${raw}.raw_events
WHERE visit_id IN (SELECT visit_id FROM reached_visits) AND "TIME" >= $visited_since::TIMESTAMP_NTZ(6);

-- Only ids and places go through the windows; the values of pages are joined to what comes out. Times are told apart in
-- microseconds, and frames are written out, since by default some reach to the end.
CREATE TABLE derived_events AS
WITH paced AS (
  SELECT event_id, session_key, known_identity, kind = 'pageview' AS is_page,
    IFF(library IN ('ios', 'android'), 5, 30) * 60000000 AS patience,
    DATEDIFF('microsecond', LAG("TIME") OVER (PARTITION BY device_key, session_key ORDER BY "TIME", event_id), "TIME")
      AS pause,
    FIRST_VALUE(event_id) OVER (PARTITION BY device_key, session_key ORDER BY "TIME", event_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS device_id,
    ROW_NUMBER() OVER (PARTITION BY device_key, session_key ORDER BY "TIME", event_id) AS place
  FROM reached_events
), paused AS (
  SELECT *, SUM(IFF(session_key IS NULL AND pause > patience, 1, 0)) OVER (PARTITION BY device_id ORDER BY place
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS visit
  FROM paced
), carried AS (
  SELECT *, FIRST_VALUE(event_id) OVER (PARTITION BY device_id, visit ORDER BY place
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS visit_id,
    LAG(known_identity) IGNORE NULLS OVER (PARTITION BY device_id, visit ORDER BY place) AS identity_before
  FROM paused
), taken_over AS (
  SELECT event_id, place, is_page, visit_id,
    SUM(IFF(session_key IS NULL AND known_identity <> identity_before, 1, 0)) OVER (PARTITION BY visit_id ORDER BY place
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS turn
  FROM carried
), paged AS (
  SELECT event_id, is_page, visit_id,
    FIRST_VALUE(event_id) OVER (PARTITION BY visit_id, turn ORDER BY place
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session_id,
    LAST_VALUE(IFF(is_page, event_id, NULL)) IGNORE NULLS OVER (PARTITION BY visit_id, turn ORDER BY place
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS page_id,
    LAG(IFF(is_page, event_id, NULL)) IGNORE NULLS OVER (PARTITION BY visit_id, turn ORDER BY place) AS page_id_before
  FROM taken_over
), pages AS (
  SELECT p.event_id, p.page_id_before, e.domain, e.path, e.query, e.hash, e.title,
    COALESCE(e.domain, '') || COALESCE(e.path, '') || COALESCE('?' || e.query, '') || COALESCE('#' || e.hash, '')
      AS address
  FROM paged AS p JOIN reached_events AS e ON e.event_id = p.event_id
  WHERE p.is_page
)
SELECT e.position, p.event_id, p.visit_id, p.session_id, page_before.address AS previous_page,
  IFF(e.own_page, e.domain, page.domain) AS domain,
  IFF(e.own_page, e.path, page.path) AS path,
  IFF(e.own_page, e.query, page.query) AS query,
  IFF(e.own_page, e.hash, page.hash) AS hash,
  IFF(e.own_page, e.title, page.title) AS title
FROM paged AS p
JOIN reached_events AS e ON e.event_id = p.event_id
LEFT JOIN pages AS page ON page.event_id = p.page_id
LEFT JOIN pages AS page_before ON page_before.event_id = page.page_id_before;

SET derived_from = (SELECT COALESCE(MIN(position), 9223372036854775807) FROM derived_events);

CREATE TABLE rewritten_events AS
SELECT d.* FROM derived_events AS d JOIN ${raw}.raw_events AS e ON e.position = d.position
WHERE e.position >= $derived_from AND (
  d.visit_id IS DISTINCT FROM e.visit_id OR d.session_id IS DISTINCT FROM e.session_id
  OR d.previous_page IS DISTINCT FROM e.previous_page OR d.domain IS DISTINCT FROM e.domain
  OR d.path IS DISTINCT FROM e.path OR d.query IS DISTINCT FROM e.query OR d.hash IS DISTINCT FROM e.hash
  OR d.title IS DISTINCT FROM e.title);

UPDATE ${raw}.raw_events AS e SET visit_id = w.visit_id, session_id = w.session_id, previous_page = w.previous_page,
  domain = w.domain, path = w.path, query = w.query, hash = w.hash, title = w.title
FROM rewritten_events AS w WHERE w.position = e.position AND e.position >= $derived_from;

INSERT INTO ${raw}.raw_events
SELECT l.position, l.event_id, l.received_at, l."TIME", l.user_id, l.device_key, l.known_identity, l.session_key,
  l.kind, l.name, l.library, l.platform, l.device_type, l.device, l.carrier, l.app_name, l.app_version, l.country,
  l.region, l.city, l.ip, l.referrer, l.browser, l.search_keyword, l.utm_source, l.utm_campaign, l.utm_medium,
  l.utm_term, l.utm_content,
  IFF(d.event_id IS NULL, l.domain, d.domain),
  IFF(d.event_id IS NULL, l.path, d.path),
  IFF(d.event_id IS NULL, l.query, d.query),
  IFF(d.event_id IS NULL, l.hash, d.hash),
  IFF(d.event_id IS NULL, l.title, d.title),
  l.href, l.target_text, l.target_tag, l.target_id, l.target_class, l.ancestry,
  PARSE_JSON(l.properties), l.own_page, d.visit_id, d.session_id, d.previous_page
FROM landed AS l LEFT JOIN derived_events AS d ON d.event_id = l.event_id
ORDER BY l.position;

-- Sessions whose first event is new, has changed, or is gone.
DELETE FROM ${raw}.raw_sessions
WHERE session_id IN (SELECT event_id FROM rewritten_events UNION ALL SELECT event_id FROM deleted_events);

CREATE TABLE touched AS
SELECT position, event_id FROM landed UNION ALL SELECT position, event_id FROM rewritten_events;

SET touched_from = (SELECT COALESCE(MIN(position), 9223372036854775807) FROM touched);

SET touched_since = (
  SELECT TO_CHAR(COALESCE(MIN("TIME"), '9999-12-31'::TIMESTAMP_NTZ(6)), 'YYYY-MM-DD HH24:MI:SS.FF6')
  FROM (SELECT "TIME" FROM landed UNION ALL SELECT "TIME" FROM reached_events) AS times);

INSERT INTO ${raw}.raw_sessions
SELECT * EXCLUDE (position) FROM ${raw}.session_starts
WHERE position IN (SELECT position FROM touched) AND position >= $touched_from;

CREATE TABLE touched_rows AS
SELECT * EXCLUDE (session_began) FROM ${raw}.event_rows
WHERE position IN (SELECT position FROM touched) AND position >= $touched_from
  AND session_began >= $touched_since::TIMESTAMP_NTZ(6);
