-- What was reserved at which prices, and who released it: for whoever has forgotten how far a checkout got.
alter table reservation_ligne add prix_unitaire_cents integer check (prix_unitaire_cents >= 0);
alter table reservation add liberee_par text;

drop function diminuer_stock(text, text, bytea, integer, uuid, integer[], integer[]);

-- Reserves the lines of a checkout: all or nothing. p_produit_ids is ascending and without repeats, so that two
-- reservations lock their common products in the same order. The stock rows are locked last, shortly before commit.
-- The prices (null: none was given) are kept as they came first. Answers {"kind": "reservee"}, {"kind": "stock-insuffisant", "lignes": […]}, {"kind": "reservation-annulee"} or, not
-- stored, {"kind": "epoch-superseded"}; the same checkout with other lines is "reused".
create function diminuer_stock(
  p_scope text, p_key text, p_fingerprint bytea, p_epoch integer,
  p_checkout_id uuid, p_produit_ids integer[], p_quantites integer[], p_prix_cents integer[]
) returns json
language plpgsql as $$
declare
  once json := idempotency_begin(p_scope, p_key, p_fingerprint);
  manque json;
begin
  if once is not null then
    update reservation set epoch = p_epoch where checkout_id = p_checkout_id and epoch < p_epoch;
    -- A stored success counts only while it stands: released since, this checkout can't reserve any more.
    if once #>> '{answer,kind}' = 'reservee'
       and exists (select from reservation where checkout_id = p_checkout_id and etat <> 'reservee') then
      return '{"kind":"replayed","answer":{"kind":"reservation-annulee"}}';
    end if;
    return once;
  end if;

  begin
    insert into reservation (checkout_id, etat, epoch) values (p_checkout_id, 'reservee', coalesce(p_epoch, 0))
      on conflict (checkout_id) do nothing;
    if not found then
      return reservation_existante(p_scope, p_key, p_fingerprint, p_epoch, p_checkout_id, p_produit_ids, p_quantites);
    end if;
    insert into reservation_ligne (checkout_id, produit_id, quantite, prix_unitaire_cents)
      select p_checkout_id, produit_id, quantite, prix_cents
      from unnest(p_produit_ids, p_quantites, p_prix_cents) as ligne (produit_id, quantite, prix_cents);
    once := idempotency_end(p_scope, p_key, p_fingerprint, '{"kind":"reservee"}');
    for i in 1 .. cardinality(p_produit_ids) loop
      update stock_central
        set disponible = disponible - p_quantites[i], reserve = reserve + p_quantites[i]
        where produit_id = p_produit_ids[i] and disponible >= p_quantites[i];
      if not found then
        raise exception using errcode = 'SB001', message = 'too little stock';
      end if;
    end loop;
    return once;
  exception when sqlstate 'SB001' then
    null; -- everything since the inner begin is undone; what remains is to say which lines were too small
  end;

  select json_agg(json_build_object('produit_id', produit_id, 'quantite', quantite, 'disponible', coalesce(disponible, 0))
                  order by produit_id)
    into manque
    from unnest(p_produit_ids, p_quantites) as ligne (produit_id, quantite)
    left join stock_central using (produit_id)
    where disponible is null or disponible < quantite;
  if manque is null then
    raise exception 'the stock came back meanwhile: repeat' using errcode = 'serialization_failure';
  end if;
  return idempotency_end(p_scope, p_key, p_fingerprint,
    json_build_object('kind', 'stock-insuffisant', 'lignes', manque));
end $$;

-- Releases the reservation of a checkout; an unknown checkout gets a tombstone, which refuses a reservation that
-- arrives later. Answers {"kind": "liberee", "lignes": […]}, without lines for a tombstone, or, not stored,
-- {"kind": "epoch-superseded"}.
create or replace function augmenter_stock(
  p_scope text, p_key text, p_fingerprint bytea, p_epoch integer, p_checkout_id uuid
) returns json
language plpgsql as $$
declare
  once json := idempotency_begin(p_scope, p_key, p_fingerprint);
  connue reservation;
  lignes json;
  ligne record;
begin
  if once is not null then
    return once;
  end if;

  -- Waits for a reservation that is being committed; then there is a row, this one or that one, and rows stay.
  insert into reservation (checkout_id, etat, epoch, released_at, liberee_par)
    values (p_checkout_id, 'tombstone', coalesce(p_epoch, 0), clock_timestamp(), p_scope)
    on conflict (checkout_id) do nothing;
  select * into connue from reservation where checkout_id = p_checkout_id for update;
  if connue.epoch > p_epoch then
    return '{"kind":"done","answer":{"kind":"epoch-superseded"}}';
  end if;
  if connue.etat = 'reservee' then
    update reservation
      set etat = 'liberee', released_at = clock_timestamp(), epoch = greatest(epoch, p_epoch), liberee_par = p_scope
      where checkout_id = p_checkout_id;
  end if;

  select coalesce(
      json_agg(json_build_object('produit_id', produit_id, 'quantite', quantite) order by produit_id), '[]'::json)
    into lignes from reservation_ligne where checkout_id = p_checkout_id;
  once := idempotency_end(p_scope, p_key, p_fingerprint, json_build_object('kind', 'liberee', 'lignes', lignes));

  if connue.etat = 'reservee' then
    for ligne in
      select produit_id, quantite from reservation_ligne where checkout_id = p_checkout_id order by produit_id
    loop
      update stock_central
        set disponible = disponible + ligne.quantite, reserve = reserve - ligne.quantite
        where produit_id = ligne.produit_id;
    end loop;
  end if;
  return once;
end $$;
