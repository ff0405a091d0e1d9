-- Every loss of entries that was found, for good: of checkouts that were under way then, events may stand here later than
-- what follows from them.
create table stream_loss (
  loss_id bigint generated always as identity primary key,
  stream text collate "C" not null,
  cause text not null check (cause in ('emptied', 'rewound', 'removed')),
  -- When it was found, and since when events may have been lost, in milliseconds since the epoch.
  found_at_ms bigint not null,
  since_ms bigint not null
);

revoke update, delete, truncate on stream_loss from event_store_user;
