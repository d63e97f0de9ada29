-- What a run loads before it plans; gone with its transaction.
CREATE TEMP TABLE landed_events (
  position BIGINT, event_id BIGINT, received_at TIMESTAMP, "time" TIMESTAMP, user_id BIGINT,
  device_key VARCHAR, known_identity VARCHAR, session_key VARCHAR, kind VARCHAR, name VARCHAR,
  library VARCHAR, platform VARCHAR, device_type VARCHAR, device VARCHAR, carrier VARCHAR, app_name VARCHAR,
  app_version VARCHAR, country VARCHAR, region VARCHAR, city VARCHAR, ip VARCHAR, referrer VARCHAR, browser VARCHAR,
  search_keyword VARCHAR, utm_source VARCHAR, utm_campaign VARCHAR, utm_medium VARCHAR, utm_term VARCHAR,
  utm_content VARCHAR,
  domain VARCHAR, path VARCHAR, query VARCHAR, hash VARCHAR, title VARCHAR,
  href VARCHAR, target_text VARCHAR, target_tag VARCHAR, target_id VARCHAR, target_class VARCHAR, ancestry VARCHAR,
  properties VARCHAR);

CREATE TEMP TABLE landed_users (
  user_id BIGINT, retired BOOLEAN, identity VARCHAR, joindate TIMESTAMP, last_modified TIMESTAMP, properties VARCHAR);

CREATE TEMP TABLE changed_migrations (
  from_user_id BIGINT, to_user_id BIGINT, "time" TIMESTAMP, withdrawn BOOLEAN);

CREATE TEMP TABLE matches (event_definition_id BIGINT, event_id BIGINT);
