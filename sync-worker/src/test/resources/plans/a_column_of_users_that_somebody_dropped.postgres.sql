-- add_column: Add the column coupon (text) to users. [ADDS_COLUMN]
ALTER TABLE "shop_test"."users" ADD COLUMN "coupon" text;

-- replace_users: Write 1 changed user to users. [REWRITES_ROWS 1]
DELETE FROM "shop_test"."users" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "shop_test"."users" AS t SET "identity" = r."identity", "joindate" = r."joindate", "last_modified" = r."last_modified", "coupon" = (r.properties ->> 'coupon') FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "shop_test"."users" ("user_id", "identity", "joindate", "last_modified", "coupon") SELECT r."user_id", r."identity", r."joindate", r."last_modified", (r.properties ->> 'coupon') AS "coupon" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "shop_test"."users" AS t WHERE t.user_id = r.user_id);

-- refill_table: Fill users with all its history, as it does not hold it. [REWRITES_ROWS]
DELETE FROM "shop_test"."users" WHERE user_id IS NULL OR user_id IN (SELECT t.user_id FROM "shop_test"."users" AS t LEFT JOIN "shop_test_raw"."raw_users" AS r ON r.user_id = t.user_id GROUP BY t.user_id HAVING count(r.user_id) <> 1);
UPDATE "shop_test"."users" AS t SET "identity" = r."identity", "joindate" = r."joindate", "last_modified" = r."last_modified", "coupon" = (r.properties ->> 'coupon') FROM "shop_test_raw"."raw_users" AS r WHERE r.user_id = t.user_id AND true;
INSERT INTO "shop_test"."users" ("user_id", "identity", "joindate", "last_modified", "coupon") SELECT r."user_id", r."identity", r."joindate", r."last_modified", (r.properties ->> 'coupon') AS "coupon" FROM "shop_test_raw"."raw_users" AS r WHERE true AND NOT EXISTS (SELECT 1 FROM "shop_test"."users" AS t WHERE t.user_id = r.user_id);

