CREATE TABLE IF NOT EXISTS ${raw}.waiting_events (position BIGINT, event_id BIGINT);
