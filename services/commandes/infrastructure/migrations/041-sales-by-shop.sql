-- Lists and figures of sales. The columns of the first index never change, so raising an epoch writes no index; a cancellation
-- enters the second. Reports over all shops use the first as well: Postgres 18 skips from shop to shop.
create index vente_magasin on vente (magasin_id, created_at desc, commande_id desc) where commande_id is not null;
create index vente_annulee_magasin on vente (magasin_id, created_at desc, commande_id desc) where etat = 'annulee';
