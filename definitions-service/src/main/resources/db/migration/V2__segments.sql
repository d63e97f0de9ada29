create table segment (
    id bigint generated always as identity primary key,
    environment_id bigint not null references environment,
    name text not null,
    -- Shares the schema with the tables of events: a name is given to one of them all.
    table_name text not null,
    revision bigint not null,
    archived boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (environment_id, table_name),
    constraint one_segment_per_name exclude using hash ((environment_id::text || '.' || name) with =)
);

create table segment_revision (
    segment_id bigint not null references segment,
    revision bigint not null,
    condition jsonb not null,
    created_at timestamptz not null,
    primary key (segment_id, revision)
);

-- A row for every segment that was ever toggled on for the warehouse.
create table segment_selection (
    warehouse_id bigint not null references warehouse,
    segment_id bigint not null references segment,
    synced boolean not null,
    primary key (warehouse_id, segment_id)
);
