-- Where a call came from, for people; and its place in the order in which calls were taken, for pages of them.
ALTER TABLE identity_call ADD COLUMN source text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE identity_call ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;

ALTER TABLE identity_call DROP CONSTRAINT identity_call_outcome_check;
ALTER TABLE identity_call ADD CONSTRAINT identity_call_outcome_check
    CHECK (outcome IN ('accepted', 'conflict', 'held', 'undone'));

CREATE INDEX identity_call_conflict ON identity_call (environment, number) WHERE outcome = 'conflict';
CREATE INDEX identity_call_held ON identity_call (environment, number) WHERE outcome = 'held';

-- Calls of these kinds from one account to another are without effect, whenever they come.
CREATE TABLE undone_merge (
    environment text COLLATE "C" NOT NULL,
    kind        text COLLATE "C" NOT NULL CHECK (kind IN ('identify', 'alias')),
    user_id     bigint NOT NULL,
    to_user_id  bigint NOT NULL,
    undone_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, to_user_id, kind, environment)
);

CREATE INDEX undone_merge_to ON undone_merge (to_user_id, environment);

-- Anonymous users who may become an identity's user however many others do on the same day.
CREATE TABLE approved_merge (
    environment text COLLATE "C" NOT NULL,
    user_id     bigint NOT NULL,
    to_user_id  bigint NOT NULL,
    approved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, to_user_id, environment)
);

CREATE INDEX approved_merge_to ON approved_merge (to_user_id, environment);

-- The identify call that decides who an anonymous user is; of too many that name one identity on one day, the later
-- ones are held: they decide, and link nobody.
CREATE TABLE identify_decision (
    environment text COLLATE "C" NOT NULL,
    user_id     bigint NOT NULL,
    to_user_id  bigint NOT NULL,
    time        timestamptz NOT NULL,
    call_id     text COLLATE "C" NOT NULL,
    approved    boolean NOT NULL,
    held        boolean NOT NULL CHECK (NOT (held AND approved)),
    PRIMARY KEY (user_id, environment)
);

-- The first finds where a day's limit lies; the second what is linked beyond it, past any number of those held.
CREATE INDEX identify_decision_counted ON identify_decision (to_user_id, environment, time, call_id)
    WHERE NOT approved;
CREATE INDEX identify_decision_linked ON identify_decision (to_user_id, environment, time, call_id)
    WHERE NOT approved AND NOT held;

-- What was merged before there was a limit stays merged.
INSERT INTO approved_merge (environment, user_id, to_user_id)
SELECT environment, user_id, link_user_id FROM user_account WHERE kind = 'anonymous' AND link_user_id IS NOT NULL;

INSERT INTO identify_decision (environment, user_id, to_user_id, time, call_id, approved, held)
SELECT environment, user_id, link_user_id, link_time, link_call_id, true, false
FROM user_account WHERE kind = 'anonymous' AND link_user_id IS NOT NULL;
