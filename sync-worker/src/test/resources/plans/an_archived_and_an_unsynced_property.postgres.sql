-- drop_column: Drop the column coupon of order: its property is no longer synced. [DROPS_COLUMN 20]
ALTER TABLE "shop_test"."order" DROP COLUMN "coupon";

-- open_gap: From now on rows of order lack their values of coupon. [LEAVES_GAP]

-- open_gap: From now on rows of order lack their values of revenue. [LEAVES_GAP]

-- append_rows: Append 1 row to order. [APPENDS_ROWS 1]
INSERT INTO "shop_test"."order" ("event_id", "user_id", "session_id", "time", "library", "platform", "device_type", "device", "carrier", "app_name", "app_version", "country", "region", "city", "ip", "referrer", "landing_page", "landing_page_query", "landing_page_hash", "browser", "search_keyword", "utm_source", "utm_campaign", "utm_medium", "utm_term", "utm_content", "session_time", "domain", "path", "query", "hash", "title", "heap_previous_page", "type", "href", "target_text", "target_tag", "target_id", "target_class", "revenue") SELECT r."event_id", r."user_id", r."session_id", r."time", r."library", r."platform", r."device_type", r."device", r."carrier", r."app_name", r."app_version", r."country", r."region", r."city", r."ip", r."referrer", r."landing_page", r."landing_page_query", r."landing_page_hash", r."browser", r."search_keyword", r."utm_source", r."utm_campaign", r."utm_medium", r."utm_term", r."utm_content", r."session_time", r."domain", r."path", r."query", r."hash", r."title", r."heap_previous_page", r."type", r."href", r."target_text", r."target_tag", r."target_id", r."target_class", CASE WHEN r.position > 100 THEN NULL ELSE CAST((r.properties ->> 'revenue') AS double precision) END AS "revenue" FROM tagged_rows AS r WHERE r.event_definition_id = 7;

