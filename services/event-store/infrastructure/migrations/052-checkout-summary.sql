-- Where each checkout is, from its events: for lists by state, step, reason, customer and time. Everything here follows from `event`
-- and may be built again: empty both tables.
create table checkout_summary (
  checkout_id uuid primary key,
  client_id uuid not null,
  etat text not null,
  etape text,
  motif text,
  commande_id uuid,
  commence_ms bigint not null,
  -- Null while it is in progress.
  termine_ms bigint
);

-- Most checkouts succeed: these indexes contain only the others.
create index checkout_summary_in_progress on checkout_summary (checkout_id) where termine_ms is null;
create index checkout_summary_by_etat on checkout_summary (etat, checkout_id) where etat <> 'SAGA_TERMINEE';
create index checkout_summary_by_etape on checkout_summary (etape, checkout_id) where etape is not null;
create index checkout_summary_by_motif on checkout_summary (motif, checkout_id) where motif is not null;
create index checkout_summary_by_client on checkout_summary (client_id, checkout_id);

-- The last event that the summaries contain.
create table checkout_summary_progress (
  single boolean primary key default true check (single),
  position bigint not null
);
insert into checkout_summary_progress (position) values (0);
revoke truncate on checkout_summary from event_store_user;
revoke insert, delete, truncate on checkout_summary_progress from event_store_user;

create index dead_letter_blocks on dead_letter (checkout_id) where etat = 'ouverte';
