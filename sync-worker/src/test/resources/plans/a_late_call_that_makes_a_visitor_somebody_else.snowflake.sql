-- replace_user_migrations: Enter 1 migration in user_migrations. [REWRITES_ROWS 1]
DELETE FROM "SHOP_TEST"."USER_MIGRATIONS" WHERE from_user_id IN (SELECT from_user_id FROM changed_migrations);
INSERT INTO "SHOP_TEST"."USER_MIGRATIONS" (from_user_id, to_user_id, "TIME") SELECT from_user_id, to_user_id, "TIME" FROM changed_migrations WHERE NOT withdrawn;

-- replace_users: Write 2 changed users to users. [REWRITES_ROWS 2]
DELETE FROM "SHOP_TEST"."USERS" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "SHOP_TEST"."USERS" AS t SET "IDENTITY" = r."IDENTITY", "JOINDATE" = r."JOINDATE", "LAST_MODIFIED" = r."LAST_MODIFIED" FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "SHOP_TEST"."USERS" ("USER_ID", "IDENTITY", "JOINDATE", "LAST_MODIFIED") SELECT r."USER_ID", r."IDENTITY", r."JOINDATE", r."LAST_MODIFIED" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "SHOP_TEST"."USERS" AS t WHERE t.user_id = r.user_id);

-- repoint_rows: Move 2 rows of order to other users than earlier calls had said. [REWRITES_ROWS 2]
UPDATE "SHOP_TEST"."ORDER" AS t SET user_id = m.to_user_id FROM repointed_events AS m WHERE t.event_id = m.event_id AND t."TIME" >= '2026-03-01 10:00:00.000000'::TIMESTAMP_NTZ(6);

