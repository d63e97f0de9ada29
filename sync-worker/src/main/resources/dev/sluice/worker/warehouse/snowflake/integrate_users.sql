-- Users and migrations as they are now take the place of what was read before.
CREATE TABLE changed_users AS
SELECT user_id, retired, identity, joindate, last_modified, PARSE_JSON(properties) AS properties,
  PARSE_JSON(property_times) AS property_times
FROM landed_users;

DELETE FROM ${raw}.raw_users WHERE user_id IN (SELECT user_id FROM changed_users);

INSERT INTO ${raw}.raw_users
SELECT user_id, identity, joindate, last_modified, properties, property_times FROM changed_users WHERE NOT retired;

-- An id that never migrated: its rows stand under itself.
CREATE TABLE moved_users AS
SELECT c.from_user_id, c.to_user_id
FROM changed_migrations AS c LEFT JOIN ${raw}.raw_migrations AS m ON m.from_user_id = c.from_user_id
WHERE m.from_user_id IS NULL AND NOT c.withdrawn;

-- Rows stand under such an id by its own events, and by those of ids that migrated to it: none is earlier than this.
CREATE TABLE moved_since AS
SELECT MIN(e."TIME") AS since
FROM ${raw}.raw_events AS e LEFT JOIN ${raw}.raw_migrations AS m ON m.from_user_id = e.user_id
WHERE COALESCE(m.to_user_id, e.user_id) IN (SELECT from_user_id FROM moved_users);

-- An id whose migration now leads elsewhere, or nowhere: its rows stand under the earlier target. Where that target
-- itself moves to the same user, they move along with it.
CREATE TABLE repointed_users AS
SELECT c.from_user_id, IFF(c.withdrawn, c.from_user_id, c.to_user_id) AS to_user_id
FROM changed_migrations AS c
JOIN ${raw}.raw_migrations AS m ON m.from_user_id = c.from_user_id
LEFT JOIN moved_users AS along ON along.from_user_id = m.to_user_id
WHERE COALESCE(along.to_user_id, m.to_user_id) IS DISTINCT FROM IFF(c.withdrawn, c.from_user_id, c.to_user_id);

CREATE TABLE repointed_events AS
SELECT e.event_id, r.to_user_id, e."TIME"
FROM ${raw}.raw_events AS e JOIN repointed_users AS r ON r.from_user_id = e.user_id;

-- Who the ids of changed migrations were until now.
CREATE TABLE earlier_roots AS
SELECT m.to_user_id AS user_id
FROM changed_migrations AS c JOIN ${raw}.raw_migrations AS m ON m.from_user_id = c.from_user_id;

DELETE FROM ${raw}.raw_migrations WHERE from_user_id IN (SELECT from_user_id FROM changed_migrations);

INSERT INTO ${raw}.raw_migrations
SELECT from_user_id, to_user_id, "TIME" FROM changed_migrations WHERE NOT withdrawn;
