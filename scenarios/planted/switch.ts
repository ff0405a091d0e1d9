import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Switches changes on and off, by words in a file, in running (and warmed-up) processes that contain them from their
 * start.
 */

const everyMs = 25
const patienceMs = 10_000
const ackFile = (plantFile: string): string => `${plantFile}.at`
const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** In a process: the current words, re-read continuously; each change is acknowledged. */
export const watchSwitch = (switchFile: string, plantFile: string): (() => string) => {
  let at: string | undefined
  const look = (): void => {
    const now = read(switchFile)
    // Acknowledge the first read too: a process that crashed here before left outdated words.
    if (now !== at) {
      at = now
      writeFileSync(ackFile(plantFile), at)
    }
  }
  look()
  setInterval(look, everyMs).unref()
  return () => at ?? ''
}

export const switchFileOf = (folder: string): string => join(folder, 'switch')

/**
 * Switches the changes with these words on and all others off, and waits until every running process that has changes
 * has acknowledged. A process that isn't running, or crashes meanwhile, reads the words when it starts.
 */
export const switchTo = async (
  folder: string,
  words: readonly string[],
  isRunning: (service: string) => boolean = () => true,
): Promise<void> => {
  const text = words.join(';')
  writeFileSync(switchFileOf(folder), text)
  const services = readdirSync(folder).flatMap((name) =>
    name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : [],
  )
  const isBehind = (service: string): boolean =>
    isRunning(service) && read(ackFile(join(folder, `${service}.json`))) !== text
  const until = Date.now() + patienceMs
  while (services.some(isBehind)) {
    if (Date.now() > until)
      throw new Error(`${services.filter(isBehind).join(', ')} did not change to "${text}" within ${patienceMs} ms`)
    await sleep(everyMs)
  }
}
