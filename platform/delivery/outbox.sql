-- Outbox: messages written in the transaction of the change that they announce, sent afterwards by platform/delivery/outbox.ts.
-- The text of this migration is platform/delivery/outbox.sql; a test keeps the copies equal.

create table outbox (
  position bigint generated always as identity primary key,
  event_id text collate "C" not null unique,
  stream text not null,
  type text not null,
  payload json not null,
  -- Of the payload's schema.
  version smallint not null default 1,
  traceparent text,
  created_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  -- It is sent again, since what became of it is not known.
  again boolean not null default false
) with (fillfactor = 70);

-- Only what still has to be sent: stays small however long the table grows.
create index outbox_unpublished on outbox (position) where published_at is null;
