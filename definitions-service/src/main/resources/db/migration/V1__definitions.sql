-- Everything below an environment changes under the lock of its row, which also counts the changes.
create table environment (
    id bigint generated always as identity primary key,
    name text not null unique,
    project text not null,
    stage text not null,
    -- SHA-256 of the write key; the key itself is shown once and kept nowhere.
    write_key_hash bytea not null unique,
    revision bigint not null default 1,
    created_at timestamptz not null
);

create table warehouse (
    id bigint generated always as identity primary key,
    environment_id bigint not null references environment,
    name text not null,
    engine text not null check (engine = 'duckdb'),
    duckdb_path text not null,
    created_at timestamptz not null,
    unique (environment_id, name),
    -- Two warehouses in one file would overwrite each other. Long texts do not fit into a btree, hence hash.
    constraint one_warehouse_per_file exclude using hash (duckdb_path with =)
);

create table event_definition (
    id bigint generated always as identity primary key,
    environment_id bigint not null references environment,
    name text not null,
    table_name text not null,
    revision bigint not null,
    archived boolean not null,
    category text not null,
    note text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (environment_id, table_name),
    constraint one_definition_per_name exclude using hash ((environment_id::text || '.' || name) with =)
);

create table event_definition_revision (
    event_definition_id bigint not null references event_definition,
    revision bigint not null,
    matcher jsonb not null,
    created_at timestamptz not null,
    primary key (event_definition_id, revision)
);

-- Properties arrive by the thousand: ids are taken in blocks, so that inserts can be batched.
create sequence property_id increment by 50;

create table property (
    id bigint primary key,
    environment_id bigint not null references environment,
    level text not null check (level in ('USER', 'SESSION', 'EVENT')),
    key text not null,
    column_name text not null,
    type text not null check (type in ('BOOLEAN', 'BIGINT', 'DOUBLE', 'TEXT', 'TIMESTAMP')),
    -- Integers beyond ±2^53 were seen, which a double cannot hold exactly.
    wide_integers boolean not null,
    archived boolean not null,
    category text not null,
    first_seen timestamptz not null,
    unique (environment_id, level, column_name),
    constraint one_property_per_key exclude using hash ((environment_id::text || '.' || level || '.' || key) with =)
);
create index property_by_key on property using hash (key);

-- A row for every definition that was ever toggled on for the warehouse.
create table event_selection (
    warehouse_id bigint not null references warehouse,
    event_definition_id bigint not null references event_definition,
    synced boolean not null,
    since timestamptz,
    primary key (warehouse_id, event_definition_id)
);

-- Properties are on until toggled off.
create table unsynced_property (
    warehouse_id bigint not null references warehouse,
    property_id bigint not null references property,
    primary key (warehouse_id, property_id)
);
