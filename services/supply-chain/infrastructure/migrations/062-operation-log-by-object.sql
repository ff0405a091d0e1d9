-- One key may be used for two objects: each has its row. The text of this migration is platform/delivery/operation-log-by-object.sql;
-- a test keeps the copies equal.
alter table operation_log
  drop constraint operation_log_author_operation_request_key_key,
  add unique (author, operation, object_type, object_id, request_key);
