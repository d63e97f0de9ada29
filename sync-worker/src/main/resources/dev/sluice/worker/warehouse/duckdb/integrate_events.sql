-- Sessions are a function of a device's events and their times, whatever the order of arrival. A visit ends after 30
-- minutes without activity (5 on a phone's app); a visit is one session, or several where one known user after the
-- other takes over the device. Events that brought a session id stay together by it. Landed events, and deleted ones by
-- their absence, can change the visits within 30 minutes of them, as a whole, and no other: these are derived again.
-- Raw events are looked for by their times and positions wherever that is possible: they lie in that order, so that most
-- of the history need not be read; where there is nothing to look for, none of it.
CREATE TEMP VIEW landed AS
SELECT *, domain IS NOT NULL OR path IS NOT NULL AS own_page,
  session_key IS NOT NULL OR library IS DISTINCT FROM 'server' AS in_session
FROM landed_events;

CREATE TEMP TABLE reach AS
SELECT device_key, min("time") - INTERVAL 30 MINUTE AS since, max("time") + INTERVAL 30 MINUTE AS until
FROM (
  SELECT device_key, "time" FROM landed WHERE in_session AND session_key IS NULL
  UNION ALL
  SELECT device_key, "time" FROM deleted_events WHERE visit_id IS NOT NULL AND session_key IS NULL)
GROUP BY device_key;

CREATE TEMP TABLE reached_visits AS
SELECT e.visit_id FROM ${raw}.raw_events AS e
JOIN reach AS r ON r.device_key = e.device_key AND e."time" BETWEEN r.since AND r.until
WHERE e.session_key IS NULL AND e.visit_id IS NOT NULL
  AND e."time" >= (SELECT coalesce(min(since), TIMESTAMP 'infinity') FROM reach)
UNION
SELECT e.visit_id FROM ${raw}.raw_events AS e
JOIN (
  SELECT device_key, session_key FROM landed WHERE session_key IS NOT NULL
  UNION
  SELECT device_key, session_key FROM deleted_events WHERE session_key IS NOT NULL) AS l
  ON l.device_key = e.device_key AND l.session_key = e.session_key;

CREATE TEMP TABLE reached_events AS
SELECT position, event_id, "time", device_key, session_key, known_identity, kind, library, own_page,
  domain, path, query, hash, title
FROM landed WHERE in_session
UNION ALL
SELECT position, event_id, "time", device_key, session_key, known_identity, kind, library, own_page,
  CASE WHEN own_page THEN domain END, CASE WHEN own_page THEN path END, CASE WHEN own_page THEN query END,
  CASE WHEN own_page THEN hash END, CASE WHEN own_page THEN title END
FROM ${raw}.raw_events
WHERE visit_id IN (SELECT visit_id FROM reached_visits)
  -- A visit begins with a session.
  AND "time" >= (
    SELECT coalesce(min("time"), TIMESTAMP 'infinity') FROM ${raw}.raw_sessions
    WHERE session_id IN (SELECT visit_id FROM reached_visits));

-- Only ids and places go through the windows; the values of pages are joined to what comes out.
CREATE TEMP TABLE derived_events AS
WITH paced AS (
  SELECT event_id, session_key, known_identity, kind = 'pageview' AS is_page,
    CASE WHEN library IN ('ios', 'android') THEN INTERVAL 5 MINUTE ELSE INTERVAL 30 MINUTE END AS patience,
    "time" - lag("time") OVER device AS pause,
    first_value(event_id) OVER device AS device_id, row_number() OVER device AS place
  FROM reached_events
  WINDOW device AS (PARTITION BY device_key, session_key ORDER BY "time", event_id)
), paused AS (
  SELECT *, count(*) FILTER (WHERE session_key IS NULL AND pause > patience)
    OVER (PARTITION BY device_id ORDER BY place) AS visit
  FROM paced
), carried AS (
  SELECT *, first_value(event_id) OVER visit AS visit_id,
    last_value(known_identity IGNORE NULLS)
      OVER (visit ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS identity_before
  FROM paused
  WINDOW visit AS (PARTITION BY device_id, visit ORDER BY place)
), taken_over AS (
  SELECT event_id, place, is_page, visit_id,
    count(*) FILTER (WHERE session_key IS NULL AND known_identity <> identity_before)
      OVER (PARTITION BY visit_id ORDER BY place) AS turn
  FROM carried
), paged AS (
  SELECT event_id, is_page, visit_id, first_value(event_id) OVER session AS session_id,
    last_value(CASE WHEN is_page THEN event_id END IGNORE NULLS) OVER session AS page_id,
    last_value(CASE WHEN is_page THEN event_id END IGNORE NULLS)
      OVER (session ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS page_id_before
  FROM taken_over
  WINDOW session AS (PARTITION BY visit_id, turn ORDER BY place)
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
  CASE WHEN e.own_page THEN e.title ELSE page.title END AS title
FROM paged AS p
JOIN reached_events AS e USING (event_id)
LEFT JOIN pages AS page ON page.event_id = p.page_id
LEFT JOIN pages AS page_before ON page_before.event_id = page.page_id_before;

CREATE TEMP TABLE rewritten_events AS
SELECT d.* FROM derived_events AS d JOIN ${raw}.raw_events AS e USING (position)
WHERE (d.visit_id, d.session_id, d.previous_page, d.domain, d.path, d.query, d.hash, d.title)
  IS DISTINCT FROM (e.visit_id, e.session_id, e.previous_page, e.domain, e.path, e.query, e.hash, e.title);

UPDATE ${raw}.raw_events AS e SET visit_id = w.visit_id, session_id = w.session_id, previous_page = w.previous_page,
  domain = w.domain, path = w.path, query = w.query, hash = w.hash, title = w.title
FROM rewritten_events AS w WHERE w.position = e.position;

-- What has landed lies behind all that was there, unless a proof brings back what is missing. Places and times that are
-- found out beforehand are constants for plans, which otherwise expect few rows and build their joins upon the many.
SET VARIABLE first_landed = (SELECT min(position) FROM landed);

SET VARIABLE landed_from = CASE
  WHEN EXISTS (SELECT 1 FROM ${raw}.raw_events WHERE position >= getvariable('first_landed')) THEN NULL
  ELSE getvariable('first_landed') END;

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
  CAST(CAST(l.properties AS JSON) AS MAP(VARCHAR, VARCHAR)), l.own_page, d.visit_id, d.session_id, d.previous_page
FROM landed AS l LEFT JOIN derived_events AS d ON d.event_id = l.event_id;

-- Sessions whose first event is new, has changed, or is gone.
DELETE FROM ${raw}.raw_sessions
WHERE session_id IN (SELECT event_id FROM rewritten_events UNION ALL SELECT event_id FROM deleted_events);

CREATE TEMP VIEW touched_before AS
SELECT position FROM rewritten_events
UNION ALL
SELECT position FROM landed WHERE getvariable('landed_from') IS NULL;

SET VARIABLE touched_from = (SELECT coalesce(min(position), 9223372036854775807) FROM touched_before);

INSERT INTO ${raw}.raw_sessions
SELECT * EXCLUDE (position) FROM ${raw}.session_starts WHERE position >= getvariable('landed_from')
UNION ALL
SELECT * EXCLUDE (position) FROM ${raw}.session_starts
WHERE position IN (SELECT position FROM touched_before) AND position >= getvariable('touched_from');

SET VARIABLE touched_since = (
  SELECT coalesce(min("time"), TIMESTAMP 'infinity')
  FROM (SELECT "time" FROM landed UNION ALL SELECT "time" FROM reached_events));

-- That sessions began by then is implied, and lets them be read from there on.
CREATE TEMP TABLE touched_rows AS
SELECT * EXCLUDE (session_began) FROM ${raw}.event_rows
WHERE position >= getvariable('landed_from') AND session_began >= getvariable('touched_since')
UNION ALL
SELECT * EXCLUDE (session_began) FROM ${raw}.event_rows
WHERE position IN (SELECT position FROM touched_before)
  AND position >= getvariable('touched_from') AND session_began >= getvariable('touched_since');
