-- delete_rows: Delete 2 rows of deleted users from sessions. [DELETES_ROWS 2]
DELETE FROM "shop_test"."sessions" WHERE event_id IN (SELECT event_id FROM deleted_events);

-- delete_rows: Delete 9 rows of deleted users from pageviews. [DELETES_ROWS 9]
DELETE FROM "shop_test"."pageviews" WHERE event_id IN (SELECT event_id FROM deleted_events);

-- delete_rows: Delete 3 rows of deleted users from order. [DELETES_ROWS 3]
DELETE FROM "shop_test"."order" WHERE event_id IN (SELECT event_id FROM deleted_events);

-- remove_traces: Write 1 row of order anew without what deleted users left in them. [REWRITES_ROWS 1]
UPDATE "shop_test"."order" AS t SET "session_id" = r."session_id", "session_time" = r."session_time", "library" = r."library", "platform" = r."platform", "device_type" = r."device_type", "device" = r."device", "carrier" = r."carrier", "app_name" = r."app_name", "app_version" = r."app_version", "country" = r."country", "region" = r."region", "city" = r."city", "ip" = r."ip", "referrer" = r."referrer", "landing_page" = r."landing_page", "landing_page_query" = r."landing_page_query", "landing_page_hash" = r."landing_page_hash", "browser" = r."browser", "search_keyword" = r."search_keyword", "utm_source" = r."utm_source", "utm_campaign" = r."utm_campaign", "utm_medium" = r."utm_medium", "utm_term" = r."utm_term", "utm_content" = r."utm_content", "domain" = r."domain", "path" = r."path", "query" = r."query", "hash" = r."hash", "title" = r."title", "heap_previous_page" = r."heap_previous_page" FROM "shop_test_raw"."event_rows" AS r WHERE r.event_id = t.event_id AND (t.event_id IN (SELECT event_id FROM bereaved_events) OR t.session_id IN (SELECT event_id FROM deleted_events));
UPDATE "shop_test"."order" AS t SET user_id = r.user_id FROM "shop_test_raw"."event_rows" AS r WHERE r.event_id = t.event_id AND t.user_id IN (SELECT user_id FROM deleted_users) AND r.user_id NOT IN (SELECT user_id FROM deleted_users);

-- replace_user_migrations: Enter 1 migration in user_migrations. [REWRITES_ROWS 1]
DELETE FROM "shop_test"."user_migrations" WHERE from_user_id IN (SELECT from_user_id FROM changed_migrations);
INSERT INTO "shop_test"."user_migrations" (from_user_id, to_user_id, "time") SELECT from_user_id, to_user_id, "time" FROM changed_migrations WHERE NOT withdrawn;

-- replace_users: Write 2 changed users to users. [REWRITES_ROWS 2]
DELETE FROM "shop_test"."users" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "shop_test"."users" AS t SET "identity" = r."identity", "joindate" = r."joindate", "last_modified" = r."last_modified" FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "shop_test"."users" ("user_id", "identity", "joindate", "last_modified") SELECT r."user_id", r."identity", r."joindate", r."last_modified" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "shop_test"."users" AS t WHERE t.user_id = r.user_id);

-- remove_rewritten: Take 1 row out of pageviews whose session or page changed by late events. [REWRITES_ROWS 1]
DELETE FROM "shop_test"."pageviews" WHERE event_id IN (SELECT event_id FROM rewritten_events);

-- append_rows: Append 1 row to pageviews. [APPENDS_ROWS 1]
INSERT INTO "shop_test"."pageviews" ("event_id", "user_id", "session_id", "time", "library", "platform", "device_type", "device", "carrier", "app_name", "app_version", "country", "region", "city", "ip", "referrer", "landing_page", "landing_page_query", "landing_page_hash", "browser", "search_keyword", "utm_source", "utm_campaign", "utm_medium", "utm_term", "utm_content", "session_time", "domain", "path", "query", "hash", "title", "heap_previous_page") SELECT r."event_id", r."user_id", r."session_id", r."time", r."library", r."platform", r."device_type", r."device", r."carrier", r."app_name", r."app_version", r."country", r."region", r."city", r."ip", r."referrer", r."landing_page", r."landing_page_query", r."landing_page_hash", r."browser", r."search_keyword", r."utm_source", r."utm_campaign", r."utm_medium", r."utm_term", r."utm_content", r."session_time", r."domain", r."path", r."query", r."hash", r."title", r."heap_previous_page" FROM touched_rows AS r WHERE r.kind = 'pageview';

