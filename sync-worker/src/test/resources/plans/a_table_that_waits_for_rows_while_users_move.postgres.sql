-- replace_user_migrations: Enter 2 migrations in user_migrations. [REWRITES_ROWS 2]
DELETE FROM "shop_test"."user_migrations" WHERE from_user_id IN (SELECT from_user_id FROM changed_migrations);
INSERT INTO "shop_test"."user_migrations" (from_user_id, to_user_id, "time") SELECT from_user_id, to_user_id, "time" FROM changed_migrations WHERE NOT withdrawn;

-- replace_users: Write 3 changed users to users. [REWRITES_ROWS 3]
DELETE FROM "shop_test"."users" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "shop_test"."users" AS t SET "identity" = r."identity", "joindate" = r."joindate", "last_modified" = r."last_modified" FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "shop_test"."users" ("user_id", "identity", "joindate", "last_modified") SELECT r."user_id", r."identity", r."joindate", r."last_modified" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "shop_test"."users" AS t WHERE t.user_id = r.user_id);

-- move_users: Move 5 rows of pageviews to the users they turned out to be of. [REWRITES_ROWS 5]
UPDATE "shop_test"."pageviews" AS t SET user_id = m.to_user_id FROM moved_users AS m WHERE t.user_id = m.from_user_id;

-- move_users: Move 2 rows of order to the users they turned out to be of. [REWRITES_ROWS 2]
UPDATE "shop_test"."order" AS t SET user_id = m.to_user_id FROM moved_users AS m WHERE t.user_id = m.from_user_id;

-- append_rows: Append 1 row to pageviews. [APPENDS_ROWS 1]
INSERT INTO "shop_test"."pageviews" ("event_id", "user_id", "session_id", "time", "library", "platform", "device_type", "device", "carrier", "app_name", "app_version", "country", "region", "city", "ip", "referrer", "landing_page", "landing_page_query", "landing_page_hash", "browser", "search_keyword", "utm_source", "utm_campaign", "utm_medium", "utm_term", "utm_content", "session_time", "domain", "path", "query", "hash", "title", "heap_previous_page") SELECT r."event_id", r."user_id", r."session_id", r."time", r."library", r."platform", r."device_type", r."device", r."carrier", r."app_name", r."app_version", r."country", r."region", r."city", r."ip", r."referrer", r."landing_page", r."landing_page_query", r."landing_page_hash", r."browser", r."search_keyword", r."utm_source", r."utm_campaign", r."utm_medium", r."utm_term", r."utm_content", r."session_time", r."domain", r."path", r."query", r."hash", r."title", r."heap_previous_page" FROM touched_rows AS r WHERE r.kind = 'pageview';

-- create_event_table: Create refund for the event "Refund" and fill it with all its history: 1 row. [CREATES_TABLE, APPENDS_ROWS 1]
CREATE TABLE "shop_test"."refund" AS SELECT r."event_id", r."user_id", r."session_id", r."time", r."library", r."platform", r."device_type", r."device", r."carrier", r."app_name", r."app_version", r."country", r."region", r."city", r."ip", r."referrer", r."landing_page", r."landing_page_query", r."landing_page_hash", r."browser", r."search_keyword", r."utm_source", r."utm_campaign", r."utm_medium", r."utm_term", r."utm_content", r."session_time", r."domain", r."path", r."query", r."hash", r."title", r."heap_previous_page", r."type", r."href", r."target_text", r."target_tag", r."target_id", r."target_class", CAST((r.properties ->> 'revenue') AS double precision) AS "revenue" FROM rows_of_9 AS r;
CREATE INDEX ON "shop_test"."refund" (event_id);
CREATE INDEX ON "shop_test"."refund" (user_id);

-- replace_all_events: Make all_events the union of pageviews, order, refund. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "shop_test"."all_events" AS SELECT event_id, "time", user_id, session_id, 'pageviews' AS event_table_name FROM "shop_test"."pageviews" UNION ALL SELECT event_id, "time", user_id, session_id, 'order' AS event_table_name FROM "shop_test"."order" UNION ALL SELECT event_id, "time", user_id, session_id, 'refund' AS event_table_name FROM "shop_test"."refund";

