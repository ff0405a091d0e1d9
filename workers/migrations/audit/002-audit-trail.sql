-- Every event as it was read from the stream, in the order of reading; nothing is ever changed.
create table audit_trail (
  position bigint generated always as identity primary key,
  event_id text collate "C" not null,
  checkout_id uuid not null,
  type text not null,
  payload json not null,
  stream text not null,
  entry_id text not null,
  emitted_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index audit_trail_checkout on audit_trail (checkout_id);

-- The worker may add and read, and nothing else. The owner, which can't log in, keeps all rights.
revoke update, delete, truncate on audit_trail, inbox from audit_user;
