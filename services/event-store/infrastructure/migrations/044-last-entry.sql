-- Counters can't show that a stream was deleted and has grown beyond its former size since, or was replaced by an older copy that has.
alter table stream_checkpoint
  -- The id of the last entry when the stream was last seen; null: it had none, or it was seen before this column existed.
  add last_entry text,
  -- The number of the mark that this very stream has; 0: it has none yet.
  add mark bigint not null default 0;
