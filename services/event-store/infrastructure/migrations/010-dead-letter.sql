-- Entries that a consumer group gave up, for good. `fields` holds names and values of the entry in turn, as they stood
-- in the stream: what could not be read must not be changed. An entry that is given up again after a redrive is a new row.
create table dead_letter (
  dead_letter_id bigint generated always as identity primary key,
  stream text collate "C" not null,
  consumer_group text collate "C" not null,
  entry_id text collate "C" not null,
  event_id text collate "C" not null,
  type text not null,
  checkout_id uuid,
  fields json not null,
  reason text not null,
  deliveries integer not null check (deliveries >= 0),
  given_up_at timestamptz not null,
  etat text not null default 'ouverte' check (etat in ('ouverte', 'relancee')),
  unique (stream, consumer_group, entry_id)
);
create index dead_letter_event on dead_letter (event_id);
create index dead_letter_checkout on dead_letter (checkout_id);
create index dead_letter_open on dead_letter (dead_letter_id) where etat = 'ouverte';

-- Who sent an entry back to its group, when, and what came of it; a result that is still null was never learned.
create table redrive (
  redrive_id bigint generated always as identity primary key,
  dead_letter_id bigint not null references dead_letter,
  asked_by text not null,
  application text not null,
  idempotency_key text collate "C" not null,
  asked_at timestamptz not null default clock_timestamp(),
  result text check (result in ('envoyee', 'echouee')),
  detail text,
  new_entry_id text
);
create index redrive_dead_letter on redrive (dead_letter_id);
create index redrive_key on redrive (idempotency_key);

-- Nothing of the trail goes away by the service's hand.
revoke delete, truncate on dead_letter, redrive from event_store_user;
