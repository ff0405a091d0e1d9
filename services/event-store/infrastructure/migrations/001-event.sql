-- Every event of every stream, once, for good.
create table event (
  position bigint generated always as identity primary key,
  event_id text collate "C" not null unique,
  checkout_id uuid not null,
  version integer not null check (version > 0),
  stream text not null,
  type text not null,
  payload json not null,
  payload_version smallint not null,
  ts double precision not null,
  entry_id text not null,
  traceparent text,
  ingested_at timestamptz not null default clock_timestamp(),
  unique (checkout_id, version)
);

-- Stores the events that are new, in the given order, and returns how many were. Each gets the next version of its
-- checkout. One writer at a time: positions become visible in their order, so a reader that goes on after the last
-- position it saw misses nothing.
create function store_events(
  p_event_ids text[], p_checkout_ids uuid[], p_streams text[], p_types text[], p_payloads text[],
  p_payload_versions smallint[], p_ts double precision[], p_entry_ids text[], p_traceparents text[]
) returns integer
language plpgsql as $$
declare
  stored integer;
begin
  perform pg_advisory_xact_lock(7243101);
  with incoming as (
    select distinct on (event_id) *
    from unnest(p_event_ids, p_checkout_ids, p_streams, p_types, p_payloads, p_payload_versions, p_ts, p_entry_ids,
                p_traceparents)
      with ordinality as e (event_id, checkout_id, stream, type, payload, payload_version, ts, entry_id, traceparent, place)
    order by event_id, place
  ), fresh as (
    select * from incoming where not exists (select from event where event.event_id = incoming.event_id)
  ), known as (
    select checkout_id, max(version) as version from event
    where checkout_id in (select checkout_id from fresh) group by checkout_id
  )
  insert into event (event_id, checkout_id, version, stream, type, payload, payload_version, ts, entry_id, traceparent)
  select event_id, fresh.checkout_id,
         coalesce(known.version, 0) + row_number() over (partition by fresh.checkout_id order by place),
         stream, type, payload::json, payload_version, ts, entry_id, traceparent
  from fresh left join known on known.checkout_id = fresh.checkout_id
  order by place
  on conflict (event_id) do nothing;
  get diagnostics stored = row_count;
  return stored;
end $$;

-- The service may add and read, and nothing else. The owner, which can't log in, keeps all rights.
revoke update, delete, truncate on event from event_store_user;
