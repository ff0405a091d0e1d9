-- A checkout has to end within its deadline. That time counts by the clock of the database, which every instance shares: the
-- clock of an instance may be wrong, and made the id. `a_reprendre_le` is a lease while an instance looks after an overdue
-- checkout, and a pause after it got no answer.
alter table checkout
  add recu_le timestamptz not null default clock_timestamp(),
  add tentatives integer not null default 0,
  add a_reprendre_le timestamptz;

-- What has not ended, oldest first: stays as small as the number of checkouts in progress.
create index checkout_en_cours on checkout (recu_le) where etat = 'EN_COURS';

-- Ends a checkout that is overdue, with the events of its whole history, all or nothing. Returns when it was accepted; null
-- where it has ended already, and then nothing is published. The events are marked as repeated, since some of them may have
-- been published before.
create function terminer_en_retard(
  p_checkout_id uuid, p_etat text, p_commande_id uuid, p_motif text, p_ended_at timestamptz,
  p_stream text, p_event_ids text[], p_types text[], p_payloads text[], p_versions smallint[]
) returns timestamptz
language plpgsql as $$
declare
  accepte_le timestamptz;
begin
  update checkout set etat = p_etat, commande_id = p_commande_id, motif = p_motif, ended_at = p_ended_at
    where checkout_id = p_checkout_id and etat = 'EN_COURS'
    returning accepted_at into accepte_le;
  if not found then
    return null;
  end if;
  perform publier_encore(p_stream, p_event_ids, p_types, p_payloads, p_versions);
  return accepte_le;
end $$;

-- Puts messages into the outbox, those that it knows as well, in this order.
create function publier_encore(
  p_stream text, p_event_ids text[], p_types text[], p_payloads text[], p_versions smallint[]
) returns void
language sql as $$
  insert into outbox (event_id, stream, type, payload, version, again)
    select event_id, p_stream, type, payload::json, version, true
    from unnest(p_event_ids, p_types, p_payloads, p_versions)
      with ordinality as message (event_id, type, payload, version, place)
    order by place
  on conflict (event_id) do update set published_at = null, again = true
$$;
