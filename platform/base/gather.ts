type Waiting<T, R> = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }

export type GatherOptions<T, R> = {
  /** Writes items in one go and gives a result for each, in their order. */
  write: (items: readonly T[]) => Promise<readonly R[]>
  /** Of one write. */
  itemsMax: number
  /** Whether a write that failed for several items has certainly had no effect, so that each may be tried alone. */
  isUndone: (error: unknown) => boolean
}

/**
 * One write at a time; what is asked for meanwhile goes into the next one together. An idle writer writes at once, so
 * nothing waits for company; a busy one commits once for many. An error that is one item's fault stays with that item.
 */
export const gather = <T, R>({ write, itemsMax, isUndone }: GatherOptions<T, R>): ((item: T) => Promise<R>) => {
  let waiting: Waiting<T, R>[] = []
  let writing = false

  const settle = async (batch: readonly Waiting<T, R>[]): Promise<void> => {
    try {
      const results = await write(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as R)
    } catch (error) {
      if (batch.length > 1 && isUndone(error)) for (const one of batch) await settle([one])
      else for (const { reject } of batch) reject(error)
    }
  }
  const run = async (): Promise<void> => {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, itemsMax)
      waiting = waiting.slice(itemsMax)
      await settle(batch)
    }
    writing = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!writing) void run()
    })
}
