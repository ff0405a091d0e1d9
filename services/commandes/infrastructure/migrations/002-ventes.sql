-- Shops, and the sales of checkouts. A cancelled checkout whose sale never arrived is a row without a sale: a tombstone.

create table magasin (
  magasin_id integer primary key check (magasin_id > 0),
  nom text not null
);

-- `epoch` is that of the newest lease under which a coordinator acted on the checkout; older ones are refused.
create table vente (
  checkout_id uuid primary key,
  commande_id uuid unique,
  magasin_id integer, -- no foreign key: every sale would lock the row of the online shop
  client_id uuid,
  etat text not null check (etat in ('enregistree', 'annulee', 'tombstone')),
  total_cents bigint check (total_cents >= 0),
  motif text,
  epoch integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  annulee_at timestamptz,
  constraint vente_tombstone check (
    case when etat = 'tombstone'
      then num_nonnulls(commande_id, magasin_id, client_id, total_cents) = 0
      else num_nulls(commande_id, magasin_id, client_id, total_cents) = 0
    end),
  constraint vente_annulee check ((etat = 'enregistree') = (annulee_at is null))
) with (fillfactor = 85);

create table vente_ligne (
  commande_id uuid not null references vente (commande_id),
  position smallint not null check (position > 0),
  produit_id integer not null,
  quantite integer not null check (quantite > 0),
  prix_unitaire_cents integer not null check (prix_unitaire_cents >= 0),
  primary key (commande_id, position)
);
