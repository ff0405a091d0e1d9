const idOf = (n: number): string => `019f0000-0000-7000-8000-00000000010${n}`

/** Three restocking requests of the test shop: approved; waiting after a validation that was undone; rejected. */
export const restocked = { approved: idOf(1), waiting: idOf(2), rejected: idOf(3) } as const
const validations = { done: idOf(4), undone: idOf(5) } as const

/** Shop 2 received 5 pieces of product 2, once. */
export const fillRequests = (): string => `
  insert into magasin (magasin_id) values (2);
  update stock_central set disponible = disponible - 5, transfere = 5 where produit_id = 2;
  insert into stock_local (magasin_id, produit_id, quantite) values (2, 2, 5);
  insert into demande_reapprovisionnement (demande_id, magasin_id, produit_id, quantite, statut, motif_rejet, approuvee_par, created_at) values
    ('${restocked.approved}', 2, 2, 5, 'approuvee', null, '${validations.done}', now()),
    ('${restocked.waiting}', 2, 2, 7, 'en_attente', null, null, now()),
    ('${restocked.rejected}', 2, 2, 9, 'rejetee', 'Fin de saison', null, now());
  insert into etape_validation (validation_id, etape, demande_id, etat, undone_at) values
    ('${validations.done}', 'prelevement', '${restocked.approved}', 'faite', null),
    ('${validations.done}', 'livraison', '${restocked.approved}', 'faite', null),
    ('${validations.done}', 'approbation', '${restocked.approved}', 'faite', null),
    ('${validations.undone}', 'prelevement', '${restocked.waiting}', 'defaite', now()),
    ('${validations.undone}', 'livraison', '${restocked.waiting}', 'tombstone', now());`

export const fillValidations = (): string => `
  insert into validation (saga_id, scope, idempotency_key, fingerprint, etat, terminal, motif, failure_kind, owner, lease_until, started_at, ended_at) values
    ('${validations.done}', 'staff', 'key-1', '', 'VALIDATION_TERMINEE', true, null, null, 'one', now(), now(), now()),
    ('${validations.undone}', 'staff', 'key-2', '', 'VALIDATION_ANNULEE', true, 'DELAI_DEPASSE', 'technical', 'one', now(), now(), now());`
