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
  let at: string | undefined
  const look = (): void => {
    const now = read(switchFile)
    // The first look is told, too: who died at this place before has left words that hold no more.
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
 * Turns changes on by their words, all others off, and waits until every process that has changes and runs knows. One that does not run,
 * or dies meanwhile, reads the words when it starts.
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
