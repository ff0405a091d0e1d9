-- One row for each validation of a restocking request: who asked for it under which key, which replica runs it, and, once it
-- has ended, how. While it runs, `etat` stays the first one; validation_log has the present one.
create table validation (
  saga_id uuid primary key,
  scope text collate "C" not null,
  idempotency_key text collate "C" not null,
  fingerprint bytea not null,
  etat text not null,
  terminal boolean not null default false,
  motif text,
  failure_kind text,
  -- The replica that runs it, until when, and how many replicas have had it.
  owner text not null,
  lease_until timestamptz not null,
  epoch integer not null default 1,
  -- An operator requested its undo.
  forced boolean not null default false,
  started_at timestamptz not null,
  ended_at timestamptz,
  unique (scope, idempotency_key),
  -- A validation that was undone has a reason, and one that succeeded has none.
  constraint validation_motif check (not terminal or (motif is not null) = (failure_kind is not null))
);
create index validation_active on validation (lease_until) where not terminal;

-- Every record of every validation in order. Two writers of the same seq collide: the later one has lost its lease.
create table validation_log (
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
-- The validations of a request, newest last.
create index validation_log_demande on validation_log ((record #>> '{data,demande_id}'), saga_id) where type = 'started';

revoke update, delete, truncate on validation_log from supply_chain_user;
revoke delete, truncate on validation from supply_chain_user;
