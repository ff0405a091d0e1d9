-- The role keeps what its code needs: what is never deleted or changed by it can't be, whoever gets hold of it.
revoke update on idempotency, demande_reapprovisionnement, magasin, reservation_ligne, transfert from inventaire_user;
revoke delete on demande_reapprovisionnement, magasin, reservation, reservation_ligne, stock_central, stock_local, transfert
  from inventaire_user;
revoke insert on transfert from inventaire_user;
grant insert (transfert_id, produit_id, magasin_id, quantite) on transfert to inventaire_user;
