import { appendFileSync, existsSync, statSync } from 'node:fs'

/** What a planted change can use, as the global `planted`; each use counts as the change's taking effect. */
export type PlantedTools = {
  took: (times?: number) => void
  /** True at every n-th call. */
  every: (n: number) => boolean
  /** Waits; the effect is counted at the beginning. */
  sleep: (ms: number) => Promise<void>
  /** Whether this was asked with the same text before, in this process. */
  isAgain: (text: string) => boolean
  /** Whether what is planted under this word is turned on; not counted. */
  is: (word: string) => boolean
  /** Ends the process at once where its death at this place is asked for. */
  die: (place: string) => void
}

export const effectsFile = (plantFile: string): string => `${plantFile}.effects`

/** How often the change of a process took effect: a byte each, so that whoever is killed has told. */
export const effectsOf = (plantFile: string): number =>
  existsSync(effectsFile(plantFile)) ? statSync(effectsFile(plantFile)).size : 0

/** Of every n calls one that is neither the first nor the last: a few calls before and after it go right. */
const within = 0.3

/** @param words what is turned on now, by semicolons */
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
