-- Entries can also be lost to one group alone, as where it was set to the end of the stream: a history that has ended lacks an
-- event, though the stream is whole.
alter table stream_loss drop constraint stream_loss_cause_check;
alter table stream_loss add constraint stream_loss_cause_check check (cause in ('emptied', 'rewound', 'removed', 'unread'));
