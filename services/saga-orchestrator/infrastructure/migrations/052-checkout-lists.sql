-- Lists of checkouts: the step that failed is kept with the saga, and each filter on ended sagas has an index. Sagas in progress are few,
-- and saga_active finds them. Most sagas have neither reason nor step, so these indexes stay small.
alter table saga add column etape text;
update saga set etape = (
  select step from saga_log where saga_log.saga_id = saga.saga_id and type = 'step-failed' order by seq desc limit 1)
  where terminal and motif is not null;

create index saga_by_motif on saga (motif, saga_id) where motif is not null;
create index saga_by_etape on saga (etape, saga_id) where etape is not null;
create index saga_by_client on saga (client_id, saga_id);
