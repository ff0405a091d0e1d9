-- Registrations that wait until their address is confirmed. `donnees` is encrypted, as in `client`, under a key of its own:
-- the registration's id becomes the customer's. Of the code only a digest is kept; it has 256 random bits.
create table inscription (
  inscription_id uuid primary key,
  donnees bytea not null,
  courriel_empreinte bytea not null,
  code_empreinte bytea not null unique,
  expire_le timestamptz not null
);
create index inscription_par_courriel on inscription (courriel_empreinte);
revoke update on inscription from ecommerce_user;

-- One message for each registration that was accepted, with the id and under the key of that registration. Rows stay until the
-- registration expires, without their content once it was sent: they count how many messages an address got.
create table mail_outbox (
  mail_id uuid primary key,
  template text not null check (template in ('confirm', 'account-exists')),
  content bytea,
  courriel_empreinte bytea not null,
  source_empreinte bytea not null,
  attempts integer not null default 0,
  -- While a message is being sent it is a lease, afterwards a pause.
  next_attempt_at timestamptz default clock_timestamp(),
  expires_at timestamptz not null,
  check ((content is null) = (next_attempt_at is null))
);
create index mail_outbox_unsent on mail_outbox (next_attempt_at) where next_attempt_at is not null;
create index mail_outbox_by_address on mail_outbox (courriel_empreinte);
create index mail_outbox_by_expiry on mail_outbox (expires_at);

-- Registration, confirmation and erasure of one address happen one after the other.
create function verrouiller_courriel(p_courriel bytea) returns void
language sql as $$
  select pg_advisory_xact_lock(hashtextextended('courriel ' || encode(p_courriel, 'hex'), 0))
$$;

-- Writes a registration and its message. The answer, stored under the key, says the same of an address with an account as of one
-- without; `kept` is false where the address has had its messages. It names the address by its digest, for the erasure.
create function inscrire(
  p_scope text, p_key text, p_fingerprint bytea,
  p_id uuid, p_donnees bytea, p_content bytea, p_code bytea, p_courriel bytea, p_source bytea,
  p_duration_s float8, p_max_of_source integer, p_max integer
) returns json
language plpgsql as $$
declare
  once json := idempotency_begin(p_scope, p_key, p_fingerprint);
  answer jsonb := jsonb_build_object('courriel', encode(p_courriel, 'hex'));
  expires timestamptz := clock_timestamp() + p_duration_s * interval '1 s';
  of_source integer;
  of_all integer;
  known boolean;
begin
  if once is not null then
    return once;
  end if;
  perform verrouiller_courriel(p_courriel);
  select count(*) filter (where source_empreinte = p_source), count(*) into of_source, of_all
    from mail_outbox where courriel_empreinte = p_courriel and expires_at > clock_timestamp();
  if of_source >= p_max_of_source or of_all >= p_max then
    return idempotency_end(p_scope, p_key, p_fingerprint, (answer || '{"kept":false}')::json);
  end if;

  known := exists (select from client where courriel_empreinte = p_courriel);
  insert into mail_outbox (mail_id, template, content, courriel_empreinte, source_empreinte, expires_at)
    values (p_id, case when known then 'account-exists' else 'confirm' end, p_content, p_courriel, p_source, expires);
  if not known then
    insert into inscription values (p_id, p_donnees, p_courriel, p_code, expires);
  end if;
  return idempotency_end(p_scope, p_key, p_fingerprint, (answer || '{"kept":true}')::json);
end $$;

-- Opens the account of the registration with this code. Of several registrations of one address the first that is confirmed opens it;
-- the codes of the others are worth nothing afterwards.
create function confirmer_inscription(p_scope text, p_key text, p_fingerprint bytea, p_code bytea) returns json
language plpgsql as $$
declare
  once json := idempotency_begin(p_scope, p_key, p_fingerprint);
  courriel bytea;
  id uuid;
begin
  if once is not null then
    return once;
  end if;
  select courriel_empreinte into courriel from inscription where code_empreinte = p_code;
  perform verrouiller_courriel(courriel);
  with taken as (
    delete from inscription where code_empreinte = p_code and expire_le > clock_timestamp() returning *
  )
  insert into client (client_id, donnees, courriel_empreinte)
    select inscription_id, donnees, courriel_empreinte from taken
    on conflict (courriel_empreinte) do nothing
    returning client_id into id;
  if id is null then
    return idempotency_end(p_scope, p_key, p_fingerprint, '{"refus":"code-invalide"}');
  end if;
  delete from inscription where courriel_empreinte = courriel;
  return idempotency_end(p_scope, p_key, p_fingerprint, json_build_object('client_id', id));
end $$;
