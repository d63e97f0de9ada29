-- update_segment: Let 3 users into segment_buyers, 1 user out, and 2 users in at another time. [APPENDS_ROWS 3, DELETES_ROWS 1, REWRITES_ROWS 2]
DELETE FROM "SHOP_TEST"."SEGMENT_BUYERS" WHERE user_id IN (SELECT user_id FROM segment_changes WHERE segment_id = 5 AND entered_at IS NULL);
UPDATE "SHOP_TEST"."SEGMENT_BUYERS" AS t SET entered_at = c.entered_at FROM segment_changes AS c WHERE c.segment_id = 5 AND c.user_id = t.user_id;
INSERT INTO "SHOP_TEST"."SEGMENT_BUYERS" (user_id, entered_at, as_of) SELECT user_id, entered_at, as_of FROM segment_changes WHERE segment_id = 5 AND entered_before IS NULL;

