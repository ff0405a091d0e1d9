-- Failed log-ins are counted twice: for an address from one source, and for an address from wherever they come. Both are digests with the
-- secret that stands with the keys; the source of the second count is empty.
drop table tentative;
create table tentative (
  courriel_empreinte bytea not null,
  source_empreinte bytea not null,
  -- Tries that count at `a`; they are forgiven one by one with time.
  nombre double precision not null check (nombre > 0),
  a timestamptz not null,
  primary key (courriel_empreinte, source_empreinte)
);
create index tentative_par_age on tentative (a);

-- How long the next try has to wait, in seconds; 0 or less: not at all.
create function tentative_attente(p_courriel bytea, p_source bytea, p_now timestamptz, p_max float8, p_pardon float8)
returns float8 language sql as $$
  select coalesce(max(extract(epoch from a - p_now) + (nombre - p_max + 1) * p_pardon), 0)
  from tentative where courriel_empreinte = p_courriel and source_empreinte = p_source
    and greatest(0, nombre - greatest(0, extract(epoch from p_now - a)) / p_pardon) > p_max - 1
$$;

create function tentative_compter(p_courriel bytea, p_source bytea, p_now timestamptz, p_pardon float8)
returns void language sql as $$
  insert into tentative as t (courriel_empreinte, source_empreinte, nombre, a) values (p_courriel, p_source, 1, p_now)
  on conflict (courriel_empreinte, source_empreinte) do update
    set nombre = greatest(0, t.nombre - greatest(0, extract(epoch from p_now - t.a)) / p_pardon) + 1, a = greatest(t.a, p_now)
$$;

-- Counts a try before the password is looked at, so that many at once are not all admitted, and returns null; or says for how many
-- seconds none is admitted, and counts nothing: whoever waits is let in, however often others try meanwhile. Tries at once may come in
-- another order than they were timed: one that is late takes nothing back. What is wholly forgiven is removed, a few at a time.
create function tentative_admettre(
  p_courriel bytea, p_source bytea, p_now timestamptz,
  p_max float8, p_pardon float8, p_max_partout float8, p_pardon_partout float8
) returns integer
language plpgsql as $$
declare
  attente float8;
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(p_courriel, 'hex'), 0));
  delete from tentative where ctid = any(array(
    select ctid from tentative
    where a < p_now - make_interval(secs => greatest(p_max * p_pardon, p_max_partout * p_pardon_partout))
      and courriel_empreinte <> p_courriel
    order by a limit 10 for update skip locked));
  attente := greatest(
    tentative_attente(p_courriel, p_source, p_now, p_max, p_pardon),
    tentative_attente(p_courriel, '', p_now, p_max_partout, p_pardon_partout));
  if attente > 0 then
    return ceil(attente);
  end if;
  perform tentative_compter(p_courriel, p_source, p_now, p_pardon);
  perform tentative_compter(p_courriel, '', p_now, p_pardon_partout);
  return null;
end $$;

-- A right password forgives the wrong ones of its source; of the others' it takes back only its own try.
create function tentative_oublier(p_courriel bytea, p_source bytea) returns void
language sql as $$
  delete from tentative where courriel_empreinte = p_courriel
    and (source_empreinte = p_source or (source_empreinte = '' and nombre <= 1));
  update tentative set nombre = nombre - 1 where courriel_empreinte = p_courriel and source_empreinte = '' and nombre > 1;
$$;
