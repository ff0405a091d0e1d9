-- Sums of whole days for reports. A day is the number of days since 1970-01-01 in UTC. Only the sums of a day in `jour_clos` count,
-- and they equal the sales of that day: whatever changes a sale removes its day from `jour_clos` in the same transaction.
create table jour_clos (
  jour integer primary key
);
create table somme_magasin (
  jour integer,
  magasin_id integer,
  ventes bigint not null,
  cents bigint not null,
  primary key (jour, magasin_id) include (ventes, cents)
);
create table somme_produit (
  jour integer,
  produit_id integer,
  quantite bigint not null,
  cents bigint not null,
  primary key (jour, produit_id) include (quantite, cents)
);
revoke update on jour_clos, somme_magasin, somme_produit from commandes_user;

create function jour_de(moment timestamptz) returns integer
immutable strict parallel safe language sql
return floor(extract(epoch from moment) / 86400)::integer;

-- Writers of sales-- Writers of sales share the lock of a day, and whoever closes the day takes it alone: closing waits for changes that are not
-- committed, and a change that comes later removes the day.
create function rouvrir_jours(p_jours integer[]) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(61, jour) from unnest(p_jours) as jour;
  delete from jour_clos where jour = any(p_jours);
end $$;

create function vente_ajoutee() returns trigger
language plpgsql as $$
begin
  perform rouvrir_jours(array(select distinct jour_de(created_at) from ajoutee where commande_id is not null order by 1));
  return null;
end $$;
create function vente_changee() returns trigger
language plpgsql as $$
begin
  perform rouvrir_jours(array[jour_de(old.created_at), jour_de(new.created_at)]);
  return null;
end $$;

-- The trigger of additions runs once for each statement, because an import adds thousands of sales; the one of changes names its
-- columns, so that a raised epoch doesn't fire it.
create trigger vente_ajoutee after insert on vente referencing new table as ajoutee
  for each statement execute function vente_ajoutee();
create trigger vente_changee after update of etat, total_cents, magasin_id, created_at on vente
  for each row when (new.commande_id is not null) execute function vente_changee();
