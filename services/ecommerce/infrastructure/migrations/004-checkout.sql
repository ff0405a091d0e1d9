-- Room on each page, so that the one update in the life of a row needs no new index entries.
create table checkout (
  checkout_id uuid primary key,
  -- No foreign key: it would lock and rewrite the customer's row at each checkout. accepter_checkout looks instead.
  client_id uuid not null,
  idempotency_key text collate "C" not null,
  body_hash bytea not null,
  etat text not null default 'EN_COURS' check (etat in ('EN_COURS', 'REUSSI', 'ECHOUE')),
  commande_id uuid,
  motif text,
  accepted_at timestamptz not null,
  ended_at timestamptz,
  check ((etat = 'EN_COURS') = (ended_at is null)),
  check ((etat = 'REUSSI') = (commande_id is not null)),
  check ((etat = 'ECHOUE') = (motif is not null))
) with (fillfactor = 60);

-- How far the outcomes of a stream are written to `checkout`: the entry id `<ms>-<seq>` in two numbers.
create table stream_position (
  stream text primary key,
  ms bigint not null,
  seq bigint not null
);

-- Accepts a checkout in one round trip: the key, the end of the active cart (where p_lignes is null), the checkout
-- and its first event, all or nothing. Answers {"checkout_id": …} or {"refus": …} as platform/delivery/idempotency.ts wraps it.
create function accepter_checkout(
  p_scope text, p_key text, p_fingerprint bytea,
  p_checkout_id uuid, p_client_id uuid, p_accepted_at timestamptz, p_lignes json,
  p_stream text, p_type text, p_event_id text, p_traceparent text
) returns json
language plpgsql as $$
declare
  once json := idempotency_begin(p_scope, p_key, p_fingerprint);
begin
  if once is not null then
    return once;
  end if;

  perform from client where client_id = p_client_id and efface_le is null;
  if not found then
    return '{"kind":"done","answer":{"refus":"client-inconnu"}}';
  end if;

  if p_lignes is null then
    -- Of two checkouts at once the second waits here for the first, and then finds no active cart.
    update panier set etat = 'termine', checkout_id = p_checkout_id, modifie_le = clock_timestamp()
      where client_id = p_client_id and etat = 'actif' and lignes <> '[]'
      returning lignes into p_lignes;
    if not found then
      return idempotency_end(p_scope, p_key, p_fingerprint, '{"refus":"panier-vide"}');
    end if;
  end if;

  insert into checkout (checkout_id, client_id, idempotency_key, body_hash, accepted_at)
    values (p_checkout_id, p_client_id, p_key, p_fingerprint, p_accepted_at);
  insert into outbox (event_id, stream, type, payload, traceparent)
    values (p_event_id, p_stream, p_type,
      json_build_object('checkout_id', p_checkout_id, 'client_id', p_client_id,
                        'panier', json_build_object('lignes', p_lignes)),
      p_traceparent);
  return idempotency_end(p_scope, p_key, p_fingerprint, json_build_object('checkout_id', p_checkout_id));
end $$;
