-- replace_user_migrations: Enter 2 migrations in user_migrations. [REWRITES_ROWS 2]
DELETE FROM "SHOP_TEST"."USER_MIGRATIONS" WHERE from_user_id IN (SELECT from_user_id FROM changed_migrations);
INSERT INTO "SHOP_TEST"."USER_MIGRATIONS" (from_user_id, to_user_id, "TIME") SELECT from_user_id, to_user_id, "TIME" FROM changed_migrations WHERE NOT withdrawn;

-- replace_users: Write 3 changed users to users. [REWRITES_ROWS 3]
DELETE FROM "SHOP_TEST"."USERS" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "SHOP_TEST"."USERS" AS t SET "IDENTITY" = r."IDENTITY", "JOINDATE" = r."JOINDATE", "LAST_MODIFIED" = r."LAST_MODIFIED" FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "SHOP_TEST"."USERS" ("USER_ID", "IDENTITY", "JOINDATE", "LAST_MODIFIED") SELECT r."USER_ID", r."IDENTITY", r."JOINDATE", r."LAST_MODIFIED" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "SHOP_TEST"."USERS" AS t WHERE t.user_id = r.user_id);

-- move_users: Move 5 rows of pageviews to the users they turned out to be of. [REWRITES_ROWS 5]
UPDATE "SHOP_TEST"."PAGEVIEWS" AS t SET user_id = m.to_user_id FROM moved_users AS m WHERE t.user_id = m.from_user_id AND t."TIME" >= '2026-03-01 10:00:00.000000'::TIMESTAMP_NTZ(6);

-- move_users: Move 2 rows of order to the users they turned out to be of. [REWRITES_ROWS 2]
UPDATE "SHOP_TEST"."ORDER" AS t SET user_id = m.to_user_id FROM moved_users AS m WHERE t.user_id = m.from_user_id AND t."TIME" >= '2026-03-01 10:00:00.000000'::TIMESTAMP_NTZ(6);

