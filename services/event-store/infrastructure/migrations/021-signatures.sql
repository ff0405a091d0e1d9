-- The publisher's signature is kept with the event: published again from here, it is taken only with it. The chain does not cover it,
-- since it proves itself: one that was changed no longer fits its event.
alter table event add column auth text;
drop function store_events(text[], uuid[], text[], text[], text[], smallint[], double precision[], text[], text[], uuid[], uuid[]);

-- Stores the events that are new, in the given order, and returns how many were. Each gets the next version of its
-- checkout and its place in the chain. One writer at a time: positions become visible in their order, so a reader that
-- goes on after the last position it saw misses nothing.
create function store_events(
  p_event_ids text[], p_checkout_ids uuid[], p_streams text[], p_types text[], p_payloads text[],
  p_payload_versions smallint[], p_ts double precision[], p_entry_ids text[], p_traceparents text[],
  p_client_ids uuid[], p_commande_ids uuid[], p_auths text[]
) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  stored integer;
  unopened date;
  now_ms bigint;
begin
  perform pg_advisory_xact_lock(7243101);
  for unopened in
    select distinct event_day_of(checkout_id) from unnest(p_checkout_ids) as checkout_id
    where not exists (select from event_day where day = event_day_of(checkout_id) and removed_at is null)
  loop
    perform open_event_day(unopened);
  end loop;
  now_ms := extract(epoch from clock_timestamp()) * 1000;

  with incoming as (
    select distinct on (event_id) *
    from unnest(p_event_ids, p_checkout_ids, p_streams, p_types, p_payloads, p_payload_versions, p_ts, p_entry_ids,
                p_traceparents, p_client_ids, p_commande_ids, p_auths)
      with ordinality as e (event_id, checkout_id, stream, type, payload, payload_version, ts, entry_id, traceparent,
                            client_id, commande_id, auth, place)
    order by event_id, place
  ), fresh as (
    select *, row_number() over (partition by checkout_id order by place) as nth from incoming
    where not exists (
      select from event where event.checkout_id = incoming.checkout_id and event.event_id = incoming.event_id)
  ), numbered as (
    select fresh.*, nextval('event_position') as position from (select * from fresh order by place) as fresh
  ), known as (
    select checkouts.checkout_id, last.version, last.hash
    from (select distinct checkout_id from fresh) as checkouts, lateral (
      select version, hash from event where event.checkout_id = checkouts.checkout_id order by version desc limit 1
    ) as last
  ), placed as (
    select numbered.*, coalesce(known.version, 0) + nth::integer as version, coalesce(known.hash, '') as before
    from numbered left join known on known.checkout_id = numbered.checkout_id
  )
  insert into event (position, event_id, checkout_id, version, stream, type, payload, payload_version, ts, entry_id,
                     traceparent, ingested_at_ms, client_id, commande_id, auth, hash)
  select position, event_id, checkout_id, version, stream, type, payload::json, payload_version, ts, entry_id,
         traceparent, now_ms, client_id, commande_id, auth,
         event_chain(before, event_content(position, version, checkout_id, client_id, commande_id, payload_version, ts,
                                           now_ms, event_id, stream, type, entry_id, traceparent, payload))
           over (partition by checkout_id order by version)
  from placed
  order by position;
  get diagnostics stored = row_count;
  return stored;
end $$;

revoke execute on function store_events(text[], uuid[], text[], text[], text[], smallint[], double precision[], text[], text[], uuid[], uuid[], text[])
  from public;
grant execute on function store_events(text[], uuid[], text[], text[], text[], smallint[], double precision[], text[], text[], uuid[], uuid[], text[])
  to event_store_user;
