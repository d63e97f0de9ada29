-- Event ids are made of the environment too, so one index of them alone will do: it takes a third of the room, and its
-- entries are compared as numbers. A version before this finds an id that another environment has as it finds any other
-- that is taken, and takes the next.
alter table captured_message drop constraint captured_message_pkey, add primary key (event_id);
