-- What people did: the operation, its object, who did it in which role and through which application, and why. Written in the
-- transaction of the operation. The service's role may add rows, without choosing their time, and read them.
-- The text of this migration is platform/delivery/operation-log.sql; a test keeps the copies equal.

create table operation_log (
  position bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  operation text collate "C" not null,
  object_type text collate "C" not null,
  object_id text collate "C" not null,
  author text collate "C" not null,
  role text not null,
  application text not null,
  reason text,
  correlation_id text not null,
  -- The Idempotency-Key, for operations whose service stores no answer under it: a repetition adds no row.
  request_key text collate "C",
  unique (author, operation, request_key)
);

create index operation_log_author on operation_log (author, position);
create index operation_log_object on operation_log (object_type, object_id, position);
create index operation_log_operation on operation_log (operation, position);
create index operation_log_at on operation_log (at);

-- The migration doesn't know the name of the service's role: it is the one with default privileges on the table.
do $$
declare
  service text;
begin
  for service in
    select distinct grantee::regrole::text from pg_class, aclexplode(relacl)
    where oid = 'operation_log'::regclass and grantee not in (relowner, 0)
  loop
    execute format('revoke all on operation_log from %s', service);
    execute format('grant select, insert (operation, object_type, object_id, author, role, application, reason, correlation_id,
                    request_key) on operation_log to %s', service);
  end loop;
end $$;
