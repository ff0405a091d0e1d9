/** Mistakes that can be planted, to see that the simulation finds them; what each breaks. */
export const bugs = {
  'no-tombstone': 'an undo that finds no effect leaves nothing behind',
  'double-effect': 'a participant that is asked twice does it twice',
  'refusals-not-stored': 'a participant that refused changes its mind when it is asked again',
  'undo-known-only': 'a failure whose effect is unknown is taken as one without effect',
  'undo-once': 'an undo that failed is taken as done',
  'undo-unordered': 'undos run at the same time although one is declared to wait for another',
  'no-intent': 'the intent of a step is written with its result, not before it',
  'stale-writes': 'a replica whose saga was taken over can still write to the log',
  'no-takeover': 'the saga of a replica that died is not taken over',
  'acknowledge-first': 'an event is acknowledged before it is handled',
  'publish-later': 'an event is acknowledged before what it led to is published',
  'no-mark': 'nobody remembers that a success was told',
  'undo-not-noted': 'what an owner remembers before it begins to undo is lost',
  'deliveries-not-counted': 'a repeated delivery looks like a first one',
  'new-event-ids': 'an event published again gets another id',
  'check-before-take': 'a participant looks first and takes later: two get its last unit',
  'given-back-twice': 'an undo that is repeated gives back once more',
  'restart-beside': 'a restart leaves the replica that had the saga at work',
  'force-not-told': 'the replica at work does not learn that the undo was asked for',
  'ordered-by-time': 'the log is read in the order of its times',
  'success-not-barred': 'a success is told although another process has begun to undo',
  'undo-not-barred': 'an undo begins although another process has told a success',
  'again-ignored': 'an event that comes again after a loss looks like a first delivery',
  'no-refill': 'what the bus has forgotten is not published again',
  'first-not-sent-again': 'a first event that nobody ever saw is not sent again',
  'holes-stay': 'nobody looks for what was lost before it was stored',
} as const

export type Bug = keyof typeof bugs
export type Bugs = ReadonlySet<Bug>
