-- describe_event: Describe the event "Order" anew.

-- replace_all_events: Make all_events the union of pageviews.
CREATE OR REPLACE VIEW "shop_test"."all_events" AS SELECT event_id, "time", user_id, session_id, 'pageviews' AS event_table_name FROM "shop_test"."pageviews";

