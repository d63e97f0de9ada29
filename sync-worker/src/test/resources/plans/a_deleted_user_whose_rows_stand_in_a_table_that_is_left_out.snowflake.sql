-- delete_rows: Delete 3 rows of deleted users from order. [DELETES_ROWS 3]
DELETE FROM "SHOP_TEST"."ORDER" WHERE event_id IN (SELECT event_id FROM deleted_events);

-- remove_traces: Write 1 row of order anew without what deleted users left in them. [REWRITES_ROWS 1]
UPDATE "SHOP_TEST"."ORDER" AS t SET "SESSION_ID" = r."SESSION_ID", "SESSION_TIME" = r."SESSION_TIME", "LIBRARY" = r."LIBRARY", "PLATFORM" = r."PLATFORM", "DEVICE_TYPE" = r."DEVICE_TYPE", "DEVICE" = r."DEVICE", "CARRIER" = r."CARRIER", "APP_NAME" = r."APP_NAME", "APP_VERSION" = r."APP_VERSION", "COUNTRY" = r."COUNTRY", "REGION" = r."REGION", "CITY" = r."CITY", "IP" = r."IP", "REFERRER" = r."REFERRER", "LANDING_PAGE" = r."LANDING_PAGE", "LANDING_PAGE_QUERY" = r."LANDING_PAGE_QUERY", "LANDING_PAGE_HASH" = r."LANDING_PAGE_HASH", "BROWSER" = r."BROWSER", "SEARCH_KEYWORD" = r."SEARCH_KEYWORD", "UTM_SOURCE" = r."UTM_SOURCE", "UTM_CAMPAIGN" = r."UTM_CAMPAIGN", "UTM_MEDIUM" = r."UTM_MEDIUM", "UTM_TERM" = r."UTM_TERM", "UTM_CONTENT" = r."UTM_CONTENT", "DOMAIN" = r."DOMAIN", "PATH" = r."PATH", "QUERY" = r."QUERY", "HASH" = r."HASH", "TITLE" = r."TITLE", "HEAP_PREVIOUS_PAGE" = r."HEAP_PREVIOUS_PAGE" FROM "SHOP_TEST_RAW"."EVENT_ROWS" AS r WHERE r.event_id = t.event_id AND (t.event_id IN (SELECT event_id FROM bereaved_events) OR t.session_id IN (SELECT event_id FROM deleted_events));
UPDATE "SHOP_TEST"."ORDER" AS t SET user_id = r.user_id FROM "SHOP_TEST_RAW"."EVENT_ROWS" AS r WHERE r.event_id = t.event_id AND t.user_id IN (SELECT user_id FROM deleted_users) AND r.user_id NOT IN (SELECT user_id FROM deleted_users);

-- replace_users: Write 1 changed user to users. [REWRITES_ROWS 1]
DELETE FROM "SHOP_TEST"."USERS" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "SHOP_TEST"."USERS" AS t SET "IDENTITY" = r."IDENTITY", "JOINDATE" = r."JOINDATE", "LAST_MODIFIED" = r."LAST_MODIFIED" FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "SHOP_TEST"."USERS" ("USER_ID", "IDENTITY", "JOINDATE", "LAST_MODIFIED") SELECT r."USER_ID", r."IDENTITY", r."JOINDATE", r."LAST_MODIFIED" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "SHOP_TEST"."USERS" AS t WHERE t.user_id = r.user_id);

-- leave_out_event: Leave order out: it stays as it is, and a later run builds it anew. [LEAVES_TABLE_OUT]

-- replace_all_events: Make all_events the union of pageviews. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "SHOP_TEST"."ALL_EVENTS" COPY GRANTS AS SELECT event_id, "TIME", user_id, session_id, 'pageviews' AS event_table_name FROM "SHOP_TEST"."PAGEVIEWS";

