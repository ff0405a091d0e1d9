-- Removes a day that is older than the retention, wholly sealed, and whose checkouts have all ended. Returns why not,
-- or null when it is gone. Its seals stay.
create or replace function remove_event_day(p_day date, p_retention_days integer, p_terminal_types text[]) returns text
language plpgsql security definer set search_path = public as $$
declare
  held record;
  open_checkouts bigint;
begin
  if p_retention_days < 30 then
    raise exception 'a retention of % days is too short: events are kept for 30 days or more', p_retention_days;
  end if;
  -- Nothing is added between the look and the removal, and nobody else removes it.
  perform pg_advisory_xact_lock(7243101);
  if not exists (select from event_day where day = p_day and removed_at is null) then
    return 'there is no such day';
  elsif p_day >= (now() at time zone 'UTC')::date - p_retention_days then
    return 'it is not older than the retention';
  end if;
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
