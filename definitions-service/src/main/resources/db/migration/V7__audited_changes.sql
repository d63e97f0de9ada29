-- Who changed what, written in the transaction of the change. Rows are never updated.
create table audited_change (
    id bigint generated always as identity primary key,
    changed_at timestamptz not null,
    -- The name of a token.
    caller text not null,
    rpc text not null,
    environment text not null,
    subject text not null,
    -- Messages of the contract as JSON; absent for what was not there before, or is no more.
    before jsonb,
    after jsonb
);

create index audited_change_by_environment on audited_change (environment, id);
create index audited_change_by_subject on audited_change (subject, id);
