import { asFirstPublished, type RawEntry, typeOf } from './entry.ts'

/** An entry that a group gives up on. */
export type FailedEntry = { entryId: string; fields: readonly string[]; reason: string; deliveries: number }

/** A dead letter: the original entry, the group that gave up on it, why, and after how many deliveries. */
export type DeadLetter = FailedEntry & {
  group: string
  /** The entry's own id if a foreign publisher set no event id. */
  eventId: string
  type: string
  /** Milliseconds since the epoch, by Redis' clock. */
  givenUpAtMs: number
}

const reasonLengthMax = 1_000
const whyNames = ['reason', 'group', 'entry_id', 'deliveries'] as const

export const deadLetterStream = (stream: string): string => `${stream}.dead`

/** The fields of the entry, followed by the failure. */
export const writeDeadLetter = (group: string, { entryId, fields, reason, deliveries }: FailedEntry): string[] => [
  ...asFirstPublished(fields),
  'reason',
  reason.slice(0, reasonLengthMax),
  'group',
  group,
  'entry_id',
  entryId,
  'deliveries',
  String(deliveries),
]

const readField = (fields: readonly string[], name: string): string | undefined => {
  for (let i = 0; i + 1 < fields.length; i += 2) if (fields[i] === name) return fields[i + 1]
  return undefined
}

/** Reads what `writeDeadLetter` wrote, and any foreign entry: it rejects nothing. */
export const readDeadLetter = ([deadId, all]: RawEntry): DeadLetter => {
  const written = all ?? []
  const why = written.slice(-2 * whyNames.length)
  const isOurs = whyNames.every((name, index) => why[2 * index] === name)
  const fields = isOurs ? written.slice(0, -why.length) : written
  const entryId = (isOurs && readField(why, 'entry_id')) || deadId
  return {
    entryId,
    fields,
    reason: (isOurs && readField(why, 'reason')) || 'no reason given',
    group: (isOurs && readField(why, 'group')) || '',
    deliveries: isOurs ? Number(readField(why, 'deliveries')) || 0 : 0,
    eventId: readField(fields, 'event_id') ?? entryId,
    type: typeOf(fields) ?? '',
    givenUpAtMs: Number(deadId.split('-')[0]),
  }
}
