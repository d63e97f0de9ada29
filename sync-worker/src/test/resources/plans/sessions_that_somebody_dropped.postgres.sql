-- create_table: Create the table sessions. [CREATES_TABLE]
CREATE TABLE "shop_test"."sessions" ("event_id" bigint, "user_id" bigint, "session_id" bigint, "time" timestamp, "library" text, "platform" text, "device_type" text, "device" text, "carrier" text, "app_name" text, "app_version" text, "country" text, "region" text, "city" text, "ip" text, "referrer" text, "landing_page" text, "landing_page_query" text, "landing_page_hash" text, "browser" text, "search_keyword" text, "utm_source" text, "utm_campaign" text, "utm_medium" text, "utm_term" text, "utm_content" text);
CREATE INDEX ON "shop_test"."sessions" (event_id);
CREATE INDEX ON "shop_test"."sessions" (user_id);

-- refill_table: Fill sessions with all its history, as it does not hold it. [REWRITES_ROWS]
DELETE FROM "shop_test"."sessions";
INSERT INTO "shop_test"."sessions" ("event_id", "user_id", "session_id", "time", "library", "platform", "device_type", "device", "carrier", "app_name", "app_version", "country", "region", "city", "ip", "referrer", "landing_page", "landing_page_query", "landing_page_hash", "browser", "search_keyword", "utm_source", "utm_campaign", "utm_medium", "utm_term", "utm_content") SELECT r."event_id", r."user_id", r."session_id", r."time", r."library", r."platform", r."device_type", r."device", r."carrier", r."app_name", r."app_version", r."country", r."region", r."city", r."ip", r."referrer", r."landing_page", r."landing_page_query", r."landing_page_hash", r."browser", r."search_keyword", r."utm_source", r."utm_campaign", r."utm_medium", r."utm_term", r."utm_content" FROM "shop_test_raw"."event_rows" AS r WHERE r.session_id = r.event_id;

-- replace_all_events: Make all_events the union of pageviews, order. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "shop_test"."all_events" AS SELECT event_id, "time", user_id, session_id, 'pageviews' AS event_table_name FROM "shop_test"."pageviews" UNION ALL SELECT event_id, "time", user_id, session_id, 'order' AS event_table_name FROM "shop_test"."order";

