-- replace_segment_table: Rebuild segment_buyers with 5 users, as an event that it counts is defined otherwise, and swap it in one step. [REBUILDS_TABLE 5]
CREATE TABLE "shop_test_raw"."shadow_35c2f267-342a-349c-8be1-1a4acc55e243" AS SELECT user_id, entered_at, as_of FROM segment_changes WHERE segment_id = 5 AND entered_at IS NOT NULL;
CALL "shop_test_raw".copy_indexes('"shop_test"."segment_buyers"', '"shop_test_raw"."shadow_35c2f267-342a-349c-8be1-1a4acc55e243"');
CALL "shop_test_raw".swap('"shop_test"."segment_buyers"', '"shop_test_raw"."shadow_35c2f267-342a-349c-8be1-1a4acc55e243"');

