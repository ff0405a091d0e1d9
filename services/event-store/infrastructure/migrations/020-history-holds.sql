-- What the role of the service can do to history, however it calls these functions: add events to recent days, seal, and remove what is
-- older than a minimum that it can't change. Temporary tables come last in every search path, so that none can take a table's place.

-- How long events are kept at least. Only the owner changes it.
create table event_retention (
  single boolean primary key default true check (single),
  minimum_days integer not null check (minimum_days >= 30)
);
insert into event_retention (minimum_days) values (30);
revoke insert, update, delete, truncate on event_retention from event_store_user;

-- Makes the partition of a day. For the owner alone: what the service may open, `open_event_day` decides.
create function attach_event_day(p_day date) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  name text := format('event_%s', to_char(p_day, 'YYYYMMDD'));
begin
  -- Made apart and then attached: that blocks neither readers nor the writer.
  execute format('create table public.%I (like public.event including defaults including constraints)', name);
  execute format('alter table public.event attach partition public.%I for values from (%L) to (%L)',
                 name, public.event_day_start(p_day), public.event_day_start(p_day + 1));
  -- The way to a partition is through the table alone.
  execute format('revoke all on public.%I from event_store_user', name);
  insert into event_day (day) values (p_day);
end $$;
revoke execute on function attach_event_day(date) from public;

-- Opens a day that has no partition yet. Refused are days that can't be right, days past the retention, and days that were removed.
create or replace function open_event_day(p_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := (clock_timestamp() at time zone 'UTC')::date;
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
  elsif p_day < today - (select minimum_days from event_retention) then
    raise exception 'the day % is older than the retention and has no events: it is not opened', p_day;
  end if;
  perform attach_event_day(p_day);
end $$;

-- Why a day may not be removed, or null.
create function event_day_kept(p_day date, p_retention_days integer) returns text
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  least_days integer := (select minimum_days from event_retention);
  last bigint;
  open_checkouts bigint;
begin
  if p_day is null or p_retention_days is null then
    raise exception 'the day and the retention in days are needed';
  elsif p_retention_days < least_days then
    raise exception 'a retention of % days is too short: events are kept for % days or more', p_retention_days, least_days;
  elsif not exists (select from event_day where day = p_day and removed_at is null) then
    return 'there is no such day';
  elsif p_day >= (clock_timestamp() at time zone 'UTC')::date - p_retention_days then
    return 'it is not older than the retention';
  end if;
  select max(position) into last from event
    where checkout_id >= event_day_start(p_day) and checkout_id < event_day_start(p_day + 1);
  if last is not null and not exists (select from event_seal where day = p_day and up_to_position >= last) then
    return 'it is not sealed';
  end if;
  -- The types that end a checkout; a test compares them with the process definition.
  select count(distinct checkout_id)
       - count(distinct checkout_id) filter (where type in ('CheckoutSucceeded', 'CheckoutFailed'))
    into open_checkouts from event
    where checkout_id >= event_day_start(p_day) and checkout_id < event_day_start(p_day + 1);
  return case when open_checkouts > 0 then format('%s of its checkouts have not ended', open_checkouts) end;
end $$;

-- Removes a day that nothing keeps. Returns why not, or null when it is gone. Its seals stay.
drop function remove_event_day(date, integer, text[]);
create function remove_event_day(p_day date, p_retention_days integer) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  kept text;
begin
  -- Nothing is added between the look and the removal, and nobody else removes it.
  perform pg_advisory_xact_lock(7243101);
  kept := event_day_kept(p_day, p_retention_days);
  if kept is not null then
    return kept;
  end if;
  update event_day set removed_at = clock_timestamp(), events = held.events, checkouts = held.checkouts
    from (select count(*) as events, count(distinct checkout_id) as checkouts from event
          where checkout_id >= event_day_start(p_day) and checkout_id < event_day_start(p_day + 1)) as held
    where day = p_day;
  execute format('drop table public.%I', format('event_%s', to_char(p_day, 'YYYYMMDD')));
  return null;
end $$;

alter function store_events(text[], uuid[], text[], text[], text[], smallint[], double precision[], text[], text[], uuid[], uuid[])
  set search_path = pg_catalog, public, pg_temp;
alter function seal_event_day(date) set search_path = pg_catalog, public, pg_temp;

-- Only the role of the service calls these; of dead letters and what became of them it changes the outcome, not the facts.
revoke execute on all functions in schema public from public;
grant execute on all functions in schema public to event_store_user;
revoke execute on function attach_event_day(date) from event_store_user;
revoke update on dead_letter, redrive from event_store_user;
grant update (etat) on dead_letter to event_store_user;
grant update (result, detail, new_entry_id) on redrive to event_store_user;
revoke delete on stream_checkpoint from event_store_user;
