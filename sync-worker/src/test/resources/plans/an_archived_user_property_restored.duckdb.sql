-- close_gap: Load the values of plan into users again; 4 rows are without, until a backfill. [LEAVES_GAP 4]

-- replace_users: Write 1 changed user to users. [REWRITES_ROWS 1]
DELETE FROM "shop_test"."users" WHERE user_id IN (SELECT user_id FROM changed_users WHERE retired);
UPDATE "shop_test"."users" AS t SET "identity" = r."identity", "joindate" = r."joindate", "last_modified" = r."last_modified", "plan" = r.properties['plan'] FROM changed_users AS r WHERE r.user_id = t.user_id AND NOT r.retired;
INSERT INTO "shop_test"."users" ("user_id", "identity", "joindate", "last_modified", "plan") SELECT r."user_id", r."identity", r."joindate", r."last_modified", r.properties['plan'] AS "plan" FROM changed_users AS r WHERE NOT r.retired AND NOT EXISTS (SELECT 1 FROM "shop_test"."users" AS t WHERE t.user_id = r.user_id);

