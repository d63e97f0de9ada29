CREATE TABLE ${raw}.waiting_events (position NUMBER(38, 0), event_id NUMBER(38, 0));
