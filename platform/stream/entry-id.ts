/** Both parts have 64 bits, too many for a number, and a publisher may choose them. */
export type EntryId = readonly [ms: bigint, seq: bigint]

export const parseEntryId = (id: string): EntryId => {
  const [ms = '0', seq = '0'] = id.split('-')
  return [BigInt(ms), BigInt(seq)]
}
export const formatEntryId = ([ms, seq]: EntryId): string => `${ms}-${seq}`
export const isBefore = (a: EntryId, b: EntryId): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])

/** A stream that has reached this id accepts no more entries. */
export const lastPossibleId = '18446744073709551615-18446744073709551615'
