-- replace_user_migrations: Enter 2 migrations in user_migrations. [REWRITES_ROWS 2]
DELETE FROM "SHOP_TEST"."USER_MIGRATIONS" WHERE from_user_id IN (SELECT from_user_id FROM changed_migrations);
INSERT INTO "SHOP_TEST"."USER_MIGRATIONS" (from_user_id, to_user_id, "TIME") SELECT from_user_id, to_user_id, "TIME" FROM changed_migrations WHERE NOT withdrawn;

-- replace_users: Write 3 changed users to users. [REWRITES_ROWS 3]
DELETE FROM "SHOP_TEST"."USERS" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "SHOP_TEST"."USERS" AS t SET "IDENTITY" = r."IDENTITY", "JOINDATE" = r."JOINDATE", "LAST_MODIFIED" = r."LAST_MODIFIED" FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "SHOP_TEST"."USERS" ("USER_ID", "IDENTITY", "JOINDATE", "LAST_MODIFIED") SELECT r."USER_ID", r."IDENTITY", r."JOINDATE", r."LAST_MODIFIED" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "SHOP_TEST"."USERS" AS t WHERE t.user_id = r.user_id);

-- move_users: Move 5 rows of pageviews to the users they turned out to be of. [REWRITES_ROWS 5]
UPDATE "SHOP_TEST"."PAGEVIEWS" AS t SET user_id = m.to_user_id FROM moved_users AS m WHERE t.user_id = m.from_user_id AND t."TIME" >= '2026-03-01 10:00:00.000000'::TIMESTAMP_NTZ(6);

-- move_users: Move 2 rows of order to the users they turned out to be of. [REWRITES_ROWS 2]
UPDATE "SHOP_TEST"."ORDER" AS t SET user_id = m.to_user_id FROM moved_users AS m WHERE t.user_id = m.from_user_id AND t."TIME" >= '2026-03-01 10:00:00.000000'::TIMESTAMP_NTZ(6);

-- append_rows: Append 1 row to pageviews. [APPENDS_ROWS 1]
INSERT INTO "SHOP_TEST"."PAGEVIEWS" ("EVENT_ID", "USER_ID", "SESSION_ID", "TIME", "LIBRARY", "PLATFORM", "DEVICE_TYPE", "DEVICE", "CARRIER", "APP_NAME", "APP_VERSION", "COUNTRY", "REGION", "CITY", "IP", "REFERRER", "LANDING_PAGE", "LANDING_PAGE_QUERY", "LANDING_PAGE_HASH", "BROWSER", "SEARCH_KEYWORD", "UTM_SOURCE", "UTM_CAMPAIGN", "UTM_MEDIUM", "UTM_TERM", "UTM_CONTENT", "SESSION_TIME", "DOMAIN", "PATH", "QUERY", "HASH", "TITLE", "HEAP_PREVIOUS_PAGE") SELECT r."EVENT_ID", r."USER_ID", r."SESSION_ID", r."TIME", r."LIBRARY", r."PLATFORM", r."DEVICE_TYPE", r."DEVICE", r."CARRIER", r."APP_NAME", r."APP_VERSION", r."COUNTRY", r."REGION", r."CITY", r."IP", r."REFERRER", r."LANDING_PAGE", r."LANDING_PAGE_QUERY", r."LANDING_PAGE_HASH", r."BROWSER", r."SEARCH_KEYWORD", r."UTM_SOURCE", r."UTM_CAMPAIGN", r."UTM_MEDIUM", r."UTM_TERM", r."UTM_CONTENT", r."SESSION_TIME", r."DOMAIN", r."PATH", r."QUERY", r."HASH", r."TITLE", r."HEAP_PREVIOUS_PAGE" FROM touched_rows AS r WHERE r.kind = 'pageview';

-- create_event_table: Create refund for the event "Refund" and fill it with all its history: 1 row. [CREATES_TABLE, APPENDS_ROWS 1]
CREATE OR REPLACE TRANSIENT TABLE "SHOP_TEST"."REFUND" COPY GRANTS AS SELECT r."EVENT_ID", r."USER_ID", r."SESSION_ID", r."TIME", r."LIBRARY", r."PLATFORM", r."DEVICE_TYPE", r."DEVICE", r."CARRIER", r."APP_NAME", r."APP_VERSION", r."COUNTRY", r."REGION", r."CITY", r."IP", r."REFERRER", r."LANDING_PAGE", r."LANDING_PAGE_QUERY", r."LANDING_PAGE_HASH", r."BROWSER", r."SEARCH_KEYWORD", r."UTM_SOURCE", r."UTM_CAMPAIGN", r."UTM_MEDIUM", r."UTM_TERM", r."UTM_CONTENT", r."SESSION_TIME", r."DOMAIN", r."PATH", r."QUERY", r."HASH", r."TITLE", r."HEAP_PREVIOUS_PAGE", r."TYPE", r."HREF", r."TARGET_TEXT", r."TARGET_TAG", r."TARGET_ID", r."TARGET_CLASS", GET(r.properties, 'revenue')::VARCHAR::FLOAT AS "REVENUE" FROM rows_of_9 AS r;

-- replace_all_events: Make all_events the union of pageviews, order, refund. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "SHOP_TEST"."ALL_EVENTS" COPY GRANTS AS SELECT event_id, "TIME", user_id, session_id, 'pageviews' AS event_table_name FROM "SHOP_TEST"."PAGEVIEWS" UNION ALL SELECT event_id, "TIME", user_id, session_id, 'order' AS event_table_name FROM "SHOP_TEST"."ORDER" UNION ALL SELECT event_id, "TIME", user_id, session_id, 'refund' AS event_table_name FROM "SHOP_TEST"."REFUND";

