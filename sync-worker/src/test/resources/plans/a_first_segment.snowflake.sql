-- create_segment_table: Create segment_buyers for the segment "Buyers" with everybody in it: 12 users. [CREATES_TABLE, APPENDS_ROWS 12]
CREATE OR REPLACE TRANSIENT TABLE "SHOP_TEST"."SEGMENT_BUYERS" COPY GRANTS AS SELECT user_id, entered_at, as_of FROM segment_changes WHERE segment_id = 5 AND entered_at IS NOT NULL;

