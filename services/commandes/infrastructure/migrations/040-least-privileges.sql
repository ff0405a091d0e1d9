-- The role keeps what its code needs: what is never deleted or changed by it can't be, whoever gets hold of it.
revoke update on idempotency, magasin, vente_ligne from commandes_user;
revoke delete on magasin, vente, vente_ligne from commandes_user;
