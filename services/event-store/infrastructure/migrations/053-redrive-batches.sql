-- Dead letters that are redriven together. The set is fixed when the batch is created. Who created and changed a batch is in its row, and
-- in the log of operations.
create table redrive_batch (
  batch_id uuid primary key,
  position bigint generated always as identity unique,
  etat text not null default 'prepare' check (etat in ('prepare', 'en_cours', 'en_pause', 'annule', 'termine')),
  filter json not null,
  reason text not null,
  idempotency_key text collate "C" not null,
  fingerprint bytea not null,
  created_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  application text not null,
  per_second integer check (per_second between 1 and 100),
  -- The last change, and on whose behalf the batch is sent.
  changed_by text not null,
  changed_role text not null,
  changed_at timestamptz not null default clock_timestamp(),
  unique (created_by, application, idempotency_key)
);
create index redrive_batch_running on redrive_batch (batch_id) where etat = 'en_cours';

create table redrive_batch_item (
  batch_id uuid not null references redrive_batch,
  place integer not null check (place > 0),
  dead_letter_id bigint not null references dead_letter,
  result text check (result in ('relancee', 'echouee', 'ignoree')),
  detail text,
  done_at timestamptz,
  primary key (batch_id, place),
  unique (batch_id, dead_letter_id),
  check ((result is null) = (done_at is null))
);
create index redrive_batch_item_open on redrive_batch_item (batch_id, place) where result is null;

-- Nothing of the trail can be removed or rewritten by the service.
revoke insert, update, delete, truncate on redrive_batch, redrive_batch_item from event_store_user;
grant insert (batch_id, filter, reason, idempotency_key, fingerprint, created_by, application, changed_by, changed_role)
  on redrive_batch to event_store_user;
grant update (etat, per_second, changed_by, changed_role, changed_at) on redrive_batch to event_store_user;
grant insert (batch_id, place, dead_letter_id) on redrive_batch_item to event_store_user;
grant update (result, detail, done_at) on redrive_batch_item to event_store_user;
