-- One notification for each terminal event. Sending it to the customer is another program's work.
create table notification (
  event_id text collate "C" primary key,
  checkout_id uuid not null,
  client_id uuid not null,
  type text not null,
  commande_id uuid,
  reason text,
  created_at timestamptz not null default clock_timestamp()
);
create index notification_client on notification (client_id, created_at);
