-- create_table: Create the table sessions. [CREATES_TABLE]
CREATE TABLE "shop_test"."sessions" ("event_id" BIGINT, "user_id" BIGINT, "session_id" BIGINT, "time" TIMESTAMP, "library" VARCHAR, "platform" VARCHAR, "device_type" VARCHAR, "device" VARCHAR, "carrier" VARCHAR, "app_name" VARCHAR, "app_version" VARCHAR, "country" VARCHAR, "region" VARCHAR, "city" VARCHAR, "ip" VARCHAR, "referrer" VARCHAR, "landing_page" VARCHAR, "landing_page_query" VARCHAR, "landing_page_hash" VARCHAR, "browser" VARCHAR, "search_keyword" VARCHAR, "utm_source" VARCHAR, "utm_campaign" VARCHAR, "utm_medium" VARCHAR, "utm_term" VARCHAR, "utm_content" VARCHAR);

-- refill_table: Fill sessions with all its history, as it does not hold it. [REWRITES_ROWS]
DELETE FROM "shop_test"."sessions";
INSERT INTO "shop_test"."sessions" ("event_id", "user_id", "session_id", "time", "library", "platform", "device_type", "device", "carrier", "app_name", "app_version", "country", "region", "city", "ip", "referrer", "landing_page", "landing_page_query", "landing_page_hash", "browser", "search_keyword", "utm_source", "utm_campaign", "utm_medium", "utm_term", "utm_content") SELECT r."event_id", r."user_id", r."session_id", r."time", r."library", r."platform", r."device_type", r."device", r."carrier", r."app_name", r."app_version", r."country", r."region", r."city", r."ip", r."referrer", r."landing_page", r."landing_page_query", r."landing_page_hash", r."browser", r."search_keyword", r."utm_source", r."utm_campaign", r."utm_medium", r."utm_term", r."utm_content" FROM "shop_test_raw"."event_rows" AS r WHERE r.session_id = r.event_id;

-- replace_all_events: Make all_events the union of pageviews, order. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "shop_test"."all_events" AS SELECT event_id, "time", user_id, session_id, 'pageviews' AS event_table_name FROM "shop_test"."pageviews" UNION ALL SELECT event_id, "time", user_id, session_id, 'order' AS event_table_name FROM "shop_test"."order";

