-- Seals: what a day held up to a position. They follow each other in a chain, and each is also a line of the anchor, a
-- file outside the database. An event that comes late is covered by a further seal of its day.
create table event_seal (
  number bigint primary key,
  day date not null,
  up_to_position bigint not null,
  events bigint not null,
  checkouts bigint not null,
  -- SHA-256 over the last hash of every checkout of the day, up to the position.
  root bytea not null,
  sealed_at_ms bigint not null,
  -- SHA-256 over the hash of the seal before (nothing before the first) and all of the above.
  hash bytea not null,
  unique (day, up_to_position)
);

-- Root of a day up to a position: SHA-256 over checkout_id, version and hash of the last event of each checkout, in the
-- order of their ids. The same is computed in domain/chaine.ts.
create function event_root(
  p_day date, p_up_to bigint, out events bigint, out checkouts bigint, out root bytea
) language sql stable set search_path = public as $$
  select coalesce(sum(version), 0), count(*),
         sha256(coalesce(string_agg(uuid_send(checkout_id) || int4send(version) || hash, '' order by checkout_id), ''))
  from (
    select distinct on (checkout_id) checkout_id, version, hash from event
    where checkout_id >= event_day_start(p_day) and checkout_id < event_day_start(p_day + 1) and position <= p_up_to
    order by checkout_id, version desc
  ) as heads
$$;

-- Seals what a day holds and no seal covers yet. No row: nothing was new.
create function seal_event_day(p_day date) returns setof event_seal
language plpgsql security definer set search_path = public as $$
declare
  last bigint;
  before event_seal;
  made event_seal;
begin
  perform pg_advisory_xact_lock(7243103);
  select max(position) into last from event
    where checkout_id >= event_day_start(p_day) and checkout_id < event_day_start(p_day + 1);
  if last is null or exists (select from event_seal where day = p_day and up_to_position >= last) then
    return;
  end if;
  select * into before from event_seal order by number desc limit 1;
  select coalesce(before.number, 0) + 1, p_day, last, r.events, r.checkouts, r.root,
         (extract(epoch from clock_timestamp()) * 1000)::bigint
    into made.number, made.day, made.up_to_position, made.events, made.checkouts, made.root, made.sealed_at_ms
    from event_root(p_day, last) as r;
  made.hash := sha256(coalesce(before.hash, '') || convert_to(
    made.number || E'\n' || to_char(made.day, 'YYYY-MM-DD') || E'\n' || made.up_to_position || E'\n' || made.events || E'\n' ||
    made.checkouts || E'\n' || encode(made.root, 'hex') || E'\n' || made.sealed_at_ms, 'UTF8'));
  insert into event_seal values (made.*);
  return next made;
end $$;

-- Removes a day that is older than the retention, wholly sealed, and whose checkouts have all ended. Returns why not,
-- or null when it is gone. Its seals stay.
create function remove_event_day(p_day date, p_retention_days integer, p_terminal_types text[]) returns text
language plpgsql security definer set search_path = public as $$
declare
  held record;
  open_checkouts bigint;
begin
  if p_retention_days < 30 then
    raise exception 'a retention of % days is too short: events are kept for 30 days or more', p_retention_days;
  end if;
  if not exists (select from event_day where day = p_day and removed_at is null) then
    return 'there is no such day';
  elsif p_day >= (now() at time zone 'UTC')::date - p_retention_days then
    return 'it is not older than the retention';
  end if;
  -- Nothing is added between the look and the removal.
  perform pg_advisory_xact_lock(7243101);
  select count(*) as events, count(distinct checkout_id) as checkouts, max(position) as last into held from event
    where checkout_id >= event_day_start(p_day) and checkout_id < event_day_start(p_day + 1);
  if held.last is not null
     and not exists (select from event_seal where day = p_day and up_to_position >= held.last) then
    return 'it is not sealed';
  end if;
  select held.checkouts - count(distinct checkout_id) into open_checkouts from event
    where checkout_id >= event_day_start(p_day) and checkout_id < event_day_start(p_day + 1)
      and type = any(p_terminal_types);
  if open_checkouts > 0 then
    return format('%s of its checkouts have not ended', open_checkouts);
  end if;
  execute format('drop table %I', format('event_%s', to_char(p_day, 'YYYYMMDD')));
  update event_day set removed_at = clock_timestamp(), events = held.events, checkouts = held.checkouts
    where day = p_day;
  return null;
end $$;

revoke insert, update, delete, truncate on event_seal from event_store_user;
