-- Users and migrations as they are now take the place of what was read before.
CREATE TEMP TABLE changed_users AS
SELECT user_id, retired, identity, joindate, last_modified,
  CAST(properties AS jsonb) AS properties,
  CAST(property_times AS jsonb) AS property_times
FROM landed_users;
ANALYZE changed_users;

DELETE FROM ${raw}.raw_users WHERE user_id IN (SELECT user_id FROM changed_users);

INSERT INTO ${raw}.raw_users
SELECT user_id, identity, joindate, last_modified, properties, property_times FROM changed_users WHERE NOT retired;

-- An id that never migrated: its rows stand under itself.
CREATE TEMP TABLE moved_users AS
SELECT c.from_user_id, c.to_user_id
FROM changed_migrations AS c LEFT JOIN ${raw}.raw_migrations AS m USING (from_user_id)
WHERE m.from_user_id IS NULL AND NOT c.withdrawn;
ANALYZE moved_users;

-- An id whose migration now leads elsewhere, or nowhere: its rows stand under the earlier target. Where that target
-- itself moves to the same user, they move along with it.
CREATE TEMP TABLE repointed_users AS
SELECT c.from_user_id, CASE WHEN c.withdrawn THEN c.from_user_id ELSE c.to_user_id END AS to_user_id
FROM changed_migrations AS c
JOIN ${raw}.raw_migrations AS m USING (from_user_id)
LEFT JOIN moved_users AS along ON along.from_user_id = m.to_user_id
WHERE coalesce(along.to_user_id, m.to_user_id) IS DISTINCT FROM
  CASE WHEN c.withdrawn THEN c.from_user_id ELSE c.to_user_id END;
ANALYZE repointed_users;

CREATE TEMP TABLE repointed_events AS
SELECT e.event_id, r.to_user_id FROM ${raw}.raw_events AS e JOIN repointed_users AS r ON r.from_user_id = e.user_id;

-- Who the ids of changed migrations were until now.
CREATE TEMP TABLE earlier_roots AS
SELECT m.to_user_id AS user_id FROM changed_migrations AS c JOIN ${raw}.raw_migrations AS m USING (from_user_id);

DELETE FROM ${raw}.raw_migrations WHERE from_user_id IN (SELECT from_user_id FROM changed_migrations);

INSERT INTO ${raw}.raw_migrations
SELECT from_user_id, to_user_id, "time" FROM changed_migrations WHERE NOT withdrawn;

CALL ${raw}.analyze_grown();
