-- Categories, the search in words of any French form, and every price that a product has had.

alter table produit add categorie text not null default 'divers' check (categorie ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
create index produit_categorie on produit (categorie, produit_id);
create index produit_prix on produit (prix_cents, produit_id);

-- Without the collation, accented capitals would stay capitals under the locale C.
create function sans_accents(texte text) returns text language sql immutable parallel safe
return replace(translate(lower(texte collate pg_c_utf8), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy'), 'œ', 'oe');

-- Searches use this expression, so rows stay as short as they were for the checkout's selection.
create function mots_produit(nom text, sku text, categorie text) returns tsvector language sql immutable parallel safe
return to_tsvector('pg_catalog.french', sans_accents(nom || ' ' || sku || ' ' || categorie));
create index produit_mots on produit using gin (mots_produit(nom, sku, categorie));

-- Written in the transaction that sets the price, while the product's row is locked or not yet visible.
create table prix_historique (
  produit_id integer not null references produit,
  version integer not null check (version > 0),
  prix_cents integer not null check (prix_cents > 0),
  par text not null check (length(par) between 1 and 200),
  depuis timestamptz not null default clock_timestamp(),
  primary key (produit_id, version)
);
-- Who set the prices before this migration was not recorded.
insert into prix_historique (produit_id, version, prix_cents, par, depuis)
  select produit_id, 1, prix_cents, 'avant-historique', updated_at from produit;

revoke insert, update, delete, truncate on prix_historique from catalogue_user;
grant insert (produit_id, version, prix_cents, par) on prix_historique to catalogue_user;
