-- Per account and key two slots: what the latest call that set or unset the key says, and what the earliest call that set
-- it once says. Neither moves the other, so that a call that comes late finds what it is to be compared with. A key that
-- was unset keeps a row without a value: it tells older values, here or of another member of the user, that they are past.
ALTER TABLE user_property ADD COLUMN slot text COLLATE "C" NOT NULL DEFAULT 'latest' CHECK (slot IN ('latest', 'first'));
ALTER TABLE user_property ALTER COLUMN slot DROP DEFAULT;

ALTER TABLE user_property DROP CONSTRAINT user_property_pkey;
ALTER TABLE user_property ADD PRIMARY KEY (user_id, key_hash, slot, environment);

ALTER TABLE user_property DROP CONSTRAINT user_property_value_kind_check;
ALTER TABLE user_property ADD CHECK (value_kind IN ('boolean', 'integer', 'number', 'text', 'unset'));
ALTER TABLE user_property ADD CHECK (value_kind <> 'unset' OR (slot = 'latest' AND value = ''));
