-- Idempotency keys: who asked what under which key, and what the answer was, written in the transaction of the effect.
-- The text of this migration is platform/delivery/idempotency.sql; a test keeps the copies equal.

create table idempotency (
  scope text collate "C" not null,
  key text collate "C" not null,
  fingerprint bytea not null,
  answer json not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (scope, key)
);

-- For the clean-up of old keys: rows arrive in the order of time, so a block range index is enough.
create index idempotency_created_at on idempotency using brin (created_at);

-- Takes the key for this transaction. Returns null when the request is new; otherwise how the caller must be answered:
-- {"kind": "in-flight"}, {"kind": "reused"} or {"kind": "replayed", "answer": …}.
create function idempotency_begin(p_scope text, p_key text, p_fingerprint bytea) returns json
language plpgsql as $$
declare
  known record;
begin
  if not pg_try_advisory_xact_lock(hashtextextended(p_scope || ' ' || p_key, 0)) then
    return '{"kind":"in-flight"}';
  end if;
  select fingerprint, answer into known from idempotency where scope = p_scope and key = p_key;
  if not found then
    return null;
  end if;
  if known.fingerprint <> p_fingerprint then
    return '{"kind":"reused"}';
  end if;
  return json_build_object('kind', 'replayed', 'answer', known.answer);
end $$;

-- Stores the answer under the key and returns {"kind": "done", "answer": …}.
create function idempotency_end(p_scope text, p_key text, p_fingerprint bytea, p_answer json) returns json
language plpgsql as $$
begin
  insert into idempotency (scope, key, fingerprint, answer) values (p_scope, p_key, p_fingerprint, p_answer);
  return json_build_object('kind', 'done', 'answer', p_answer);
end $$;
