-- The role keeps what its code needs: what is never deleted or changed by it can't be, whoever gets hold of it.
revoke update, delete on inbox, notification from notification_user;
revoke insert on inbox, notification from notification_user;
grant insert (consumer, event_id) on inbox to notification_user;
grant insert (event_id, checkout_id, client_id, type, commande_id, reason) on notification to notification_user;
