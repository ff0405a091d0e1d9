import { DamagedRecord } from '../errors.ts'
import { histogramOfBlock } from './figures.ts'
import type { BenchRecord, Block } from './record.ts'

type Members = Readonly<Record<string, unknown>>

const isMapping = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const texts = ['commit', 'startedAt'] as const
const mappings = ['machine', 'versions'] as const
const lists = ['arms', 'loads', 'speeds', 'blocks', 'invariants'] as const

/** Members without which nothing can be computed. */
const missing = (record: Members): string[] => [
  ...texts.filter((name) => typeof record[name] !== 'string').map((name) => `${name} is no text`),
  ...mappings.filter((name) => !isMapping(record[name])).map((name) => `${name} is no mapping`),
  ...lists
    .filter((name) => !(Array.isArray(record[name]) && record[name].every(isMapping)))
    .map((name) => `${name} is no list of mappings`),
]

const hasHistogram = (block: Block): boolean => {
  try {
    return typeof block.histogram === 'string' && histogramOfBlock(block).totalCount >= 0
  } catch {
    return false
  }
}

const placeOf = ({ round, arm, load }: Block): string => `round ${round + 1}, ${arm}, ${load}`

/** A block that can't be read, or that contradicts another: counted twice, few rounds would seem to be many. */
const blockMistakes = ({ arms, loads, blocks }: BenchRecord): string[] => {
  const seen = new Set<string>()
  return blocks.flatMap((block) => {
    const place = placeOf(block)
    const isTwice = seen.has(place)
    seen.add(place)
    return [
      ...(isTwice ? [`${place} stands there twice`] : []),
      ...(arms.some(({ id }) => id === block.arm) ? [] : [`${place}: the record has no such arm`]),
      ...(loads.some(({ id }) => id === block.load) ? [] : [`${place}: the record has no such load`]),
      ...(hasHistogram(block) ? [] : [`${place}: its histogram can't be read`]),
    ]
  })
}

const toldMax = 5

const refuse = (mistakes: readonly string[], place: string): void => {
  if (mistakes.length === 0) return
  const more = mistakes.length > toldMax ? [`and ${mistakes.length - toldMax} more`] : []
  throw new DamagedRecord([...mistakes.slice(0, toldMax), ...more].map((text) => `${place}: ${text}`).join('\n'))
}

/** Refuses a record without the members that everything is computed from. @throws DamagedRecord */
export const assertMembers = (record: BenchRecord, place: string): void => refuse(missing({ ...record }), place)

/** Refuses a record that lacks something or contradicts itself. @throws DamagedRecord */
export const assertWhole = (record: BenchRecord, place: string): void => {
  assertMembers(record, place)
  refuse(blockMistakes(record), place)
}
