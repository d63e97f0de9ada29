-- Message ids that carry the time they were made at get event ids in the order of that time, so that new ones stand
-- together in the index, however many there are. Where messages were taken before, this begins with those made a day from
-- now: earlier ones keep the event id they would have had, so that one which the version before has taken is known when it
-- is sent again, also while pods of both versions stand beside each other.
create table event_id_order (
  single boolean primary key default true check (single),
  -- Milliseconds since 1970.
  messages_made_from bigint not null
);

insert into event_id_order (messages_made_from)
select case
  when exists (select from captured_message)
  then (extract(epoch from now() + interval '1 day') * 1000)::bigint
  else 0
end;

-- Takes all of the messages, or none when one of them is known or its event id taken. What is not caught here would be an
-- error in the server's log; `on conflict` descends the index once more for each message.
create function take_messages(environments text[], event_ids bigint[], message_hashes uuid[]) returns boolean
language plpgsql as $$
begin
  insert into captured_message (environment, event_id, message_hash)
  select * from unnest(environments, event_ids, message_hashes) as new (environment, event_id, message_hash)
  order by event_id;
  return true;
exception when unique_violation then
  return false;
end
$$;
