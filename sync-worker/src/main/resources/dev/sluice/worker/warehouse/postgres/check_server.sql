SELECT current_user AS role,
       current_database() AS database,
       CAST(current_setting('server_version_num') AS integer) AS version,
       current_setting('server_version') AS version_text,
       pg_is_in_recovery() AS standby,
       CAST(current_setting('default_transaction_read_only') AS boolean) AS read_only,
       has_database_privilege(current_database(), 'TEMPORARY') AS may_make_temporary_tables,
       has_database_privilege(current_database(), 'CREATE') AS may_make_schemas
