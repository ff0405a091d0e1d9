/** Entries that only a newer version of the reader can decode; this consumer doesn't claim them again. */
export type LeftEntries = {
  readonly ids: ReadonlySet<string>
  add: (entryId: string) => void
  /** Whether the consumer must stop reading: such an entry is next in order, or too many were left. */
  isHalted: () => boolean
}

const leftMax = 1_000

/** `inOrder`: entries are handled in the order of the stream, so that one left entry blocks all that follow it. */
export const openLeftEntries = (inOrder: boolean): LeftEntries => {
  const ids = new Set<string>()
  return {
    ids,
    add: (entryId) => void ids.add(entryId),
    isHalted: () => ids.size >= (inOrder ? 1 : leftMax),
  }
}
