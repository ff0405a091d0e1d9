import { appendFileSync, existsSync, statSync } from 'node:fs'

/** The global `planted`, for use in a change's code; each use counts as one effect of the change. */
export type PlantedTools = {
  took: (times?: number) => void
  /** True on one call in n. */
  every: (n: number) => boolean
  /** Waits; the effect is counted at the start. */
  sleep: (ms: number) => Promise<void>
  /** Whether this process was called with the same text before. */
  isAgain: (text: string) => boolean
  /** Whether the change with this word is switched on; not counted. */
  is: (word: string) => boolean
  /** Kills the process at once if its death at this place is requested. */
  die: (place: string) => void
}

export const effectsFile = (plantFile: string): string => `${plantFile}.effects`

/** How often a process's change took effect: one byte each, so that a killed process still counts. */
export const effectsOf = (plantFile: string): number =>
  existsSync(effectsFile(plantFile)) ? statSync(effectsFile(plantFile)).size : 0

/** The chosen call is neither the first nor the last of n, so that some calls before and after it are correct. */
const within = 0.3

/** @param words the words that are on now, separated by semicolons */
export const plantedTools = (plantFile: string, words: () => string = () => ''): PlantedTools => {
  let calls = 0
  const known = new Set<string>()
  const took = (times = 1): void => {
    if (times > 0) appendFileSync(effectsFile(plantFile), '.'.repeat(times))
  }
  const is = (word: string): boolean => words().split(';').includes(word)
  return {
    took,
    is,
    die: (place) => {
      if (is(`die:${place}`)) process.kill(process.pid, 'SIGKILL')
    },
    every: (n) => {
      const isIt = calls++ % n === Math.floor(n * within)
      if (isIt) took()
      return isIt
    },
    sleep: (ms) => {
      took()
      return new Promise((done) => setTimeout(done, ms))
    },
    isAgain: (text) => {
      if (!known.has(text)) {
        known.add(text)
        return false
      }
      took()
      return true
    },
  }
}
