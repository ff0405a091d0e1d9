import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'

const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Runs `work`, which writes to `paths` (files and folders). If it fails, or someone stops the process, the paths contain again
 * what they contained before: half of a generation would not compile. `scratch` is a folder for the copies.
 */
export const allOrNothing = async (
  paths: readonly string[],
  scratch: string,
  work: () => Promise<void>,
): Promise<void> => {
  mkdirSync(scratch, { recursive: true })
  const copies = mkdtempSync(join(scratch, 'before-generate-'))
  const existing = paths.filter((path) => existsSync(path))
  for (const path of existing) cpSync(path, join(copies, path), { recursive: true })
  const restore = (): void => {
    for (const path of paths) rmSync(path, { recursive: true, force: true })
    for (const path of existing) cpSync(join(copies, path), path, { recursive: true })
  }
  const stop = (signal: NodeJS.Signals): void => {
    restore()
    rmSync(copies, { recursive: true, force: true })
    process.exit(128 + constants.signals[signal])
  }
  for (const signal of signals) process.once(signal, stop)
  try {
    await work()
  } catch (error) {
    restore()
    throw error
  } finally {
    for (const signal of signals) process.off(signal, stop)
    rmSync(copies, { recursive: true, force: true })
  }
}
