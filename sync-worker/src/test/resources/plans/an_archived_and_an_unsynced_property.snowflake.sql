-- drop_column: Drop the column coupon of order: its property is no longer synced. [DROPS_COLUMN 20]
ALTER TABLE "SHOP_TEST"."ORDER" DROP COLUMN "COUPON";

-- open_gap: From now on rows of order lack their values of coupon. [LEAVES_GAP]

-- open_gap: From now on rows of order lack their values of revenue. [LEAVES_GAP]

-- append_rows: Append 1 row to order. [APPENDS_ROWS 1]
INSERT INTO "SHOP_TEST"."ORDER" ("EVENT_ID", "USER_ID", "SESSION_ID", "TIME", "LIBRARY", "PLATFORM", "DEVICE_TYPE", "DEVICE", "CARRIER", "APP_NAME", "APP_VERSION", "COUNTRY", "REGION", "CITY", "IP", "REFERRER", "LANDING_PAGE", "LANDING_PAGE_QUERY", "LANDING_PAGE_HASH", "BROWSER", "SEARCH_KEYWORD", "UTM_SOURCE", "UTM_CAMPAIGN", "UTM_MEDIUM", "UTM_TERM", "UTM_CONTENT", "SESSION_TIME", "DOMAIN", "PATH", "QUERY", "HASH", "TITLE", "HEAP_PREVIOUS_PAGE", "TYPE", "HREF", "TARGET_TEXT", "TARGET_TAG", "TARGET_ID", "TARGET_CLASS", "REVENUE") SELECT r."EVENT_ID", r."USER_ID", r."SESSION_ID", r."TIME", r."LIBRARY", r."PLATFORM", r."DEVICE_TYPE", r."DEVICE", r."CARRIER", r."APP_NAME", r."APP_VERSION", r."COUNTRY", r."REGION", r."CITY", r."IP", r."REFERRER", r."LANDING_PAGE", r."LANDING_PAGE_QUERY", r."LANDING_PAGE_HASH", r."BROWSER", r."SEARCH_KEYWORD", r."UTM_SOURCE", r."UTM_CAMPAIGN", r."UTM_MEDIUM", r."UTM_TERM", r."UTM_CONTENT", r."SESSION_TIME", r."DOMAIN", r."PATH", r."QUERY", r."HASH", r."TITLE", r."HEAP_PREVIOUS_PAGE", r."TYPE", r."HREF", r."TARGET_TEXT", r."TARGET_TAG", r."TARGET_ID", r."TARGET_CLASS", CASE WHEN r.position > 100 THEN NULL ELSE GET(r.properties, 'revenue')::VARCHAR::FLOAT END AS "REVENUE" FROM tagged_rows AS r WHERE r.event_definition_id = 7;

