-- How a stream looked when it was last seen, and from when on a consumer may still need its entries: what is found
-- missing later is published again from the events here. One row for each stream; whoever watches holds its lock.
create table stream_checkpoint (
  stream text collate "C" primary key,
  epoch text,
  last_id text not null default '0-0',
  added bigint not null default 0,
  removed bigint not null default 0,
  -- Time of the oldest entry that some group had not acknowledged, in milliseconds since the epoch.
  needed_ms bigint not null default 0,
  -- The last entry of a refill: until every group has passed it, needed_ms stays.
  refilled_until text
);
