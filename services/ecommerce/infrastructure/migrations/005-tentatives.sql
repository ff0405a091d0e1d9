-- Failed log-ins by address, whether it has an account or not; the address as in client.courriel_empreinte.
create table tentative (
  courriel_empreinte bytea primary key,
  -- Tries that count at `a`; they are forgiven one by one with time.
  nombre double precision not null check (nombre > 0),
  a timestamptz not null
);
create index tentative_par_age on tentative (a);
