-- open_gap: From now on rows of order lack their values of coupon. [LEAVES_GAP]

-- open_gap: From now on rows of order lack their values of revenue. [LEAVES_GAP]

-- create_event_table: Create order for the event "Order" and fill it with all its history: 9 rows. [CREATES_TABLE, APPENDS_ROWS 9]
CREATE OR REPLACE TRANSIENT TABLE "SHOP_TEST"."ORDER" COPY GRANTS AS SELECT r."EVENT_ID", r."USER_ID", r."SESSION_ID", r."TIME", r."LIBRARY", r."PLATFORM", r."DEVICE_TYPE", r."DEVICE", r."CARRIER", r."APP_NAME", r."APP_VERSION", r."COUNTRY", r."REGION", r."CITY", r."IP", r."REFERRER", r."LANDING_PAGE", r."LANDING_PAGE_QUERY", r."LANDING_PAGE_HASH", r."BROWSER", r."SEARCH_KEYWORD", r."UTM_SOURCE", r."UTM_CAMPAIGN", r."UTM_MEDIUM", r."UTM_TERM", r."UTM_CONTENT", r."SESSION_TIME", r."DOMAIN", r."PATH", r."QUERY", r."HASH", r."TITLE", r."HEAP_PREVIOUS_PAGE", r."TYPE", r."HREF", r."TARGET_TEXT", r."TARGET_TAG", r."TARGET_ID", r."TARGET_CLASS" FROM rows_of_7 AS r;

-- replace_all_events: Make all_events the union of pageviews, order. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "SHOP_TEST"."ALL_EVENTS" COPY GRANTS AS SELECT event_id, "TIME", user_id, session_id, 'pageviews' AS event_table_name FROM "SHOP_TEST"."PAGEVIEWS" UNION ALL SELECT event_id, "TIME", user_id, session_id, 'order' AS event_table_name FROM "SHOP_TEST"."ORDER";

