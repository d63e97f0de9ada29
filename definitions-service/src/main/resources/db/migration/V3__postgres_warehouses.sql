alter table warehouse
    alter column duckdb_path drop not null,
    add column postgres_url text,
    -- Hosts, ports and name of the database, spelled in one way: host:port/database.
    add column postgres_database text,
    add column postgres_user text,
    -- A reference, empty where no password is asked for; passwords are kept by the worker alone.
    add column postgres_password_secret text,
    drop constraint warehouse_engine_check,
    add constraint columns_of_its_engine check (case engine
        when 'duckdb' then duckdb_path is not null
            and num_nonnulls(postgres_url, postgres_database, postgres_user, postgres_password_secret) = 0
        when 'postgres' then duckdb_path is null
            and num_nulls(postgres_url, postgres_database, postgres_user, postgres_password_secret) = 0
        else false
    end),
    -- Both would write to the same schema. Another environment has schemas of its own there.
    add constraint one_warehouse_per_database
        exclude using hash ((environment_id::text || '.' || postgres_database) with =);
