-- Decides whether a checkout has a sale. One without a sale gets a tombstone, so both answers are final; the rule is that
-- of domain/vente.ts. Answers {"kind": "enregistree", "commande_id": …} or {"kind": "vente-annulee", "motif": …}, the reason
-- that was given first.
create function trancher_vente(
  p_scope text, p_key text, p_fingerprint bytea, p_checkout_id uuid, p_motif text
) returns json
language plpgsql as $$
declare
  once json := idempotency_begin(p_scope, p_key, p_fingerprint);
  connue vente;
  answer json;
begin
  if once is not null and once ->> 'kind' <> 'replayed' then
    return once;
  end if;

  -- Waits for a sale that is being committed; then there is a row, this one or that one, and rows stay.
  insert into vente (checkout_id, etat, motif, annulee_at)
    values (p_checkout_id, 'tombstone', p_motif, clock_timestamp())
    on conflict (checkout_id) do nothing;
  select * into connue from vente where checkout_id = p_checkout_id;
  answer := case when connue.etat = 'enregistree'
    then json_build_object('kind', 'enregistree', 'commande_id', connue.commande_id)
    else json_build_object('kind', 'vente-annulee', 'motif', connue.motif) end;
  -- A stored answer can be older than a cancellation by a coordinator: what stands now is answered.
  if once is not null then
    return json_build_object('kind', 'replayed', 'answer', answer);
  end if;
  return idempotency_end(p_scope, p_key, p_fingerprint, answer);
end $$;
