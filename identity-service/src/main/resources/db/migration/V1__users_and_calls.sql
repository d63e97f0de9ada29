-- Ids and keys are compared byte by byte (COLLATE "C"), so that (time, call_id) means one order everywhere.
-- Keys of large tables begin with what tells rows apart, not with the environment: until a growing table is analysed,
-- PostgreSQL takes "all of an environment" for a few rows and would read them all for each it looks for.

-- How far the feeds of an environment go. Its row is also the lock that lets one changing transaction
-- of an environment run at a time, so positions come in commit order.
CREATE TABLE feed_head (
    environment text COLLATE "C" PRIMARY KEY,
    position    bigint NOT NULL DEFAULT 0
);

-- One row per key that calls or events ever named. The link is the account's own step towards its root;
-- root_user_id is where all the steps end.
CREATE TABLE user_account (
    environment  text COLLATE "C" NOT NULL,
    user_id      bigint NOT NULL CHECK (user_id BETWEEN 0 AND 9007199254740991),
    kind         text COLLATE "C" NOT NULL CHECK (kind IN ('anonymous', 'identity')),
    key          text COLLATE "C" NOT NULL,
    first_seen   timestamptz NOT NULL,
    last_call    timestamptz,
    link_user_id bigint CHECK (link_user_id <> user_id),
    link_time    timestamptz CHECK ((link_time IS NULL) = (link_user_id IS NULL)),
    link_call_id text COLLATE "C" CHECK ((link_call_id IS NULL) = (link_user_id IS NULL)),
    root_user_id bigint NOT NULL,
    PRIMARY KEY (user_id, environment),
    UNIQUE (key, kind, environment)
);

CREATE INDEX user_account_root ON user_account (root_user_id, environment);
CREATE INDEX user_account_link ON user_account (link_user_id, environment) WHERE link_user_id IS NOT NULL;

-- The ledger: every call that was taken, once. user_id is the anonymous user, the identity that is left,
-- or the user that gains properties; to_user_id is the identity they become.
CREATE TABLE identity_call (
    environment text COLLATE "C" NOT NULL,
    call_id     text COLLATE "C" NOT NULL,
    kind        text COLLATE "C" NOT NULL CHECK (kind IN ('identify', 'alias', 'add_user_properties')),
    time        timestamptz NOT NULL,
    user_id     bigint NOT NULL,
    to_user_id  bigint CHECK ((to_user_id IS NULL) = (kind = 'add_user_properties')),
    outcome     text COLLATE "C" NOT NULL CHECK (outcome IN ('accepted', 'conflict')),
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (call_id, kind, environment)
);

CREATE INDEX identity_call_identify ON identity_call (user_id, environment, time, call_id) WHERE kind = 'identify';
CREATE INDEX identity_call_alias_from ON identity_call (user_id, environment) WHERE kind = 'alias';
CREATE INDEX identity_call_alias_to ON identity_call (to_user_id, environment) WHERE kind = 'alias';

-- Per account and key the value of the latest call. Keys may be longer than an index entry can be:
-- the hash stands for them.
CREATE TABLE user_property (
    environment text COLLATE "C" NOT NULL,
    user_id     bigint NOT NULL,
    key_hash    uuid NOT NULL,
    key         text COLLATE "C" NOT NULL,
    value_kind  text COLLATE "C" NOT NULL CHECK (value_kind IN ('boolean', 'integer', 'number', 'text')),
    value       text COLLATE "C" NOT NULL,
    time        timestamptz NOT NULL,
    call_id     text COLLATE "C" NOT NULL,
    PRIMARY KEY (user_id, key_hash, environment)
);

-- Where each user stands in the feed of users; apart from user_account, so that moving it is one narrow write.
CREATE TABLE user_change (
    environment text COLLATE "C" NOT NULL,
    user_id     bigint NOT NULL,
    position    bigint NOT NULL,
    PRIMARY KEY (user_id, environment)
);

CREATE INDEX user_change_position ON user_change (environment, position);

-- One hop from each retired id to its root. A withdrawn row tells readers that the id is its own user again.
-- A null position marks what the present transaction changed; none is null once it has committed.
CREATE TABLE user_migration (
    environment  text COLLATE "C" NOT NULL,
    from_user_id bigint NOT NULL,
    to_user_id   bigint NOT NULL CHECK (to_user_id <> from_user_id),
    time         timestamptz NOT NULL,
    withdrawn    boolean NOT NULL DEFAULT false,
    position     bigint,
    PRIMARY KEY (from_user_id, environment)
);

CREATE INDEX user_migration_position ON user_migration (environment, position);
