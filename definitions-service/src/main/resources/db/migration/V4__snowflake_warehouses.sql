alter table warehouse
    add column snowflake_account text,
    -- Account and database, spelled in one way: account/DATABASE.
    add column snowflake_place text,
    add column snowflake_user text,
    -- Names as Snowflake keeps them, without quotes.
    add column snowflake_role text,
    add column snowflake_virtual_warehouse text,
    add column snowflake_database text,
    -- A reference; keys are kept by the worker alone.
    add column snowflake_private_key_secret text,
    drop constraint columns_of_its_engine,
    add constraint columns_of_its_engine check (
        num_nonnulls(duckdb_path) = case engine when 'duckdb' then 1 else 0 end
        and num_nonnulls(postgres_url, postgres_database, postgres_user, postgres_password_secret)
            = case engine when 'postgres' then 4 else 0 end
        and num_nonnulls(snowflake_account, snowflake_place, snowflake_user, snowflake_role,
                snowflake_virtual_warehouse, snowflake_database, snowflake_private_key_secret)
            = case engine when 'snowflake' then 7 else 0 end
        and engine in ('duckdb', 'postgres', 'snowflake')),
    -- As with databases of PostgreSQL.
    add constraint one_warehouse_per_snowflake_database
        exclude using hash ((environment_id::text || '.' || snowflake_place) with =);
