/** The entries in progress: at most `capacity`. */
export type Slots = {
  readonly ids: ReadonlySet<string>
  free: () => number
  /** Counts an entry as in progress until its work has settled. */
  occupy: (entryId: string, work: Promise<void>) => void
  /** Resolves when the next entry is finished. */
  freed: () => Promise<void>
  /** Resolves when no entry is in progress any more. */
  emptied: () => Promise<void>
}

export const openSlots = (capacity: number): Slots => {
  const ids = new Set<string>()
  const running = new Set<Promise<void>>()
  let onFreed: (() => void) | undefined
  return {
    ids,
    free: () => capacity - ids.size,
    occupy: (entryId, work) => {
      ids.add(entryId)
      const settled = work.finally(() => {
        ids.delete(entryId)
        running.delete(settled)
        onFreed?.()
      })
      running.add(settled)
    },
    freed: () =>
      new Promise((resolve) => {
        onFreed = resolve
      }),
    emptied: async () => {
      await Promise.all(running)
    },
  }
}
