SELECT n.nspname AS name,
       has_schema_privilege(n.oid, 'USAGE') AND has_schema_privilege(n.oid, 'CREATE') AS may_make_tables,
       ARRAY(
           SELECT CAST(c.relname AS text) FROM pg_class AS c
           WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
           ORDER BY c.relname LIMIT ?) AS relations,
       pg_get_userbyid(kept.relowner) AS owner,
       coalesce(pg_has_role(kept.relowner, 'USAGE'), FALSE) AS owner_is_role
FROM pg_namespace AS n
LEFT JOIN pg_class AS kept ON kept.relnamespace = n.oid AND kept.relname = 'cursors' AND kept.relkind = 'r'
WHERE n.nspname IN (?, ?)
