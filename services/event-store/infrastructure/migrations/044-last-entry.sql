-- The id of the last entry when the stream was last seen; null: it had none, or it was seen before this column existed. While nothing
-- is deleted, an entry that is gone means that the stream is another one, however many entries that one has.
alter table stream_checkpoint add last_entry text;
