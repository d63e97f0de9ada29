-- add_column: Add the column coupon (text) to users. [ADDS_COLUMN]
ALTER TABLE "SHOP_TEST"."USERS" ADD COLUMN "COUPON" VARCHAR;

-- replace_users: Write 1 changed user to users. [REWRITES_ROWS 1]
DELETE FROM "SHOP_TEST"."USERS" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "SHOP_TEST"."USERS" AS t SET "IDENTITY" = r."IDENTITY", "JOINDATE" = r."JOINDATE", "LAST_MODIFIED" = r."LAST_MODIFIED", "COUPON" = GET(r.properties, 'coupon')::VARCHAR FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "SHOP_TEST"."USERS" ("USER_ID", "IDENTITY", "JOINDATE", "LAST_MODIFIED", "COUPON") SELECT r."USER_ID", r."IDENTITY", r."JOINDATE", r."LAST_MODIFIED", GET(r.properties, 'coupon')::VARCHAR AS "COUPON" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "SHOP_TEST"."USERS" AS t WHERE t.user_id = r.user_id);

-- refill_table: Fill users with all its history, as it does not hold it. [REWRITES_ROWS]
DELETE FROM "SHOP_TEST"."USERS" WHERE user_id IS NULL OR user_id IN (SELECT t.user_id FROM "SHOP_TEST"."USERS" AS t LEFT JOIN "SHOP_TEST_RAW"."RAW_USERS" AS r ON r.user_id = t.user_id GROUP BY t.user_id HAVING count(r.user_id) <> 1);
UPDATE "SHOP_TEST"."USERS" AS t SET "IDENTITY" = r."IDENTITY", "JOINDATE" = r."JOINDATE", "LAST_MODIFIED" = r."LAST_MODIFIED", "COUPON" = GET(r.properties, 'coupon')::VARCHAR FROM "SHOP_TEST_RAW"."RAW_USERS" AS r WHERE r.user_id = t.user_id AND true;
INSERT INTO "SHOP_TEST"."USERS" ("USER_ID", "IDENTITY", "JOINDATE", "LAST_MODIFIED", "COUPON") SELECT r."USER_ID", r."IDENTITY", r."JOINDATE", r."LAST_MODIFIED", GET(r.properties, 'coupon')::VARCHAR AS "COUPON" FROM "SHOP_TEST_RAW"."RAW_USERS" AS r WHERE true AND NOT EXISTS (SELECT 1 FROM "SHOP_TEST"."USERS" AS t WHERE t.user_id = r.user_id);

