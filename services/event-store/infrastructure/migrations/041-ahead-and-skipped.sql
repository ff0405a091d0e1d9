-- Entries can also be lost because a publisher chose an id far ahead of the clock and the stream was replaced, or because a group
-- was moved past entries that it had not received.
alter table stream_loss drop constraint stream_loss_cause_check;
alter table stream_loss add constraint stream_loss_cause_check
  check (cause in ('emptied', 'rewound', 'removed', 'unread', 'ahead', 'skipped'));
