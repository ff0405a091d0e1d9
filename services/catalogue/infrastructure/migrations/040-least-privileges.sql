-- The role keeps what its code needs: what is never deleted or changed by it can't be, whoever gets hold of it.
revoke update on idempotency from catalogue_user;
revoke delete on produit from catalogue_user;
