-- What is known of a person stands in `donnees`, encrypted with a key of the customer's own that no backup of this database
-- holds, and nowhere else. Erased, a customer is an id.
create table client (
  client_id uuid primary key,
  donnees bytea,
  -- To find an address without keeping it: a digest with a secret that stands with the keys.
  courriel_empreinte bytea constraint client_courriel unique,
  cree_le timestamptz not null default clock_timestamp(),
  efface_le timestamptz,
  check ((efface_le is null) = (donnees is not null)),
  check ((efface_le is null) = (courriel_empreinte is not null))
);

-- Who was erased, when, and on whose word: ids only.
create table effacement (
  client_id uuid primary key references client,
  efface_le timestamptz not null,
  demande_par text not null,
  application text not null
);
revoke update, delete, truncate on effacement from ecommerce_user;

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
