-- Passwords are changed by their owners, reset with the code of a message, and set for a while by an administrator.
alter table employe add column provisoire boolean not null default false;
grant update (mot_de_passe, provisoire) on employe to ecommerce_user;

alter table journal_employe drop constraint journal_employe_action_check;
alter table journal_employe add constraint journal_employe_action_check
  check (action in ('creation', 'modification', 'mot-de-passe', 'mot-de-passe-provisoire'));

-- `limite`: the account opened more sessions than it may have.
alter table session drop constraint session_motif_check;
alter table session add constraint session_motif_check
  check (motif in ('deconnexion', 'reutilisation', 'compte', 'mot-de-passe', 'limite'));

alter table mail_outbox drop constraint mail_outbox_template_check;
alter table mail_outbox add constraint mail_outbox_template_check
  check (template in ('confirm', 'account-exists', 'reset', 'no-account'));

-- A code that resets a customer's password, with the id of its message: both expire together, and an erasure deletes both.
create table reinitialisation (
  mail_id uuid primary key references mail_outbox on delete cascade,
  client_id uuid not null references client,
  code_empreinte bytea not null unique
);
create index reinitialisation_par_client on reinitialisation (client_id);
revoke update on reinitialisation from ecommerce_user;

-- Writes the message that answers a request to reset a password, and the code if the address has an account. The answer, stored under the
-- key, is the same in both cases; `kept` is false if the address already got its messages.
create function demander_reinitialisation(
  p_scope text, p_key text, p_fingerprint bytea,
  p_id uuid, p_content bytea, p_code bytea, p_courriel bytea, p_source bytea,
  p_duration_s float8, p_max_of_source integer, p_max integer
) returns json
language plpgsql as $$
declare
  once json := idempotency_begin(p_scope, p_key, p_fingerprint);
  answer jsonb := jsonb_build_object('courriel', encode(p_courriel, 'hex'));
  of_source integer;
  of_all integer;
  owner uuid;
begin
  if once is not null then
    return once;
  end if;
  perform verrouiller_courriel(p_courriel);
  select count(*) filter (where source_empreinte = p_source), count(*) into of_source, of_all
    from mail_outbox
    where courriel_empreinte = p_courriel and expires_at > clock_timestamp() and template in ('reset', 'no-account');
  if of_source >= p_max_of_source or of_all >= p_max then
    return idempotency_end(p_scope, p_key, p_fingerprint, (answer || '{"kept":false}')::json);
  end if;

  select client_id into owner from client where courriel_empreinte = p_courriel;
  insert into mail_outbox (mail_id, template, content, courriel_empreinte, source_empreinte, expires_at)
    values (p_id, case when owner is null then 'no-account' else 'reset' end, p_content, p_courriel, p_source,
            clock_timestamp() + p_duration_s * interval '1 s');
  if owner is not null then
    insert into reinitialisation values (p_id, owner, p_code);
  end if;
  return idempotency_end(p_scope, p_key, p_fingerprint, (answer || '{"kept":true}')::json);
end $$;

-- As before, and names the session, which access tokens name too.
create or replace function session_renouveler(p_jeton bytea, p_cle text, p_application text, p_suivant bytea) returns json
language plpgsql as $$
declare
  jeton jeton_renouvellement;
  ouverte session;
begin
  select * into jeton from jeton_renouvellement where empreinte = p_jeton for update;
  if not found then
    return null;
  end if;
  select * into ouverte from session where session_id = jeton.session_id for update;
  if ouverte.fermee_le is not null or ouverte.expire_le <= clock_timestamp() or ouverte.application <> p_application then
    return null;
  end if;
  if jeton.cle is null then
    update jeton_renouvellement set cle = p_cle where empreinte = p_jeton;
    insert into jeton_renouvellement (empreinte, session_id) values (p_suivant, ouverte.session_id);
  elsif jeton.cle <> p_cle
    or not exists (select from jeton_renouvellement where empreinte = p_suivant and cle is null) then
    update session set fermee_le = clock_timestamp(), motif = 'reutilisation' where session_id = ouverte.session_id;
    return json_build_object('reutilise', true, 'genre', ouverte.genre, 'compte_id', ouverte.compte_id,
                             'session_id', ouverte.session_id);
  end if;
  return json_build_object('reutilise', false, 'genre', ouverte.genre, 'compte_id', ouverte.compte_id,
                           'session_id', ouverte.session_id);
end $$;
