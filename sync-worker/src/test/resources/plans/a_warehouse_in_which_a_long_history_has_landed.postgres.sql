-- create_schema: Create the schema shop_test.
CREATE SCHEMA "shop_test";

-- create_table: Create the table _event_metadata. [CREATES_TABLE]
CREATE TABLE "shop_test"."_event_metadata" ("event_definition_id" bigint, "event_name" text, "event_table_name" text, "definition_revision" bigint, "definition" text, "state" text, "column_name" text, "column_type" text, "property_key" text, "property_state" text, "gap_from" timestamp, "gap_to" timestamp);

-- create_table: Create the table _sync_history. [CREATES_TABLE]
CREATE TABLE "shop_test"."_sync_history" ("run_id" text, "event_table_name" text, "sync_started" timestamp, "sync_ended" timestamp, "synced_to_time" timestamp, "inserted_row_count" bigint, "definition_revision" bigint, "changes" text);

-- create_table: Create the table _sync_info. [CREATES_TABLE]
CREATE TABLE "shop_test"."_sync_info" ("event_table_name" text, "sync_started" timestamp, "sync_ended" timestamp, "synced_to_time" timestamp, "inserted_row_count" bigint, "table_kind" text, "definition_name" text, "definition_revision" bigint);

-- create_table: Create the table pageviews. [CREATES_TABLE]
CREATE TABLE "shop_test"."pageviews" ("event_id" bigint, "user_id" bigint, "session_id" bigint, "time" timestamp, "library" text, "platform" text, "device_type" text, "device" text, "carrier" text, "app_name" text, "app_version" text, "country" text, "region" text, "city" text, "ip" text, "referrer" text, "landing_page" text, "landing_page_query" text, "landing_page_hash" text, "browser" text, "search_keyword" text, "utm_source" text, "utm_campaign" text, "utm_medium" text, "utm_term" text, "utm_content" text, "session_time" timestamp, "domain" text, "path" text, "query" text, "hash" text, "title" text, "heap_previous_page" text);
CREATE INDEX ON "shop_test"."pageviews" (event_id);
CREATE INDEX ON "shop_test"."pageviews" (user_id);

-- create_table: Create the table sessions. [CREATES_TABLE]
CREATE TABLE "shop_test"."sessions" ("event_id" bigint, "user_id" bigint, "session_id" bigint, "time" timestamp, "library" text, "platform" text, "device_type" text, "device" text, "carrier" text, "app_name" text, "app_version" text, "country" text, "region" text, "city" text, "ip" text, "referrer" text, "landing_page" text, "landing_page_query" text, "landing_page_hash" text, "browser" text, "search_keyword" text, "utm_source" text, "utm_campaign" text, "utm_medium" text, "utm_term" text, "utm_content" text);
CREATE INDEX ON "shop_test"."sessions" (event_id);
CREATE INDEX ON "shop_test"."sessions" (user_id);

-- create_table: Create the table user_migrations. [CREATES_TABLE]
CREATE TABLE "shop_test"."user_migrations" ("from_user_id" bigint, "to_user_id" bigint, "time" timestamp);
CREATE INDEX ON "shop_test"."user_migrations" (from_user_id);

-- create_table: Create the table users. [CREATES_TABLE]
CREATE TABLE "shop_test"."users" ("user_id" bigint, "identity" text, "handle" text, "email" text, "joindate" timestamp, "last_modified" timestamp);
CREATE INDEX ON "shop_test"."users" (user_id);

-- refill_table: Fill sessions with all its history, as it does not hold it. [REWRITES_ROWS]
DELETE FROM "shop_test"."sessions";
INSERT INTO "shop_test"."sessions" ("event_id", "user_id", "session_id", "time", "library", "platform", "device_type", "device", "carrier", "app_name", "app_version", "country", "region", "city", "ip", "referrer", "landing_page", "landing_page_query", "landing_page_hash", "browser", "search_keyword", "utm_source", "utm_campaign", "utm_medium", "utm_term", "utm_content") SELECT r."event_id", r."user_id", r."session_id", r."time", r."library", r."platform", r."device_type", r."device", r."carrier", r."app_name", r."app_version", r."country", r."region", r."city", r."ip", r."referrer", r."landing_page", r."landing_page_query", r."landing_page_hash", r."browser", r."search_keyword", r."utm_source", r."utm_campaign", r."utm_medium", r."utm_term", r."utm_content" FROM "shop_test_raw"."event_rows" AS r WHERE r.session_id = r.event_id;

