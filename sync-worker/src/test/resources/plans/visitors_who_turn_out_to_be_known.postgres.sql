-- replace_user_migrations: Enter 2 migrations in user_migrations. [REWRITES_ROWS 2]
DELETE FROM "shop_test"."user_migrations" WHERE from_user_id IN (SELECT from_user_id FROM changed_migrations);
INSERT INTO "shop_test"."user_migrations" (from_user_id, to_user_id, "time") SELECT from_user_id, to_user_id, "time" FROM changed_migrations WHERE NOT withdrawn;

-- replace_users: Write 3 changed users to users. [REWRITES_ROWS 3]
DELETE FROM "shop_test"."users" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "shop_test"."users" AS t SET "identity" = r."identity", "joindate" = r."joindate", "last_modified" = r."last_modified" FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "shop_test"."users" ("user_id", "identity", "joindate", "last_modified") SELECT r."user_id", r."identity", r."joindate", r."last_modified" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "shop_test"."users" AS t WHERE t.user_id = r.user_id);

-- move_users: Move 5 rows of pageviews to the users they turned out to be of. [REWRITES_ROWS 5]
UPDATE "shop_test"."pageviews" AS t SET user_id = m.to_user_id FROM moved_users AS m WHERE t.user_id = m.from_user_id;

-- move_users: Move 2 rows of order to the users they turned out to be of. [REWRITES_ROWS 2]
UPDATE "shop_test"."order" AS t SET user_id = m.to_user_id FROM moved_users AS m WHERE t.user_id = m.from_user_id;

