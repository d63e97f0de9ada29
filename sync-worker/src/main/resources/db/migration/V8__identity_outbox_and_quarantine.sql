-- Calls about who is who that were acknowledged and that identity-service has yet to apply, in the order in which they
-- were taken. Written by the commit that takes their message ids; gone once they are applied.
CREATE TABLE identity_outbox (
    environment text NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    -- calls: a sluice.identity.v1.ApplyCallsRequest; sighting: a ResolveUsersRequest. Neither names its environment.
    kind text NOT NULL CHECK (kind IN ('calls', 'sighting')),
    message bytea NOT NULL,
    queued_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (environment, id)
);

-- Calls that were refused, so that they can be looked at and taken after all.
CREATE TABLE refused_call (
    id bigint GENERATED ALWAYS AS IDENTITY,
    environment text NOT NULL,
    received_at timestamptz NOT NULL,
    -- Which front door can read the body, and what else it has to know for that: the kind of a call that does not tell
    -- it, how wrong a browser's clock was.
    door text NOT NULL CHECK (door IN ('segment', 'heap', 'grpc', 'browser', 'identity')),
    kind text NOT NULL,
    -- JSON; null where it was longer than is kept.
    body text,
    remote_address text,
    user_agent text,
    reason text NOT NULL,
    field text NOT NULL,
    message text NOT NULL,
    -- Whom the call names, as far as that can be read: 'anonymous:…', 'identity:…'. A privacy request finds them here.
    user_keys text[] NOT NULL,
    -- The message id of a call that brings none, so that a replay that is repeated changes nothing.
    message_id uuid NOT NULL DEFAULT gen_random_uuid(),
    PRIMARY KEY (environment, id)
);

CREATE INDEX refused_call_oldest_first ON refused_call (received_at);
