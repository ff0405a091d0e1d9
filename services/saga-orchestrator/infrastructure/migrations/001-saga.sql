-- One row for each saga: who asked for it under which key, who works on it, and, once it has ended, how.
-- While it runs, `etat` stays the first one; where it stands is what saga_log says.
create table saga (
  saga_id uuid primary key,
  client_id uuid not null,
  idempotency_key text collate "C" not null,
  fingerprint bytea not null,
  etat text not null,
  terminal boolean not null default false,
  motif text,
  failure_kind text,
  commande_id uuid,
  -- The replica at work, until when, and how often the saga changed hands.
  owner text not null,
  lease_until timestamptz not null,
  epoch integer not null default 1,
  -- Somebody asked for its undo.
  forced boolean not null default false,
  started_at timestamptz not null,
  ended_at timestamptz,
  unique (client_id, idempotency_key)
);

-- What has to be resumed, or shown as active: stays small however long the table grows.
create index saga_active on saga (lease_until) where not terminal;
create index saga_cancelled on saga (saga_id) where etat = 'SAGA_ANNULEE';

-- Every record of every saga in order. Without a foreign key: the saga is written first, by the same process, and rows
-- of neither table are ever deleted. Two writers of the same seq collide: the later one has lost its lease.
create table saga_log (
  saga_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  type text not null,
  etat text not null,
  step text,
  reason text,
  action text,
  record json not null,
  primary key (saga_id, seq)
);

revoke update, delete, truncate on saga_log from saga_user;
revoke delete, truncate on saga from saga_user;
