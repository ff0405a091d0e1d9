create table client (
  client_id uuid primary key,
  nom text not null,
  courriel text collate "C" not null constraint client_courriel unique check (courriel = lower(courriel)),
  -- scrypt, as a PHC string
  mot_de_passe text not null,
  rue text not null,
  ville text not null,
  code_postal text not null,
  pays text not null,
  cree_le timestamptz not null default clock_timestamp()
);

-- A cart is one aggregate, read and written whole: its lines are [{"produit_id": …, "quantite": …}, …].
create table panier (
  panier_id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client,
  etat text not null default 'actif' check (etat in ('actif', 'termine')),
  lignes jsonb not null default '[]',
  checkout_id uuid,
  modifie_le timestamptz not null default clock_timestamp(),
  check ((etat = 'termine') = (checkout_id is not null))
);

create unique index panier_actif on panier (client_id) where etat = 'actif';
