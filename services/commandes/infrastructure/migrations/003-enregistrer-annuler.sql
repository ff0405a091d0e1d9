-- The two hot operations, each one round trip: key, effect and stored answer in one statement.
-- The rules are those of domain/vente.ts.

-- Records the sale of a checkout. Answers {"kind": "enregistree", "commande_id": …}, {"kind": "vente-annulee"} or, not
-- stored, {"kind": "epoch-superseded"}; the same checkout with another sale is "reused".
create function enregistrer_vente(
  p_scope text, p_key text, p_fingerprint bytea, p_epoch integer,
  p_checkout_id uuid, p_commande_id uuid, p_magasin_id integer, p_client_id uuid, p_total_cents bigint,
  p_produit_ids integer[], p_quantites integer[], p_prix_cents integer[]
) returns json
language plpgsql as $$
declare
  once json := idempotency_begin(p_scope, p_key, p_fingerprint);
  connue vente;
  meme_vente boolean;
begin
  if once is not null then
    update vente set epoch = p_epoch where checkout_id = p_checkout_id and epoch < p_epoch;
    -- A stored success counts only while it stands: cancelled since, this checkout can't have a sale any more.
    if once #>> '{answer,kind}' = 'enregistree'
       and exists (select from vente where checkout_id = p_checkout_id and etat <> 'enregistree') then
      return '{"kind":"replayed","answer":{"kind":"vente-annulee"}}';
    end if;
    return once;
  end if;

  insert into vente (checkout_id, commande_id, magasin_id, client_id, etat, total_cents, epoch)
    values (p_checkout_id, p_commande_id, p_magasin_id, p_client_id, 'enregistree', p_total_cents, coalesce(p_epoch, 0))
    on conflict (checkout_id) do nothing;
  if found then
    insert into vente_ligne (commande_id, position, produit_id, quantite, prix_unitaire_cents)
      select p_commande_id, position, produit_id, quantite, prix_cents
      from unnest(p_produit_ids, p_quantites, p_prix_cents)
        with ordinality as ligne (produit_id, quantite, prix_cents, position);
    return idempotency_end(p_scope, p_key, p_fingerprint,
      json_build_object('kind', 'enregistree', 'commande_id', p_commande_id));
  end if;

  select * into connue from vente where checkout_id = p_checkout_id for update;
  if connue.epoch > p_epoch then
    return '{"kind":"done","answer":{"kind":"epoch-superseded"}}';
  end if;
  if connue.etat <> 'enregistree' then
    return idempotency_end(p_scope, p_key, p_fingerprint, '{"kind":"vente-annulee"}');
  end if;
  select connue.client_id = p_client_id
     and array_agg(produit_id order by position) = p_produit_ids
     and array_agg(quantite order by position) = p_quantites
     and array_agg(prix_unitaire_cents order by position) = p_prix_cents
    into meme_vente
    from vente_ligne where commande_id = connue.commande_id;
  if not meme_vente then
    return '{"kind":"reused"}';
  end if;
  update vente set epoch = p_epoch where checkout_id = p_checkout_id and epoch < p_epoch;
  return idempotency_end(p_scope, p_key, p_fingerprint,
    json_build_object('kind', 'enregistree', 'commande_id', connue.commande_id));
end $$;

-- Cancels the sale of a checkout; an unknown checkout gets a tombstone, which refuses a sale that arrives later.
-- Answers {"kind": "annulee", "commande_id": … or null} or, not stored, {"kind": "epoch-superseded"}.
create function annuler_vente(
  p_scope text, p_key text, p_fingerprint bytea, p_epoch integer, p_checkout_id uuid, p_motif text
) returns json
language plpgsql as $$
declare
  once json := idempotency_begin(p_scope, p_key, p_fingerprint);
  connue vente;
begin
  if once is not null then
    return once;
  end if;

  -- Waits for a sale that is being committed; then there is a row, this one or that one, and rows stay.
  insert into vente (checkout_id, etat, motif, epoch, annulee_at)
    values (p_checkout_id, 'tombstone', p_motif, coalesce(p_epoch, 0), clock_timestamp())
    on conflict (checkout_id) do nothing;
  select * into connue from vente where checkout_id = p_checkout_id for update;
  if connue.epoch > p_epoch then
    return '{"kind":"done","answer":{"kind":"epoch-superseded"}}';
  end if;
  if connue.etat = 'enregistree' then
    update vente
      set etat = 'annulee', motif = p_motif, annulee_at = clock_timestamp(), epoch = greatest(epoch, p_epoch)
      where checkout_id = p_checkout_id;
  end if;

  return idempotency_end(p_scope, p_key, p_fingerprint,
    json_build_object('kind', 'annulee', 'commande_id', connue.commande_id));
end $$;
