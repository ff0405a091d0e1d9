-- When a row was added is the database's word, not the worker's.
revoke insert on audit_trail, inbox from audit_user;
grant insert (event_id, checkout_id, type, payload, stream, entry_id, emitted_at) on audit_trail to audit_user;
grant insert (consumer, event_id) on inbox to audit_user;
