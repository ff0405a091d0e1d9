import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A change that is in processes from their start can be turned on and off while they run, warm as they are: by words in a file. */

const everyMs = 25
const patienceMs = 10_000
const ackFile = (plantFile: string): string => `${plantFile}.at`
const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** In a process: the words that hold now, re-read all the time, each change of them acknowledged. */
export const watchSwitch = (switchFile: string, plantFile: string): (() => string) => {
  let at = ''
  const look = (): void => {
    const now = read(switchFile)
    if (now !== at) {
      at = now
      writeFileSync(ackFile(plantFile), at)
    }
  }
  look()
  setInterval(look, everyMs).unref()
  return () => at
}

export const switchFileOf = (folder: string): string => join(folder, 'switch')

/**
 * Turns changes on by their words, all others off, and waits until every process that has changes knows. `except`: services that do not
 * run now; they read the words when they start.
 */
export const switchTo = async (
  folder: string,
  words: readonly string[],
  except: readonly string[] = [],
): Promise<void> => {
  const text = words.join(';')
  writeFileSync(switchFileOf(folder), text)
  const plantFiles = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !except.includes(name.slice(0, -'.json'.length)))
    .map((name) => join(folder, name))
  const until = Date.now() + patienceMs
  while (plantFiles.some((file) => read(ackFile(file)) !== text)) {
    if (Date.now() > until) throw new Error(`not every process has changed to "${text}" within ${patienceMs} ms`)
    await sleep(everyMs)
  }
}
