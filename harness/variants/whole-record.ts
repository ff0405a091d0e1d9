import { assertShape, inSchema, readRecordOf, refuse } from '../base/records.ts'
import { histogramOfBlock } from './figures.ts'
import { olderBenches } from './older-schemas.ts'
import { type BenchRecord, type Block, benchFile } from './record.ts'

const shape = {
  texts: ['commit', 'startedAt'],
  mappings: ['machine', 'versions'],
  lists: ['variants', 'loads', 'speeds', 'blocks', 'invariants'],
}

const hasHistogram = (block: Block): boolean => {
  try {
    return typeof block.histogram === 'string' && histogramOfBlock(block).totalCount >= 0
  } catch {
    return false
  }
}

const placeOf = ({ round, variant, load }: Block): string => `round ${round + 1}, ${variant}, ${load}`

/** Finds unreadable and duplicate blocks; duplicates would make few rounds look like many. */
const blockMistakes = ({ variants, loads, blocks }: BenchRecord): string[] => {
  const seen = new Set<string>()
  return blocks.flatMap((block) => {
    const place = placeOf(block)
    const isTwice = seen.has(place)
    seen.add(place)
    return [
      ...(isTwice ? [`${place} occurs twice`] : []),
      ...(variants.some(({ id }) => id === block.variant) ? [] : [`${place}: the record has no such variant`]),
      ...(loads.some(({ id }) => id === block.load) ? [] : [`${place}: the record has no such load`]),
      ...(hasHistogram(block) ? [] : [`${place}: its histogram can't be read`]),
    ]
  })
}

/** Rejects a record without the required members. @throws DamagedRecord */
export const assertMembers = (record: BenchRecord, place: string): void => assertShape(record, place, shape)

/** Rejects an incomplete or contradictory record. @throws DamagedRecord */
export const assertWhole = (record: BenchRecord, place: string): void => {
  assertMembers(record, place)
  refuse(blockMistakes(record), place)
}

/** A record within another file, converted if it has an older schema; undefined if it has an unknown one. */
export const asBench = (value: unknown): BenchRecord | undefined =>
  inSchema<BenchRecord>(value, 'sagabench/bench@2', olderBenches)

/** @throws DamagedRecord unless the folder contains a complete comparison of a known schema */
export const readBench = (folder: string): BenchRecord => {
  const record = readBenchToVerify(folder)
  assertWhole(record, benchFile(folder))
  return record
}

/** As `readBench`, but accepts contradictory blocks, because `verify` reports each of them. */
export const readBenchToVerify = (folder: string): BenchRecord => {
  const record = readRecordOf<BenchRecord>(benchFile(folder), 'sagabench/bench@2', olderBenches)
  assertMembers(record, benchFile(folder))
  return record
}
