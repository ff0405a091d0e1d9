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

/** What a key begins with, where it ends with the unit's number: the same for all units of a load. */
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

/** Texts that have to be unlike each other; keeps a number for each, whatever their length. */
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
  readonly message: string /** It may be a chance: read again to be sure. */
  readonly repeated?: string
}

/**
 * Looks at the samples of one file, one after the other, for what can't be true together: a unit that ended twice, an end
 * before its start, a line of another run.
 */
export const contradictions = (): ((sample: Sample, line: string) => Contradiction | undefined) => {
  const [units, isNewId, isNewKey] = [new Set<number>(), uniqueTexts(), uniqueTexts()]
  let beginning: string | undefined
  let begins = 0
  return (sample, line) => {
    const { i, id, key } = sample
    const message = timeMistake(sample) ?? answerMistake(sample)
    if (message !== undefined) return { message }
    if (units.has(i)) return { message: `unit ${i} has ended before: each unit ends once` }
    units.add(i)
    if (id !== null && !isNewId(id)) return { message: `the id ${id} stands in an earlier line`, repeated: id }
    if (typeof key === 'string' && !isNewKey(key))
      return { message: `the key ${key} stands in an earlier line`, repeated: key }
    const own = beginningOf(sample)
    beginning ??= own
    if (beginning !== undefined && typeof key === 'string' && own !== beginning)
      return { message: `its key ${key} is of another run than ${beginning}…` }
    if (line.includes('"load_began_ms"') && ++begins > 1)
      return { message: 'a second line says when the load began: lines of two runs stand in one file' }
    return undefined
  }
}
