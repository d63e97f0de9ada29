-- When events first showed an account, apart from what calls tell of it: calls can be forgotten, and what events told
-- holds on. Which accounts events had shown before this column was there is not known; taking it of all keeps them all.
ALTER TABLE user_account ADD COLUMN first_event timestamptz;
UPDATE user_account SET first_event = first_seen;

-- Whoever is deleted is looked for on both sides of every kind of call.
CREATE INDEX identity_call_identify_to ON identity_call (to_user_id, environment) WHERE kind = 'identify';
CREATE INDEX identity_call_properties ON identity_call (user_id, environment) WHERE kind = 'add_user_properties';
