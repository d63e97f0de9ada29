-- close_gap: Load the values of coupon into order again; 12 rows are without, until a backfill. [LEAVES_GAP 12]

-- add_column: Add the column coupon (text) to order. [ADDS_COLUMN]
ALTER TABLE "SHOP_TEST"."ORDER" ADD COLUMN "COUPON" VARCHAR;

