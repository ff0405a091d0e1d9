-- The role keeps what its code needs: what is never deleted or changed by it can't be, whoever gets hold of it.
revoke update, delete on inbox, orders_by_client from cqrs_user;
revoke insert on inbox from cqrs_user;
grant insert (consumer, event_id) on inbox to cqrs_user;
-- A rebuild locks it without changing it.
grant maintain on inbox to cqrs_user;
