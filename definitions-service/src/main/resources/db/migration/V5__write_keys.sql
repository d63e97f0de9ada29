-- An environment has a present write key and, for a while, those that it replaced. A key that has ended stays, so that no
-- other environment ever gets what old clients still send with it.
create table write_key (
    -- SHA-256 of the write key; the key itself is shown once and kept nowhere.
    hash bytea primary key,
    environment_id bigint not null references environment,
    created_at timestamptz not null,
    -- Absent for the present key.
    expires_at timestamptz
);

create unique index one_present_write_key on write_key (environment_id) where expires_at is null;

insert into write_key (hash, environment_id, created_at)
select write_key_hash, id, created_at from environment;

alter table environment drop column write_key_hash;
