-- describe_event: Leave order as it is from now on: its event is toggled off. [FREEZES_TABLE]

-- replace_all_events: Make all_events the union of pageviews. [CHANGES_ALL_EVENTS]
CREATE OR REPLACE VIEW "SHOP_TEST"."ALL_EVENTS" COPY GRANTS AS SELECT event_id, "TIME", user_id, session_id, 'pageviews' AS event_table_name FROM "SHOP_TEST"."PAGEVIEWS";

