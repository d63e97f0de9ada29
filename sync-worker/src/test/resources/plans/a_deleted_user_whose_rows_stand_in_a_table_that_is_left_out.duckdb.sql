-- delete_rows: Delete 3 rows of deleted users from order. [DELETES_ROWS 3]
DELETE FROM "shop_test"."order" WHERE event_id IN (SELECT event_id FROM deleted_events);

-- remove_traces: Write 1 row of order anew without what deleted users left in them. [REWRITES_ROWS 1]
UPDATE "shop_test"."order" AS t SET "session_id" = r."session_id", "session_time" = r."session_time", "library" = r."library", "platform" = r."platform", "device_type" = r."device_type", "device" = r."device", "carrier" = r."carrier", "app_name" = r."app_name", "app_version" = r."app_version", "country" = r."country", "region" = r."region", "city" = r."city", "ip" = r."ip", "referrer" = r."referrer", "landing_page" = r."landing_page", "landing_page_query" = r."landing_page_query", "landing_page_hash" = r."landing_page_hash", "browser" = r."browser", "search_keyword" = r."search_keyword", "utm_source" = r."utm_source", "utm_campaign" = r."utm_campaign", "utm_medium" = r."utm_medium", "utm_term" = r."utm_term", "utm_content" = r."utm_content", "domain" = r."domain", "path" = r."path", "query" = r."query", "hash" = r."hash", "title" = r."title", "heap_previous_page" = r."heap_previous_page" FROM "shop_test_raw"."event_rows" AS r WHERE r.event_id = t.event_id AND (t.event_id IN (SELECT event_id FROM bereaved_events) OR t.session_id IN (SELECT event_id FROM deleted_events));
UPDATE "shop_test"."order" AS t SET user_id = r.user_id FROM "shop_test_raw"."event_rows" AS r WHERE r.event_id = t.event_id AND t.user_id IN (SELECT user_id FROM deleted_users) AND r.user_id NOT IN (SELECT user_id FROM deleted_users);

-- replace_users: Write 1 changed user to users. [REWRITES_ROWS 1]
DELETE FROM "shop_test"."users" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "shop_test"."users" AS t SET "identity" = r."identity", "joindate" = r."joindate", "last_modified" = r."last_modified" FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "shop_test"."users" ("user_id", "identity", "joindate", "last_modified") SELECT r."user_id", r."identity", r."joindate", r."last_modified" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "shop_test"."users" AS t WHERE t.user_id = r.user_id);

-- leave_out_event: Leave order out: it stays as it is, and a later run builds it anew. [LEAVES_TABLE_OUT]

-- replace_all_events: Make all_events the union of pageviews. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "shop_test"."all_events" AS SELECT event_id, "time", user_id, session_id, 'pageviews' AS event_table_name FROM "shop_test"."pageviews";

