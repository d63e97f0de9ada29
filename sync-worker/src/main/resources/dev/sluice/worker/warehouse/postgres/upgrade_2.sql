CREATE TABLE ${raw}.waiting_events (position bigint, event_id bigint);
