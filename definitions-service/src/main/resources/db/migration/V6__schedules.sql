-- When runs over a warehouse are started without anybody's asking.
create table schedule (
    warehouse_id bigint primary key references warehouse,
    -- Ticks and jitter, as protobuf JSON of a Schedule that says nothing else.
    definition jsonb not null,
    paused boolean not null,
    -- Ticks count from here: when it was set or resumed last.
    since timestamptz not null
);
