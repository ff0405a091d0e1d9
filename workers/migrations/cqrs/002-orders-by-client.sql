-- The read model behind the Redis keys cqrs:orders_by_client:{client_id}: a fold of OrderCreated that does not depend on
-- the order of the events. "Last" is the order with the latest time of publication, then the greatest checkout_id.
create table orders_by_client (
  client_id uuid primary key,
  total_orders bigint not null check (total_orders > 0),
  last_order_id uuid not null,
  last_checkout_id uuid not null,
  last_update_ts double precision not null
) with (fillfactor = 80);
