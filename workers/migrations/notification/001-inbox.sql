-- Inbox: which events a consumer has handled, written in the transaction of the effect.
-- The text of this migration is platform/delivery/inbox.sql; a test keeps the copies equal.

create table inbox (
  consumer text collate "C" not null,
  event_id text collate "C" not null,
  claimed_at timestamptz not null default clock_timestamp(),
  primary key (consumer, event_id)
);
