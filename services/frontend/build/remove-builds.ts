import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'

/** Longer than any build takes, and than a server takes to read one. */
const unusedMs = 3_600_000

/** Marks a build as used now, before a server reads it. */
export const markUsed = (folder: string): void => {
  const now = new Date()
  utimesSync(folder, now, now)
}

/**
 * Removes builds that no server has opened for an hour, and what a killed build left behind. A running server holds the page in memory
 * and doesn't need the folder any more; after a restart it builds what is missing.
 */
export const removeUnusedBuilds = (builds: string, kept: string, nowMs: number): void => {
  for (const name of readdirSync(builds)) {
    const folder = join(builds, name)
    const usedMs = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? nowMs // another process may have removed it
    if (folder !== kept && nowMs - usedMs > unusedMs) rmSync(folder, { recursive: true, force: true })
  }
}
