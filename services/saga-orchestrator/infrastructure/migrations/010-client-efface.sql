-- Customers who were erased: their tokens may live on for a while, and start nothing any more. Ids only, and kept for good.
create table client_efface (
  client_id uuid primary key,
  efface_le timestamptz not null default clock_timestamp()
);

revoke insert, update, delete, truncate on client_efface from saga_user;
grant insert (client_id) on client_efface to saga_user;