-- refill_table: Fill pageviews with all its history, as it does not hold it. [REWRITES_ROWS]
DELETE FROM "shop_test"."pageviews";
INSERT INTO "shop_test"."pageviews" ("event_id", "user_id", "session_id", "time", "library", "platform", "device_type", "device", "carrier", "app_name", "app_version", "country", "region", "city", "ip", "referrer", "landing_page", "landing_page_query", "landing_page_hash", "browser", "search_keyword", "utm_source", "utm_campaign", "utm_medium", "utm_term", "utm_content", "session_time", "domain", "path", "query", "hash", "title", "heap_previous_page") SELECT r."event_id", r."user_id", r."session_id", r."time", r."library", r."platform", r."device_type", r."device", r."carrier", r."app_name", r."app_version", r."country", r."region", r."city", r."ip", r."referrer", r."landing_page", r."landing_page_query", r."landing_page_hash", r."browser", r."search_keyword", r."utm_source", r."utm_campaign", r."utm_medium", r."utm_term", r."utm_content", r."session_time", r."domain", r."path", r."query", r."hash", r."title", r."heap_previous_page" FROM "shop_test_raw"."event_rows" AS r WHERE r.kind = 'pageview';

-- refill_table: Fill user_migrations with all its history, as it does not hold it. [REWRITES_ROWS]
DELETE FROM "shop_test"."user_migrations";
INSERT INTO "shop_test"."user_migrations" ("from_user_id", "to_user_id", "time") SELECT r."from_user_id", r."to_user_id", r."time" FROM "shop_test_raw"."raw_migrations" AS r;

-- refill_table: Fill users with all its history, as it does not hold it. [REWRITES_ROWS]
DELETE FROM "shop_test"."users" WHERE user_id IS NULL OR user_id IN (SELECT t.user_id FROM "shop_test"."users" AS t LEFT JOIN "shop_test_raw"."raw_users" AS r ON r.user_id = t.user_id GROUP BY t.user_id HAVING count(r.user_id) <> 1);
UPDATE "shop_test"."users" AS t SET "identity" = r."identity", "joindate" = r."joindate", "last_modified" = r."last_modified" FROM "shop_test_raw"."raw_users" AS r WHERE r.user_id = t.user_id AND true;
INSERT INTO "shop_test"."users" ("user_id", "identity", "joindate", "last_modified") SELECT r."user_id", r."identity", r."joindate", r."last_modified" FROM "shop_test_raw"."raw_users" AS r WHERE true AND NOT EXISTS (SELECT 1 FROM "shop_test"."users" AS t WHERE t.user_id = r.user_id);

-- create_event_table: Create order for the event "Order" and fill it with all its history: 4 rows. [CREATES_TABLE, APPENDS_ROWS 4]
CREATE TABLE "shop_test"."order" AS SELECT r."event_id", r."user_id", r."session_id", r."time", r."library", r."platform", r."device_type", r."device", r."carrier", r."app_name", r."app_version", r."country", r."region", r."city", r."ip", r."referrer", r."landing_page", r."landing_page_query", r."landing_page_hash", r."browser", r."search_keyword", r."utm_source", r."utm_campaign", r."utm_medium", r."utm_term", r."utm_content", r."session_time", r."domain", r."path", r."query", r."hash", r."title", r."heap_previous_page", r."type", r."href", r."target_text", r."target_tag", r."target_id", r."target_class", CAST((r.properties ->> 'revenue') AS double precision) AS "revenue" FROM rows_of_7 AS r;
CREATE INDEX ON "shop_test"."order" (event_id);
CREATE INDEX ON "shop_test"."order" (user_id);

-- replace_all_events: Make all_events the union of pageviews, order. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "shop_test"."all_events" AS SELECT event_id, "time", user_id, session_id, 'pageviews' AS event_table_name FROM "shop_test"."pageviews" UNION ALL SELECT event_id, "time", user_id, session_id, 'order' AS event_table_name FROM "shop_test"."order";

