-- Accounts of the staff. The address belongs to the shop and is not encrypted; accounts are disabled, never deleted, so that
-- the journal keeps naming them.
create table employe (
  employe_id uuid primary key default gen_random_uuid(),
  position bigint generated always as identity unique,
  nom text not null,
  courriel text not null constraint employe_courriel unique,
  mot_de_passe text not null,
  role text not null check (role in ('commis', 'gerant', 'administrateur')),
  actif boolean not null default true
);
revoke delete on employe from ecommerce_user;

-- Who created or changed which account, when, and through which application. `par` is null for the first administrator.
create table journal_employe (
  journal_id bigint generated always as identity primary key,
  fait_le timestamptz not null default clock_timestamp(),
  employe_id uuid not null references employe,
  action text not null check (action in ('creation', 'modification')),
  role text not null,
  actif boolean not null,
  par text,
  par_role text,
  application text not null
);
revoke all on journal_employe from ecommerce_user;
grant select on journal_employe to ecommerce_user;
grant insert (employe_id, action, role, actif, par, par_role, application) on journal_employe to ecommerce_user;

-- A log-in, and all tokens that follow from it. `compte_id` is a customer or a member of staff, as `genre` says. Refresh tokens are
-- valid only through the application that opened the session.
create table session (
  session_id uuid primary key default gen_random_uuid(),
  genre text not null check (genre in ('client', 'employe')),
  compte_id uuid not null,
  application text not null,
  expire_le timestamptz not null,
  fermee_le timestamptz,
  -- `reutilisation`: an old refresh token was used again.
  motif text check (motif in ('deconnexion', 'reutilisation', 'compte')),
  check ((fermee_le is null) = (motif is null))
);
create index session_par_compte on session (compte_id);
create index session_expiree on session (expire_le);

-- The digests of a session's refresh tokens. Only the newest one is unused; `cle` is the Idempotency-Key that used a token.
create table jeton_renouvellement (
  empreinte bytea primary key,
  session_id uuid not null references session on delete cascade,
  cle text
);
create index jeton_par_session on jeton_renouvellement (session_id);
revoke delete on jeton_renouvellement from ecommerce_user;

-- Exchanges a refresh token for its successor. Returns the session's account, or null for 401. A used token closes the session, except
-- if its own request is repeated while the successor is unused: then the first answer was lost.
create function session_renouveler(p_jeton bytea, p_cle text, p_application text, p_suivant bytea) returns json
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
    return json_build_object('reutilise', true, 'genre', ouverte.genre, 'compte_id', ouverte.compte_id);
  end if;
  return json_build_object('reutilise', false, 'genre', ouverte.genre, 'compte_id', ouverte.compte_id);
end $$;
