-- Stock of the central warehouse and of the shops, and the reservations of checkouts.

create table magasin (
  magasin_id integer primary key check (magasin_id > 0)
);

-- Every unit is accounted for: what came in is available, reserved or was transferred to a shop.
-- A unit that was sold stays in `reserve`: its sale is known by the service that keeps the orders.
create table stock_central (
  produit_id integer primary key check (produit_id > 0),
  initial integer not null check (initial >= 0),
  reapprovisionne integer not null default 0 check (reapprovisionne >= 0),
  transfere integer not null default 0 check (transfere >= 0),
  disponible integer not null check (disponible >= 0),
  reserve integer not null default 0 check (reserve >= 0),
  constraint stock_central_ferme
    check (initial::bigint + reapprovisionne = disponible::bigint + reserve + transfere)
) with (fillfactor = 50);

-- `epoch` is that of the newest lease under which a coordinator acted on the checkout; older ones are refused.
create table reservation (
  checkout_id uuid primary key,
  etat text not null check (etat in ('reservee', 'liberee', 'tombstone')),
  epoch integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  released_at timestamptz,
  constraint reservation_released check ((etat = 'reservee') = (released_at is null))
) with (fillfactor = 85);

create table reservation_ligne (
  checkout_id uuid not null references reservation,
  produit_id integer not null,
  quantite integer not null check (quantite > 0),
  primary key (checkout_id, produit_id)
);

create table stock_local (
  magasin_id integer not null references magasin,
  produit_id integer not null references stock_central,
  quantite integer not null check (quantite >= 0),
  primary key (magasin_id, produit_id)
);

create table transfert (
  transfert_id uuid primary key,
  produit_id integer not null references stock_central,
  magasin_id integer not null references magasin,
  quantite integer not null check (quantite > 0),
  created_at timestamptz not null default clock_timestamp()
);

-- `position` numbers the requests in the order of their arrival, for lists.
create table demande_reapprovisionnement (
  demande_id uuid primary key,
  position bigint generated always as identity unique,
  magasin_id integer not null references magasin,
  produit_id integer not null references stock_central,
  quantite integer not null check (quantite > 0),
  statut text not null check (statut in ('en_attente', 'approuvee', 'rejetee')),
  motif_rejet text,
  created_at timestamptz not null,
  constraint demande_motif check ((statut = 'rejetee') = (motif_rejet is not null))
);
create index demande_reapprovisionnement_statut on demande_reapprovisionnement (statut, position);
