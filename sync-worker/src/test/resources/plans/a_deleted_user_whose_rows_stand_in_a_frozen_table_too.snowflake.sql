-- delete_rows: Delete 2 rows of deleted users from sessions. [DELETES_ROWS 2]
DELETE FROM "SHOP_TEST"."SESSIONS" WHERE event_id IN (SELECT event_id FROM deleted_events);

-- delete_rows: Delete 9 rows of deleted users from pageviews. [DELETES_ROWS 9]
DELETE FROM "SHOP_TEST"."PAGEVIEWS" WHERE event_id IN (SELECT event_id FROM deleted_events);

-- delete_rows: Delete 3 rows of deleted users from order. [DELETES_ROWS 3]
DELETE FROM "SHOP_TEST"."ORDER" WHERE event_id IN (SELECT event_id FROM deleted_events);

-- remove_traces: Write 1 row of order anew without what deleted users left in them. [REWRITES_ROWS 1]
UPDATE "SHOP_TEST"."ORDER" AS t SET "SESSION_ID" = r."SESSION_ID", "SESSION_TIME" = r."SESSION_TIME", "LIBRARY" = r."LIBRARY", "PLATFORM" = r."PLATFORM", "DEVICE_TYPE" = r."DEVICE_TYPE", "DEVICE" = r."DEVICE", "CARRIER" = r."CARRIER", "APP_NAME" = r."APP_NAME", "APP_VERSION" = r."APP_VERSION", "COUNTRY" = r."COUNTRY", "REGION" = r."REGION", "CITY" = r."CITY", "IP" = r."IP", "REFERRER" = r."REFERRER", "LANDING_PAGE" = r."LANDING_PAGE", "LANDING_PAGE_QUERY" = r."LANDING_PAGE_QUERY", "LANDING_PAGE_HASH" = r."LANDING_PAGE_HASH", "BROWSER" = r."BROWSER", "SEARCH_KEYWORD" = r."SEARCH_KEYWORD", "UTM_SOURCE" = r."UTM_SOURCE", "UTM_CAMPAIGN" = r."UTM_CAMPAIGN", "UTM_MEDIUM" = r."UTM_MEDIUM", "UTM_TERM" = r."UTM_TERM", "UTM_CONTENT" = r."UTM_CONTENT", "DOMAIN" = r."DOMAIN", "PATH" = r."PATH", "QUERY" = r."QUERY", "HASH" = r."HASH", "TITLE" = r."TITLE", "HEAP_PREVIOUS_PAGE" = r."HEAP_PREVIOUS_PAGE" FROM "SHOP_TEST_RAW"."EVENT_ROWS" AS r WHERE r.event_id = t.event_id AND (t.event_id IN (SELECT event_id FROM bereaved_events) OR t.session_id IN (SELECT event_id FROM deleted_events));
UPDATE "SHOP_TEST"."ORDER" AS t SET user_id = r.user_id FROM "SHOP_TEST_RAW"."EVENT_ROWS" AS r WHERE r.event_id = t.event_id AND t.user_id IN (SELECT user_id FROM deleted_users) AND r.user_id NOT IN (SELECT user_id FROM deleted_users);

-- replace_user_migrations: Enter 1 migration in user_migrations. [REWRITES_ROWS 1]
DELETE FROM "SHOP_TEST"."USER_MIGRATIONS" WHERE from_user_id IN (SELECT from_user_id FROM changed_migrations);
INSERT INTO "SHOP_TEST"."USER_MIGRATIONS" (from_user_id, to_user_id, "TIME") SELECT from_user_id, to_user_id, "TIME" FROM changed_migrations WHERE NOT withdrawn;

-- replace_users: Write 2 changed users to users. [REWRITES_ROWS 2]
DELETE FROM "SHOP_TEST"."USERS" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "SHOP_TEST"."USERS" AS t SET "IDENTITY" = r."IDENTITY", "JOINDATE" = r."JOINDATE", "LAST_MODIFIED" = r."LAST_MODIFIED" FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "SHOP_TEST"."USERS" ("USER_ID", "IDENTITY", "JOINDATE", "LAST_MODIFIED") SELECT r."USER_ID", r."IDENTITY", r."JOINDATE", r."LAST_MODIFIED" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "SHOP_TEST"."USERS" AS t WHERE t.user_id = r.user_id);

-- remove_rewritten: Take 1 row out of pageviews whose session or page changed by late events. [REWRITES_ROWS 1]
DELETE FROM "SHOP_TEST"."PAGEVIEWS" WHERE event_id IN (SELECT event_id FROM rewritten_events);

-- append_rows: Append 1 row to pageviews. [APPENDS_ROWS 1]
INSERT INTO "SHOP_TEST"."PAGEVIEWS" ("EVENT_ID", "USER_ID", "SESSION_ID", "TIME", "LIBRARY", "PLATFORM", "DEVICE_TYPE", "DEVICE", "CARRIER", "APP_NAME", "APP_VERSION", "COUNTRY", "REGION", "CITY", "IP", "REFERRER", "LANDING_PAGE", "LANDING_PAGE_QUERY", "LANDING_PAGE_HASH", "BROWSER", "SEARCH_KEYWORD", "UTM_SOURCE", "UTM_CAMPAIGN", "UTM_MEDIUM", "UTM_TERM", "UTM_CONTENT", "SESSION_TIME", "DOMAIN", "PATH", "QUERY", "HASH", "TITLE", "HEAP_PREVIOUS_PAGE") SELECT r."EVENT_ID", r."USER_ID", r."SESSION_ID", r."TIME", r."LIBRARY", r."PLATFORM", r."DEVICE_TYPE", r."DEVICE", r."CARRIER", r."APP_NAME", r."APP_VERSION", r."COUNTRY", r."REGION", r."CITY", r."IP", r."REFERRER", r."LANDING_PAGE", r."LANDING_PAGE_QUERY", r."LANDING_PAGE_HASH", r."BROWSER", r."SEARCH_KEYWORD", r."UTM_SOURCE", r."UTM_CAMPAIGN", r."UTM_MEDIUM", r."UTM_TERM", r."UTM_CONTENT", r."SESSION_TIME", r."DOMAIN", r."PATH", r."QUERY", r."HASH", r."TITLE", r."HEAP_PREVIOUS_PAGE" FROM touched_rows AS r WHERE r.kind = 'pageview';

