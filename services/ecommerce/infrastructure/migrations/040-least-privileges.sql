-- The role keeps what its code needs: what is never deleted or changed by it can't be, whoever gets hold of it.
revoke update on idempotency from ecommerce_user;
revoke delete on checkout, client, outbox, stream_position from ecommerce_user;
