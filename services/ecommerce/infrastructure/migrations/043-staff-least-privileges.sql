-- The service's role may change only the columns that its code changes. Nobody with its password can move a session to another
-- account, extend it, or replace a member of staff's password.
revoke update on employe, session, jeton_renouvellement from ecommerce_user;
grant update (role, actif) on employe to ecommerce_user;
grant update (fermee_le, motif) on session to ecommerce_user;
grant update (cle) on jeton_renouvellement to ecommerce_user;
