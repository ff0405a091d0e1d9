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
  'end-not-remembered': 'nobody remembers that only the end of a saga was told',
  'deliveries-not-counted': 'a repeated delivery looks like a first one',
  'new-event-ids': 'an event published again gets another id',
} as const

export type Bug = keyof typeof bugs
export type Bugs = ReadonlySet<Bug>
