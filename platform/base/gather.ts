type Waiting<T, R> = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }

export type GatherOptions<T, R> = {
  /** Writes the items together and returns a result for each, in order. */
  write: (items: readonly T[]) => Promise<readonly R[]>
  /** Maximum number of items per write. */
  itemsMax: number
  /** Whether a failed write certainly had no effect, so that each item may be retried alone. */
  isUndone: (error: unknown) => boolean
}

/**
 * Runs one write at a time; items that arrive meanwhile share the next write. An idle writer writes at once, so a single
 * item never waits for others. If `isUndone` accepts an error, only the faulty item fails.
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
