-- Raw events in order of arrival. A partition per day (UTC) is attached ahead of time by EventLogPartitions.
create table event_log (
  environment text not null,
  -- Gapless within an environment, in order of commit.
  position bigint not null,
  received_on date not null,
  event_id bigint not null,
  received_at timestamptz not null,
  time timestamptz not null,
  user_kind text not null check (user_kind in ('anonymous', 'identity')),
  user_key text not null,
  device_key text not null,
  known_identity text,
  session_key text,
  type text not null check (type in ('pageview', 'click', 'change', 'submit', 'custom')),
  name text,
  library text,
  platform text,
  device_type text,
  device text,
  carrier text,
  app_name text,
  app_version text,
  country text,
  region text,
  city text,
  ip text,
  referrer text,
  browser text,
  search_keyword text,
  utm_source text,
  utm_campaign text,
  utm_medium text,
  utm_term text,
  utm_content text,
  domain text,
  path text,
  query text,
  hash text,
  title text,
  href text,
  target_text text,
  target_tag text,
  target_id text,
  target_class text,
  ancestry text,
  -- A flat JSON object, keys sorted; values are booleans, numbers with their digits as sent, strings.
  properties text,
  primary key (environment, position, received_on)
) partition by range (received_on);

-- The last position taken. A writer holds its row locked until it commits, so whoever reads a head can read every
-- position up to it.
create table event_log_head (
  environment text primary key,
  position bigint not null
);

-- Message ids taken, for ever: a repeated message changes nothing. The hash tells two messages apart whose event ids
-- happen to be equal.
create table captured_message (
  environment text not null,
  event_id bigint not null,
  message_hash uuid not null,
  primary key (environment, event_id)
);
