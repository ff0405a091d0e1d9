import type { Sample } from './sample.ts'

type Times = Pick<Sample, 'intended' | 'ready' | 'started' | 'accepted' | 'ended'>

/** The order in which a unit of work goes through its times. `intended` and `ready` come from different clocks. */
const timeMistake = ({ intended, ready, started, accepted, ended }: Times): string | undefined => {
  const times = { intended, ready, started, ended, ...(accepted === null ? {} : { accepted }) }
  const negative = Object.entries(times).find(([, ms]) => ms < 0)
  if (negative !== undefined) return `${negative[0]} is ${negative[1]}: times count from the start of the load`
  if (ended < started) return `it ended at ${ended} ms, before it started at ${started} ms`
  if (ended < intended) return `it ended at ${ended} ms, before it was meant to start at ${intended} ms`
  if (accepted !== null && (accepted < started || accepted > ended))
    return `it was accepted at ${accepted} ms, not between its start at ${started} ms and its end at ${ended} ms`
  return undefined
}

const answerMistake = ({ outcome, status }: Sample): string | undefined =>
  status === 0 && (outcome === 'succeeded' || outcome === 'refused')
    ? `it ${outcome === 'succeeded' ? 'succeeded' : 'was refused'}, but no answer came (status 0)`
    : undefined

/** The prefix of a key that ends with the unit's number; all units of a load share it. */
const beginningOf = ({ i, key }: Sample): string | undefined =>
  typeof key === 'string' && key.endsWith(`-${i}`) ? key.slice(0, -`${i}`.length) : undefined

/** A hash of a text. Texts with the same hash are compared in full when the lines are read again. */
const numberOf = (text: string): number => {
  let [a, b] = [0x811c9dc5, 0x9e3779b9]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13)
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff)
}

/** A set of texts that must be unique; stores one number per text. */
const uniqueTexts = () => {
  const seen = new Set<number>()
  return (text: string): boolean => {
    const number = numberOf(text)
    if (seen.has(number)) return false
    seen.add(number)
    return true
  }
}

export type Contradiction = {
  readonly message: string /** Possibly a hash collision: compare the full texts before reporting it. */
  readonly repeated?: string
}

/**
 * Checks the samples of one file for contradictions: a unit that ended twice, an end before its start, a line of another
 * run.
 */
export const contradictions = (): ((sample: Sample, line: string) => Contradiction | undefined) => {
  const [units, isNewId, isNewKey] = [new Set<number>(), uniqueTexts(), uniqueTexts()]
  let beginning: string | undefined
  let begins = 0
  return (sample, line) => {
    const { i, id, key } = sample
    const message = timeMistake(sample) ?? answerMistake(sample)
    if (message !== undefined) return { message }
    if (units.has(i)) return { message: `unit ${i} already ended in an earlier line` }
    units.add(i)
    if (id !== null && !isNewId(id)) return { message: `the id ${id} already occurs in an earlier line`, repeated: id }
    if (typeof key === 'string' && !isNewKey(key))
      return { message: `the key ${key} already occurs in an earlier line`, repeated: key }
    const own = beginningOf(sample)
    beginning ??= own
    if (beginning !== undefined && typeof key === 'string' && own !== beginning)
      return { message: `its key ${key} belongs to another run than ${beginning}…` }
    if (line.includes('"load_began_ms"') && ++begins > 1)
      return { message: 'a second line records the start of the load: the file mixes lines of two runs' }
    return undefined
  }
}
