-- remove_rewritten: Take 1 row out of sessions whose session or page changed by late events. [REWRITES_ROWS 1]
DELETE FROM "SHOP_TEST"."SESSIONS" WHERE event_id IN (SELECT event_id FROM rewritten_events);

-- remove_rewritten: Take 2 rows out of pageviews whose session or page changed by late events. [REWRITES_ROWS 2]
DELETE FROM "SHOP_TEST"."PAGEVIEWS" WHERE event_id IN (SELECT event_id FROM rewritten_events);

-- remove_rewritten: Take 1 row out of order whose session or page changed by late events. [REWRITES_ROWS 1]
DELETE FROM "SHOP_TEST"."ORDER" WHERE event_id IN (SELECT event_id FROM rewritten_events);

-- append_rows: Append 2 rows to pageviews. [APPENDS_ROWS 2]
INSERT INTO "SHOP_TEST"."PAGEVIEWS" ("EVENT_ID", "USER_ID", "SESSION_ID", "TIME", "LIBRARY", "PLATFORM", "DEVICE_TYPE", "DEVICE", "CARRIER", "APP_NAME", "APP_VERSION", "COUNTRY", "REGION", "CITY", "IP", "REFERRER", "LANDING_PAGE", "LANDING_PAGE_QUERY", "LANDING_PAGE_HASH", "BROWSER", "SEARCH_KEYWORD", "UTM_SOURCE", "UTM_CAMPAIGN", "UTM_MEDIUM", "UTM_TERM", "UTM_CONTENT", "SESSION_TIME", "DOMAIN", "PATH", "QUERY", "HASH", "TITLE", "HEAP_PREVIOUS_PAGE") SELECT r."EVENT_ID", r."USER_ID", r."SESSION_ID", r."TIME", r."LIBRARY", r."PLATFORM", r."DEVICE_TYPE", r."DEVICE", r."CARRIER", r."APP_NAME", r."APP_VERSION", r."COUNTRY", r."REGION", r."CITY", r."IP", r."REFERRER", r."LANDING_PAGE", r."LANDING_PAGE_QUERY", r."LANDING_PAGE_HASH", r."BROWSER", r."SEARCH_KEYWORD", r."UTM_SOURCE", r."UTM_CAMPAIGN", r."UTM_MEDIUM", r."UTM_TERM", r."UTM_CONTENT", r."SESSION_TIME", r."DOMAIN", r."PATH", r."QUERY", r."HASH", r."TITLE", r."HEAP_PREVIOUS_PAGE" FROM touched_rows AS r WHERE r.kind = 'pageview';

-- append_rows: Append 1 row to order. [APPENDS_ROWS 1]
INSERT INTO "SHOP_TEST"."ORDER" ("EVENT_ID", "USER_ID", "SESSION_ID", "TIME", "LIBRARY", "PLATFORM", "DEVICE_TYPE", "DEVICE", "CARRIER", "APP_NAME", "APP_VERSION", "COUNTRY", "REGION", "CITY", "IP", "REFERRER", "LANDING_PAGE", "LANDING_PAGE_QUERY", "LANDING_PAGE_HASH", "BROWSER", "SEARCH_KEYWORD", "UTM_SOURCE", "UTM_CAMPAIGN", "UTM_MEDIUM", "UTM_TERM", "UTM_CONTENT", "SESSION_TIME", "DOMAIN", "PATH", "QUERY", "HASH", "TITLE", "HEAP_PREVIOUS_PAGE", "TYPE", "HREF", "TARGET_TEXT", "TARGET_TAG", "TARGET_ID", "TARGET_CLASS", "REVENUE") SELECT r."EVENT_ID", r."USER_ID", r."SESSION_ID", r."TIME", r."LIBRARY", r."PLATFORM", r."DEVICE_TYPE", r."DEVICE", r."CARRIER", r."APP_NAME", r."APP_VERSION", r."COUNTRY", r."REGION", r."CITY", r."IP", r."REFERRER", r."LANDING_PAGE", r."LANDING_PAGE_QUERY", r."LANDING_PAGE_HASH", r."BROWSER", r."SEARCH_KEYWORD", r."UTM_SOURCE", r."UTM_CAMPAIGN", r."UTM_MEDIUM", r."UTM_TERM", r."UTM_CONTENT", r."SESSION_TIME", r."DOMAIN", r."PATH", r."QUERY", r."HASH", r."TITLE", r."HEAP_PREVIOUS_PAGE", r."TYPE", r."HREF", r."TARGET_TEXT", r."TARGET_TAG", r."TARGET_ID", r."TARGET_CLASS", GET(r.properties, 'revenue')::VARCHAR::FLOAT AS "REVENUE" FROM tagged_rows AS r WHERE r.event_definition_id = 7;

