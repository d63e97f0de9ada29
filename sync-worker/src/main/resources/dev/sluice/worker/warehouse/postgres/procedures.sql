-- What changes a table under the eyes of readers. Names of tables are qualified and quoted.

-- Views over a table, and views over these, by how far they are from it at most; direct are those that name it.
CREATE OR REPLACE FUNCTION ${raw}.views_over(of_table regclass) RETURNS TABLE (view oid, distance int, direct boolean)
LANGUAGE sql AS $$
  WITH RECURSIVE over (view, distance) AS (
    SELECT r.ev_class, 1
    FROM pg_depend AS d JOIN pg_rewrite AS r ON r.oid = d.objid
    WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
      AND d.refobjid = of_table AND r.ev_class <> of_table
    UNION
    SELECT r.ev_class, o.distance + 1
    FROM over AS o
    JOIN pg_depend AS d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = o.view
    JOIN pg_rewrite AS r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.ev_class <> o.view)
  SELECT view, max(distance), min(distance) = 1 FROM over GROUP BY view
$$;

-- Statements that give a relation the grants and comments that another has.
CREATE OR REPLACE FUNCTION ${raw}.belongings(of_relation regclass, named text) RETURNS SETOF text LANGUAGE sql AS $$
  SELECT format('GRANT %s ON %s TO %s%s', g.privilege_type, named,
    CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
    CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM pg_class AS c, aclexplode(c.relacl) AS g WHERE c.oid = of_relation AND g.grantee <> c.relowner
  UNION ALL
  SELECT format('GRANT %s (%I) ON %s TO %s%s', g.privilege_type, a.attname, named,
    CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
    CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM pg_attribute AS a, aclexplode(a.attacl) AS g WHERE a.attrelid = of_relation AND NOT a.attisdropped
  UNION ALL
  SELECT format('COMMENT ON %s %s IS %L',
    CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, named, d.description)
  FROM pg_class AS c JOIN pg_description AS d
    ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
  WHERE c.oid = of_relation
  UNION ALL
  SELECT format('COMMENT ON COLUMN %s.%I IS %L', named, a.attname, d.description)
  FROM pg_attribute AS a JOIN pg_description AS d
    ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
  WHERE a.attrelid = of_relation AND NOT a.attisdropped
$$;

-- Statements that take from a relation of ours what new ones are granted by default: another one has taken its place, from which
-- somebody may have taken it.
CREATE OR REPLACE FUNCTION ${raw}.without_defaults(named text) RETURNS SETOF text LANGUAGE sql AS $$
  SELECT DISTINCT format('REVOKE ALL ON %s FROM %s', named,
    CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END)
  FROM pg_default_acl AS d JOIN pg_roles AS r ON r.oid = d.defaclrole, aclexplode(d.defaclacl) AS g
  WHERE r.rolname = current_user AND d.defaclobjtype = 'r' AND g.grantee <> d.defaclrole
$$;

-- The statement that makes a view as it is.
CREATE OR REPLACE FUNCTION ${raw}.view_statement(of_view oid, beginning text) RETURNS text LANGUAGE sql AS $$
  SELECT format('%s %I.%I%s AS %s', beginning, n.nspname, c.relname,
    coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', ''), pg_get_viewdef(c.oid))
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = of_view
$$;

-- Waits for a moment only. Views of others cannot be replaced, and are not.
CREATE OR REPLACE PROCEDURE ${raw}.reserve(of_schema text, tables text[]) LANGUAGE plpgsql AS $$
DECLARE
  held record;
BEGIN
  SET LOCAL lock_timeout = '500ms';
  FOR held IN
    SELECT n.nspname, c.relname, c.relowner, max(v.distance) AS distance
    FROM pg_class AS t JOIN pg_namespace AS tn ON tn.oid = t.relnamespace
    CROSS JOIN LATERAL (
      SELECT view, distance FROM ${raw}.views_over(t.oid)
      UNION ALL
      SELECT t.oid, 0 WHERE t.relkind = 'v') AS v
    JOIN pg_class AS c ON c.oid = v.view JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE tn.nspname = of_schema AND t.relname = ANY (tables) AND c.relkind = 'v' AND pg_has_role(c.relowner, 'USAGE')
    GROUP BY n.nspname, c.relname, c.relowner
    ORDER BY distance DESC
  LOOP
    -- Changes nothing, and takes the lock of this view alone.
    EXECUTE format('ALTER VIEW %I.%I OWNER TO %I', held.nspname, held.relname, pg_get_userbyid(held.relowner));
  END LOOP;
  FOR held IN
    SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = of_schema AND c.relname = ANY (tables) AND c.relkind = 'r' ORDER BY c.relname
  LOOP
    EXECUTE format('LOCK TABLE ONLY %I.%I IN ACCESS EXCLUSIVE MODE', of_schema, held.relname);
  END LOOP;
  SET LOCAL lock_timeout = 0;
END
$$;

-- Indexes of the table's owner and of Sluice alike; one over a column that the other table lacks goes.
CREATE OR REPLACE PROCEDURE ${raw}.copy_indexes(of_table text, to_table text) LANGUAGE plpgsql AS $$
DECLARE
  found record;
  definition text;
BEGIN
  FOR found IN
    SELECT i.indexrelid, i.indisunique, format(' ON %I.%I USING ', n.nspname, c.relname) AS marker
    FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE i.indrelid = of_table::regclass
  LOOP
    definition := pg_get_indexdef(found.indexrelid);
    BEGIN
      EXECUTE format('CREATE %sINDEX %I ON %s USING %s', CASE WHEN found.indisunique THEN 'UNIQUE ' ELSE '' END,
        'shadow_' || found.indexrelid, to_table,
        substr(definition, strpos(definition, found.marker) + length(found.marker)));
    EXCEPTION WHEN undefined_column THEN
      NULL;
    END;
  END LOOP;
END
$$;

-- Whether anything hangs on a table that would not come along with another in its place.
CREATE OR REPLACE FUNCTION ${raw}.is_tied(of_table regclass) RETURNS boolean LANGUAGE sql AS $$
  SELECT c.relrowsecurity
    OR EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = c.oid)
    OR EXISTS (SELECT 1 FROM pg_constraint AS k WHERE k.conrelid = c.oid)
    OR EXISTS (SELECT 1 FROM pg_attrdef AS a WHERE a.adrelid = c.oid)
    OR EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)
    OR EXISTS (SELECT 1 FROM pg_publication_rel AS p WHERE p.prrelid = c.oid)
    OR EXISTS (SELECT 1 FROM pg_statistic_ext AS s WHERE s.stxrelid = c.oid)
    OR EXISTS (
      SELECT 1 FROM pg_depend AS d
      WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.deptype = 'n' AND NOT EXISTS (
        SELECT 1 FROM pg_rewrite AS r JOIN pg_class AS v ON v.oid = r.ev_class
        WHERE d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND v.relkind = 'v'
          AND pg_has_role(v.relowner, 'USAGE')))
    OR EXISTS (
      SELECT 1 FROM pg_type AS t JOIN pg_depend AS d ON d.refclassid = 'pg_type'::regclass AND d.refobjid = t.oid
      WHERE (t.oid = c.reltype OR t.typelem = c.reltype) AND d.deptype = 'n')
  FROM pg_class AS c WHERE c.oid = of_table
$$;

-- Gives a table the columns that another has. What depends on a column that goes stands in the way, and is named.
CREATE OR REPLACE PROCEDURE ${raw}.reshape(of_table text, like_table text) LANGUAGE plpgsql AS $$
DECLARE
  changed text;
BEGIN
  FOR changed IN
    SELECT format('ALTER TABLE %s DROP COLUMN %I', of_table, attname) FROM pg_attribute AS a
    WHERE attrelid = of_table::regclass AND attnum > 0 AND NOT attisdropped AND NOT EXISTS (
      SELECT 1 FROM pg_attribute AS b WHERE b.attrelid = like_table::regclass AND b.attname = a.attname)
    UNION ALL
    SELECT format('ALTER TABLE %s ADD COLUMN %I %s', of_table, attname, format_type(atttypid, NULL))
    FROM pg_attribute AS a
    WHERE attrelid = like_table::regclass AND attnum > 0 AND NOT EXISTS (
      SELECT 1 FROM pg_attribute AS b
      WHERE b.attrelid = of_table::regclass AND b.attname = a.attname AND NOT b.attisdropped)
    UNION ALL
    SELECT format('CALL ${raw}.widen(%L, %L, %L)', of_table, a.attname, format_type(b.atttypid, NULL))
    FROM pg_attribute AS a JOIN pg_attribute AS b ON b.attname = a.attname AND b.attrelid = like_table::regclass
    WHERE a.attrelid = of_table::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> b.atttypid
  LOOP
    EXECUTE changed;
  END LOOP;
END
$$;

-- The slow way, which leaves the table where it is: its rows go and the other's come, seen at once by nobody before the
-- commit.
CREATE OR REPLACE PROCEDURE ${raw}.refill(of_table text, from_table text) LANGUAGE plpgsql AS $$
DECLARE
  names text;
BEGIN
  CALL ${raw}.reshape(of_table, from_table);
  SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO names FROM pg_attribute AS a
  WHERE a.attrelid = from_table::regclass AND a.attnum > 0 AND NOT EXISTS (
    SELECT 1 FROM pg_attribute AS b
    WHERE b.attrelid = of_table::regclass AND b.attname = a.attname AND b.attgenerated <> '');
  EXECUTE format('DELETE FROM %s', of_table);
  EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM %s', of_table, names, names, from_table);
  EXECUTE format('DROP TABLE %s', from_table);
END
$$;

-- Puts a table in the place of another, with the grants, comments, indexes and views that this one has; before that, the
-- one that goes gets the columns of the one that comes, so that its views do.
CREATE OR REPLACE PROCEDURE ${raw}.swap(of_table text, by_table text) LANGUAGE plpgsql AS $$
DECLARE
  old oid := of_table::regclass;
  old_schema text;
  old_name text;
  new_name text := (SELECT relname FROM pg_class WHERE oid = by_table::regclass);
  after_swap text[];
  statement text;
BEGIN
  IF ${raw}.is_tied(old) THEN
    CALL ${raw}.refill(of_table, by_table);
    RETURN;
  END IF;
  EXECUTE format('TRUNCATE %s', of_table);
  CALL ${raw}.reshape(of_table, by_table);
  SELECT n.nspname, c.relname INTO old_schema, old_name
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = old;
  after_swap := ARRAY(
    SELECT ${raw}.view_statement(view, 'CREATE OR REPLACE VIEW') FROM ${raw}.views_over(old) WHERE direct);
  after_swap := after_swap || format('DROP TABLE %I.%I', old_schema, 'replaced_' || old);
  after_swap := after_swap || ARRAY(
    SELECT format('ALTER INDEX %I.%I RENAME TO %I', old_schema, 'shadow_' || i.indexrelid, c.relname)
    FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
    WHERE i.indrelid = old AND EXISTS (
      SELECT 1 FROM pg_index AS j JOIN pg_class AS k ON k.oid = j.indexrelid
      WHERE j.indrelid = by_table::regclass AND k.relname = 'shadow_' || i.indexrelid));
  after_swap := after_swap || ARRAY(SELECT ${raw}.without_defaults(of_table));
  after_swap := after_swap || ARRAY(SELECT ${raw}.belongings(old, of_table));
  after_swap := after_swap || ARRAY(
    SELECT format('ALTER TABLE %s REPLICA IDENTITY FULL', of_table) FROM pg_class WHERE oid = old AND relreplident = 'f');
  EXECUTE format('ALTER TABLE %s RENAME TO %I', of_table, 'replaced_' || old);
  EXECUTE format('ALTER TABLE %s SET SCHEMA %I', by_table, old_schema);
  EXECUTE format('ALTER TABLE %I.%I RENAME TO %I', old_schema, new_name, old_name);
  FOREACH statement IN ARRAY after_swap LOOP
    EXECUTE statement;
  END LOOP;
END
$$;

-- Views that show the column stand in the way, so they are made again behind it, with all that they had. Those that hold
-- rows of their own are not among what is reserved, so their readers are waited for here, for a moment only.
CREATE OR REPLACE PROCEDURE ${raw}.widen(of_table text, of_column text, to_type text) LANGUAGE plpgsql AS $$
DECLARE
  seen boolean := EXISTS (
    SELECT 1 FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
      AND d.refobjid = of_table::regclass AND a.attname = of_column);
  before text[] := '{}';
  behind text[] := '{}';
  statement text;
  over record;
  cast_value text := format('CAST(%I AS %s)', of_column, to_type);
BEGIN
  -- Only where somebody gave the column another type; then the table gets all its rows anew.
  IF to_type <> 'text' AND NOT EXISTS (
    SELECT 1 FROM pg_cast AS k JOIN pg_attribute AS a ON a.atttypid = k.castsource
    WHERE a.attrelid = of_table::regclass AND a.attname = of_column AND k.casttarget = to_type::regtype)
  THEN
    cast_value := format('CAST(NULL AS %s)', to_type);
  END IF;
  IF seen THEN
    FOR over IN
      SELECT v.view, c.relkind, c.relowner, format('%I.%I', n.nspname, c.relname) AS named
      FROM ${raw}.views_over(of_table::regclass) AS v
      JOIN pg_class AS c ON c.oid = v.view JOIN pg_namespace AS n ON n.oid = c.relnamespace
      ORDER BY v.distance
    LOOP
      before := format('DROP %s %s', CASE over.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, over.named)
        || before;
      behind := behind || ${raw}.view_statement(
        over.view, CASE over.relkind WHEN 'm' THEN 'CREATE MATERIALIZED VIEW' ELSE 'CREATE VIEW' END);
      behind := behind || ARRAY(SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = over.view);
      behind := behind || ARRAY(SELECT ${raw}.without_defaults(over.named));
      behind := behind || ARRAY(SELECT ${raw}.belongings(over.view, over.named));
      behind := behind || format('ALTER TABLE %s OWNER TO %I', over.named, pg_get_userbyid(over.relowner));
    END LOOP;
  END IF;
  SET LOCAL lock_timeout = '500ms';
  FOREACH statement IN ARRAY before || format(
    'ALTER TABLE %s ALTER COLUMN %I TYPE %s USING %s', of_table, of_column, to_type, cast_value)
    || behind
  LOOP
    EXECUTE statement;
  END LOOP;
  SET LOCAL lock_timeout = 0;
END
$$;
