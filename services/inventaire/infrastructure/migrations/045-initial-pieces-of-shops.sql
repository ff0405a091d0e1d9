-- The pieces that a shop had before any transfer or delivery. With them every piece in a shop is accounted for.
alter table stock_local add initial integer not null default 0 check (initial >= 0);
update stock_local s set initial = greatest(0, s.quantite
  - coalesce((select sum(t.quantite) from transfert t where (t.magasin_id, t.produit_id) = (s.magasin_id, s.produit_id)), 0)
  - coalesce((select sum(d.quantite) from etape_validation e join demande_reapprovisionnement d using (demande_id)
      where e.etape = 'livraison' and e.etat = 'faite' and (d.magasin_id, d.produit_id) = (s.magasin_id, s.produit_id)), 0));

revoke update on stock_local from inventaire_user;
grant update (quantite) on stock_local to inventaire_user;
