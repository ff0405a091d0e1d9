-- The read model behind the Redis keys cqrs:orders_by_client:{client_id}: a fold of OrderCreated that does not depend on
-- the order of the events. "Last" is the order with the latest time of publication, then the greatest checkout_id.
-- One row for each customer and day of their checkouts: the event store removes days after their retention, and a rebuild
-- keeps the rows of those, since nothing else knows them any more.
create table orders_by_client_day (
  client_id uuid not null,
  -- The day (UTC) in the UUIDv7 of the checkout, as the event store has it.
  day date not null,
  total_orders bigint not null check (total_orders > 0),
  last_order_id uuid not null,
  last_checkout_id uuid not null,
  last_update_ts double precision not null,
  primary key (client_id, day)
) with (fillfactor = 80);

create view orders_by_client as
select distinct on (client_id) client_id, sum(total_orders) over (partition by client_id)::bigint as total_orders,
       last_order_id, last_checkout_id, last_update_ts
from orders_by_client_day
order by client_id, last_update_ts desc, last_checkout_id desc;

-- The day in a UUIDv7; the epoch for any other.
create function day_of(p_id uuid) returns date language sql immutable
return case when uuid_extract_version(p_id) = 7
            then (uuid_extract_timestamp(p_id) at time zone 'UTC')::date else date '1970-01-01' end;

-- The same of a text that begins with one.
create function day_of(p_id text) returns date language sql immutable
return case when p_id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
            then day_of(left(p_id, 36)::uuid) else date '1970-01-01' end;
