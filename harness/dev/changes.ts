import { watch } from 'chokidar'

/** Changed files of some folders, in batches. */
export type Changes = AsyncIterable<string[]> & {
  /** Watches these files and folders too. */
  readonly watch: (paths: readonly string[]) => void
  /** Adds files to the next batch. */
  readonly push: (files: readonly string[]) => void
  readonly close: () => Promise<void>
}

/** A batch ends when nothing has changed for this long, because editors, git and generators write many files at once. */
const quietMs = 150

const ignored = /[\\/](node_modules|\.git|\.sagabench|dist|reports)([\\/]|$)/

/** Watches files and folders; resolves when it sees every change from now on. */
export const watchChanges = async (paths: readonly string[], signal: AbortSignal): Promise<Changes> => {
  const pending = new Set<string>()
  const watcher = watch([...paths], { ignoreInitial: true, ignored: (path) => ignored.test(path) })
  let timer: NodeJS.Timeout | undefined
  let wake = (): void => {}
  const push = (files: readonly string[]): void => {
    for (const file of files) pending.add(file)
    clearTimeout(timer)
    timer = setTimeout(() => wake(), quietMs)
  }
  for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, (file) => push([file]))
  await new Promise<void>((resolve, reject) => {
    watcher.once('ready', resolve)
    watcher.once('error', reject)
  })
  signal.addEventListener('abort', () => wake())
  const batches = async function* (): AsyncGenerator<string[]> {
    while (!signal.aborted) {
      await new Promise<void>((resolve) => {
        wake = resolve
        if (signal.aborted) resolve()
        else if (pending.size > 0) push([])
      })
      const batch = [...pending].sort()
      pending.clear()
      if (!signal.aborted && batch.length > 0) yield batch
    }
  }
  return {
    watch: (more) => void watcher.add([...more]),
    push,
    close: async () => {
      clearTimeout(timer)
      await watcher.close()
    },
    [Symbol.asyncIterator]: batches,
  }
}
