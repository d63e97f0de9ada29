-- widen_column: Widen the column revenue of order from bigint to double. [WIDENS_COLUMN 20]
CALL "shop_test_raw".widen('"shop_test"."order"', 'revenue', 'double precision');

-- fill_gap: Fill the column revenue of order where it lacks its values: 7 rows. [REWRITES_ROWS 7]
UPDATE "shop_test"."order" AS t SET "revenue" = CAST((r.properties ->> 'revenue') AS double precision) FROM "shop_test_raw"."raw_events" AS r WHERE r.event_id = t.event_id AND CAST((r.properties ->> 'revenue') AS double precision) IS NOT NULL AND (r.position > 20 AND r.position <= 40 OR r.position > 60);

