-- replace_segment_table: Rebuild segment_buyers with 1 user, as it was toggled on again, and swap it in one step. [REBUILDS_TABLE 1]
CREATE OR REPLACE TRANSIENT TABLE "SHOP_TEST"."SEGMENT_BUYERS" COPY GRANTS AS SELECT user_id, entered_at, as_of FROM segment_changes WHERE segment_id = 5 AND entered_at IS NOT NULL;

