-- widen_column: Widen the column revenue of order from bigint to double. [WIDENS_COLUMN 20]
CREATE OR REPLACE TRANSIENT TABLE "SHOP_TEST"."ORDER" COPY GRANTS AS SELECT * REPLACE ("REVENUE"::FLOAT AS "REVENUE") FROM "SHOP_TEST"."ORDER";

-- fill_gap: Fill the column revenue of order where it lacks its values: 7 rows. [REWRITES_ROWS 7]
UPDATE "SHOP_TEST"."ORDER" AS t SET "REVENUE" = GET(r.properties, 'revenue')::VARCHAR::FLOAT FROM "SHOP_TEST_RAW"."RAW_EVENTS" AS r WHERE r.event_id = t.event_id AND GET(r.properties, 'revenue')::VARCHAR::FLOAT IS NOT NULL AND (r.position > 20 AND r.position <= 40 OR r.position > 60);

