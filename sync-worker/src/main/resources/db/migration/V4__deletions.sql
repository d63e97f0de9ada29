-- Privacy requests, and how far each was seen through.
CREATE TABLE deletion (
    id uuid PRIMARY KEY,
    environment text NOT NULL,
    -- Whom all of the user's ids had migrated to.
    user_id bigint NOT NULL,
    requested_at timestamptz NOT NULL,
    -- The event log's head at the request: what came later is of a new user.
    log_position bigint NOT NULL,
    -- Up to here the log holds nothing of the user any more.
    erased_to bigint NOT NULL DEFAULT 0,
    event_log_done_at timestamptz,
    identity_done_at timestamptz,
    completed_at timestamptz
);

CREATE INDEX deletion_newest_first ON deletion (environment, requested_at DESC);
CREATE INDEX deletion_pending ON deletion (requested_at) WHERE completed_at IS NULL;

-- The user's ids with the keys they came from, until the deletion is complete.
CREATE TABLE deletion_account (
    deletion_id uuid NOT NULL REFERENCES deletion,
    user_id bigint NOT NULL,
    user_kind text NOT NULL CHECK (user_kind IN ('anonymous', 'identity')),
    user_key text NOT NULL,
    PRIMARY KEY (deletion_id, user_id)
);

CREATE TABLE deletion_warehouse (
    deletion_id uuid NOT NULL REFERENCES deletion,
    warehouse text NOT NULL,
    -- When a run was last started for it.
    run_started_at timestamptz,
    done_at timestamptz,
    PRIMARY KEY (deletion_id, warehouse)
);
