-- open_gap: From now on rows of order lack their values of revenue. [LEAVES_GAP]

-- rebuild_event_table: Rebuild order with 9 rows, as it was toggled on again, and swap it in one step. [REBUILDS_TABLE 9]
CREATE TABLE "shop_test_raw"."shadow_384094d4-5c31-387f-a691-696da324372a" AS SELECT r."event_id", r."user_id", r."session_id", r."time", r."library", r."platform", r."device_type", r."device", r."carrier", r."app_name", r."app_version", r."country", r."region", r."city", r."ip", r."referrer", r."landing_page", r."landing_page_query", r."landing_page_hash", r."browser", r."search_keyword", r."utm_source", r."utm_campaign", r."utm_medium", r."utm_term", r."utm_content", r."session_time", r."domain", r."path", r."query", r."hash", r."title", r."heap_previous_page", r."type", r."href", r."target_text", r."target_tag", r."target_id", r."target_class", CASE WHEN r.position > 100 THEN NULL ELSE CAST((r.properties ->> 'revenue') AS double precision) END AS "revenue" FROM rows_of_7 AS r;
CALL "shop_test_raw".copy_indexes('"shop_test"."order"', '"shop_test_raw"."shadow_384094d4-5c31-387f-a691-696da324372a"');
CALL "shop_test_raw".swap('"shop_test"."order"', '"shop_test_raw"."shadow_384094d4-5c31-387f-a691-696da324372a"');

-- replace_all_events: Make all_events the union of pageviews, order. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "shop_test"."all_events" AS SELECT event_id, "time", user_id, session_id, 'pageviews' AS event_table_name FROM "shop_test"."pageviews" UNION ALL SELECT event_id, "time", user_id, session_id, 'order' AS event_table_name FROM "shop_test"."order";

