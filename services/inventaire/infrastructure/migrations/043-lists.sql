-- Lists of transfers, newest first, and the stock-outs of shops. The central stock has no index on `disponible`: it would make
-- every reservation write the indexes of the row as well.
alter table transfert add position bigint generated always as identity unique;
create index transfert_magasin on transfert (magasin_id, position);
create index transfert_produit on transfert (produit_id, position);
create index stock_local_rupture on stock_local (magasin_id, produit_id) where quantite = 0;
