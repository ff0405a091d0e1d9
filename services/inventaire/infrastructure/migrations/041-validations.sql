-- The steps of validations of restocking requests: what took effect, and what was undone, possibly before it ran (tombstone).
-- `epoch` is that of the newest lease under which a coordinator called the step; older ones are refused.
create table etape_validation (
  validation_id uuid not null,
  etape text not null check (etape in ('prelevement', 'livraison', 'approbation')),
  demande_id uuid not null references demande_reapprovisionnement,
  etat text not null check (etat in ('faite', 'defaite', 'tombstone')),
  epoch integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  undone_at timestamptz,
  primary key (validation_id, etape),
  constraint etape_validation_undone check ((etat = 'faite') = (undone_at is null))
);
create index etape_validation_demande on etape_validation (demande_id);

-- The validation that approved a request. Requests approved before this migration have none: nothing could approve them.
alter table demande_reapprovisionnement add approuvee_par uuid;
alter table demande_reapprovisionnement
  add constraint demande_approuvee check ((statut = 'approuvee') = (approuvee_par is not null)),
  add constraint demande_motif_visible check (motif_rejet ~ '\S');

grant update (statut, motif_rejet, approuvee_par) on demande_reapprovisionnement to inventaire_user;
revoke update, delete, truncate on etape_validation from inventaire_user;
grant update (etat, epoch, undone_at) on etape_validation to inventaire_user;
