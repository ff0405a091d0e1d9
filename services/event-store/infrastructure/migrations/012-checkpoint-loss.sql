-- For a while after a loss, holes in the events of checkouts are looked for: what was published and lost before it was
-- stored, while what follows from it was not.
alter table stream_checkpoint
  add lost_at_ms bigint,
  -- needed_ms when the loss was found: older events can't have lost a neighbour.
  add lost_needed_ms bigint,
  add look_for_holes_at_ms bigint;
