-- What version 2 held of one environment: on 1 January 2026 the visitors 1, 2 and 3 were identified as ada and visitor x as
-- bob, who became robert; visitor 1 was identified as bob too, too late. Visitor 9 was only ever seen.
INSERT INTO feed_head (environment, position) VALUES (:environment, 14);

INSERT INTO user_account (environment, user_id, kind, key, first_seen, last_call, link_user_id, link_time, link_call_id,
                          root_user_id, first_event)
VALUES
    (:environment, 1, 'anonymous', '1', '2026-01-01 00:00:01Z', '2026-01-01 00:00:30Z', 1001, '2026-01-01 00:00:01Z', 'c1', 1001, NULL),
    (:environment, 2, 'anonymous', '2', '2026-01-01 00:00:02Z', '2026-01-01 00:00:02Z', 1001, '2026-01-01 00:00:02Z', 'c2', 1001, NULL),
    (:environment, 3, 'anonymous', '3', '2025-12-31 23:00:00Z', '2026-01-01 00:00:03Z', 1001, '2026-01-01 00:00:03Z', 'c3', 1001, '2025-12-31 23:00:00Z'),
    (:environment, 9, 'anonymous', '9', '2026-01-01 00:00:09Z', NULL, NULL, NULL, NULL, 9, '2026-01-01 00:00:09Z'),
    (:environment, 1004, 'anonymous', 'visitor x', '2026-01-01 00:00:04Z', '2026-01-01 00:00:04Z', 1002, '2026-01-01 00:00:04Z', 'c4', 1003, NULL),
    (:environment, 1001, 'identity', 'ada', '2026-01-01 00:00:01Z', '2026-01-01 00:00:20Z', NULL, NULL, NULL, 1001, NULL),
    (:environment, 1002, 'identity', 'bob', '2026-01-01 00:00:04Z', '2026-01-01 00:00:30Z', 1003, '2026-01-01 00:00:05Z', 'c5', 1003, NULL),
    (:environment, 1003, 'identity', 'robert', '2026-01-01 00:00:05Z', '2026-01-01 00:00:05Z', NULL, NULL, NULL, 1003, NULL);

INSERT INTO identity_call (environment, call_id, kind, time, user_id, to_user_id, outcome)
VALUES
    (:environment, 'c1', 'identify', '2026-01-01 00:00:01Z', 1, 1001, 'accepted'),
    (:environment, 'c2', 'identify', '2026-01-01 00:00:02Z', 2, 1001, 'accepted'),
    (:environment, 'c3', 'identify', '2026-01-01 00:00:03Z', 3, 1001, 'accepted'),
    (:environment, 'c4', 'identify', '2026-01-01 00:00:04Z', 1004, 1002, 'accepted'),
    (:environment, 'c5', 'alias', '2026-01-01 00:00:05Z', 1002, 1003, 'accepted'),
    (:environment, 'c6', 'add_user_properties', '2026-01-01 00:00:10Z', 1, NULL, 'accepted'),
    (:environment, 'c7', 'add_user_properties', '2026-01-01 00:00:20Z', 1001, NULL, 'accepted'),
    (:environment, 'c8', 'identify', '2026-01-01 00:00:30Z', 1, 1002, 'conflict');

INSERT INTO user_property (environment, user_id, key_hash, key, value_kind, value, time, call_id)
SELECT :environment, user_id, encode(substr(sha256(convert_to(key, 'UTF8')), 1, 16), 'hex')::uuid, key, value_kind, value,
       time::timestamptz, call_id
FROM (VALUES
    (1, 'plan', 'text', 'silver', '2026-01-01 00:00:10Z', 'c6'),
    (1, 'visits', 'integer', '7', '2026-01-01 00:00:10Z', 'c6'),
    (1001, 'plan', 'text', 'gold', '2026-01-01 00:00:20Z', 'c7')) given(user_id, key, value_kind, value, time, call_id);

INSERT INTO user_change (environment, user_id, position)
VALUES (:environment, 1, 1), (:environment, 2, 2), (:environment, 3, 3), (:environment, 1004, 6), (:environment, 1002, 8),
       (:environment, 9, 10), (:environment, 1001, 13), (:environment, 1003, 14);

INSERT INTO user_migration (environment, from_user_id, to_user_id, time, position)
VALUES
    (:environment, 1, 1001, '2026-01-01 00:00:01Z', 1),
    (:environment, 2, 1001, '2026-01-01 00:00:02Z', 2),
    (:environment, 3, 1001, '2026-01-01 00:00:03Z', 3),
    (:environment, 1002, 1003, '2026-01-01 00:00:05Z', 8),
    (:environment, 1004, 1003, '2026-01-01 00:00:04Z', 9);
