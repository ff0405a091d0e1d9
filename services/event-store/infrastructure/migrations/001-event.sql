-- Every event of every stream, once, in one partition for each day. The day is the one in the checkout's UUIDv7, so a
-- checkout lives in one partition, whenever its events come, and its event ids and versions are unique there.
create table event (
  position bigint not null,
  event_id text collate "C" not null,
  checkout_id uuid not null,
  version integer not null check (version > 0),
  stream text not null,
  type text not null,
  payload json not null,
  payload_version smallint not null,
  ts double precision not null,
  entry_id text not null,
  traceparent text,
  -- Milliseconds since the epoch.
  ingested_at_ms bigint not null,
  -- What the payload says of the customer and of the order, to find its events by.
  client_id uuid,
  commande_id uuid,
  -- The chain: SHA-256 over the hash of the version before (nothing before version 1) and all of the above.
  hash bytea not null,
  primary key (checkout_id, version),
  unique (checkout_id, event_id)
) partition by range (checkout_id);

create sequence event_position owned by event.position;
create index event_by_position on event (position);
create index event_by_type on event (type, position);
create index event_by_client on event (client_id, position);
create index event_by_commande on event (commande_id) where commande_id is not null;
create index event_by_ts on event (ts);

-- Every day that has, or had, a partition.
create table event_day (
  day date primary key,
  opened_at timestamptz not null default clock_timestamp(),
  removed_at timestamptz,
  -- What was removed.
  events bigint,
  checkouts bigint
);

-- The least UUIDv7 of a day (UTC): its first 48 bits are milliseconds since the epoch.
create function event_day_start(p_day date) returns uuid language sql immutable
return (lpad(to_hex((extract(epoch from p_day) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid;

-- The day in a UUIDv7; null for any other UUID.
create function event_day_of(p_checkout_id uuid) returns date language sql immutable
return case when uuid_extract_version(p_checkout_id) = 7
            then (uuid_extract_timestamp(p_checkout_id) at time zone 'UTC')::date end;

-- Makes the partition of a day that has none yet. Refused are days that can't be right, and days that were removed.
create function open_event_day(p_day date) returns void
language plpgsql security definer set search_path = public as $$
declare
  name text := format('event_%s', to_char(p_day, 'YYYYMMDD'));
  today date := (now() at time zone 'UTC')::date;
begin
  if p_day is null then
    raise exception 'a checkout_id is no UUIDv7: its day is not known';
  elsif p_day > today + 2 then
    raise exception 'the day % lies in the future', p_day;
  end if;
  perform pg_advisory_xact_lock(7243102);
  if exists (select from event_day where day = p_day and removed_at is not null) then
    raise exception 'the day % was removed after its retention', p_day;
  elsif exists (select from event_day where day = p_day) then
    return;
  elsif (select count(*) from event_day where removed_at is null) >= 1000 then
    raise exception 'there are 1000 days already: the day % is not opened', p_day;
  end if;
  -- Made apart and then attached: that blocks neither readers nor the writer.
  execute format('create table %I (like event including defaults including constraints)', name);
  execute format('alter table event attach partition %I for values from (%L) to (%L)',
                 name, event_day_start(p_day), event_day_start(p_day + 1));
  -- The way to a partition is through the table alone.
  execute format('revoke all on %I from event_store_user', name);
  insert into event_day (day) values (p_day);
end $$;

-- The service may read, and add through the functions of the following migrations. The owner, which can't log in,
-- keeps all rights.
revoke insert, update, delete, truncate on event, event_day from event_store_user;
revoke all on sequence event_position from event_store_user;
