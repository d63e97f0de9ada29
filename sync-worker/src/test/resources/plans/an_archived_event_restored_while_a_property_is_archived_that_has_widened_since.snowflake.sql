-- open_gap: From now on rows of order lack their values of revenue. [LEAVES_GAP]

-- rebuild_event_table: Rebuild order with 9 rows, as it was toggled on again, and swap it in one step. [REBUILDS_TABLE 9]
CREATE OR REPLACE TRANSIENT TABLE "SHOP_TEST"."ORDER" COPY GRANTS AS SELECT r."EVENT_ID", r."USER_ID", r."SESSION_ID", r."TIME", r."LIBRARY", r."PLATFORM", r."DEVICE_TYPE", r."DEVICE", r."CARRIER", r."APP_NAME", r."APP_VERSION", r."COUNTRY", r."REGION", r."CITY", r."IP", r."REFERRER", r."LANDING_PAGE", r."LANDING_PAGE_QUERY", r."LANDING_PAGE_HASH", r."BROWSER", r."SEARCH_KEYWORD", r."UTM_SOURCE", r."UTM_CAMPAIGN", r."UTM_MEDIUM", r."UTM_TERM", r."UTM_CONTENT", r."SESSION_TIME", r."DOMAIN", r."PATH", r."QUERY", r."HASH", r."TITLE", r."HEAP_PREVIOUS_PAGE", r."TYPE", r."HREF", r."TARGET_TEXT", r."TARGET_TAG", r."TARGET_ID", r."TARGET_CLASS", CASE WHEN r.position > 100 THEN NULL ELSE GET(r.properties, 'revenue')::VARCHAR::FLOAT END AS "REVENUE" FROM rows_of_7 AS r;

-- replace_all_events: Make all_events the union of pageviews, order. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "SHOP_TEST"."ALL_EVENTS" COPY GRANTS AS SELECT event_id, "TIME", user_id, session_id, 'pageviews' AS event_table_name FROM "SHOP_TEST"."PAGEVIEWS" UNION ALL SELECT event_id, "TIME", user_id, session_id, 'order' AS event_table_name FROM "SHOP_TEST"."ORDER";

