import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DamagedRecord } from '../base/errors.ts'
import { type Decision, readPlaced, type Scenario } from '../scenario/documents.ts'
import { readTimed } from '../scenario/records.ts'
import { planLoad } from '../scenario/running.ts'
import {
  type BenchRecord,
  type Block,
  benchFile,
  blockFrom,
  judgeBlock,
  rawFileOf,
  rawFolderOf,
  readBenchToVerify,
  warmUpRound,
} from '../variants/records.ts'
import { asJson, jsonDifferences } from './differences.ts'

type Judgeable = BenchRecord & Required<Pick<BenchRecord, 'scenario'>>

/** A record of variants whose blocks can be judged again. @throws DamagedRecord if it does not contain the limits */
export const readJudgeable = (folder: string): Judgeable => {
  const { scenario, ...record } = readBenchToVerify(folder)
  if (scenario === undefined)
    throw new DamagedRecord(
      `${benchFile(folder)} was written by an older version that did not store the limits for valid blocks, so nothing can be verified. Measure again: npm run bench -- variants.`,
    )
  return { ...record, scenario }
}

type Place = Pick<Block, 'round' | 'variant' | 'load'>

const nameOf = ({ round, variant, load }: Place): string => `round ${round + 1}, ${variant}, ${load}`

/** Recomputes a block from its raw lines, with the load and the limits of the record. */
const recomputeBlock = (
  folder: string,
  { loads, scenario }: Judgeable,
  recorded: Block,
): { block: Block; lines: number } => {
  const load = loads.find(({ id }) => id === recorded.load)
  if (load === undefined) throw new DamagedRecord(`bench.json defines no load ${recorded.load}`)
  const samples = readTimed(rawFileOf(folder, recorded))
  const generator = { ...recorded.generator, offered: planLoad(load, load.duration_s).offered }
  const judged = judgeBlock({ load, generator, samples }, scenario.decision)
  const rest =
    recorded.restMs === null ? { unrest: recorded.invalid ?? 'it never came to rest' } : { ms: recorded.restMs }
  const { round, variant, startedAt } = recorded
  return { block: asJson(blockFrom({ round, variant, startedAt }, judged, recorded, rest)), lines: samples.length }
}

const blockDifferences = (recorded: Block, block: Block): string[] => [
  ...jsonDifferences({ ...recorded, histogram: '' }, { ...block, histogram: '' }, nameOf(recorded)),
  ...(recorded.histogram === block.histogram
    ? []
    : [`${nameOf(recorded)}/histogram: differs from the histogram of the raw lines`]),
]

/** Each round has one block per variant and load; a missing or duplicate block would shift the means. */
const missingOrMore = (folder: string, { variants, loads, speeds, blocks }: BenchRecord): string[] => {
  const rounds = [...new Set([...speeds, ...blocks].map(({ round }) => round))]
  const placesIn = (round: number): Place[] =>
    variants.flatMap(({ id: variant }) => loads.map(({ id: load }) => ({ round, variant, load })))
  const counts = new Map(rounds.flatMap(placesIn).map((place) => [nameOf(place), 0]))
  for (const block of blocks) counts.set(nameOf(block), (counts.get(nameOf(block)) ?? 1) + 1)
  const ofBlocks = new Set([...placesIn(warmUpRound), ...blocks].map((place) => basename(rawFileOf(folder, place))))
  return [
    ...[...counts].flatMap(([name, count]) =>
      count === 1 ? [] : [`${name}: ${count === 0 ? 'missing from bench.json' : 'bench.json has an extra block'}`],
    ),
    ...readdirSync(rawFolderOf(folder)).flatMap((file) =>
      ofBlocks.has(file) ? [] : [`raw/${file}: no block in bench.json belongs to this file`],
    ),
  ]
}

/** Compares the limits in the record with those in the bundled scenario document. */
const limitDifferences = (documents: string, { scenario: { id, decision } }: Judgeable): string[] => {
  const file = join(documents, `${id}.yaml`)
  if (!existsSync(file)) return [`scenarios/${id}.yaml: is missing`]
  const { decision: written } = readPlaced(readFileSync(file, 'utf8')).value as Partial<Scenario>
  const limitsOf = (one: Partial<Decision> | undefined) => [one?.confidence, one?.generator]
  return JSON.stringify(limitsOf(decision)) === JSON.stringify(limitsOf(written))
    ? []
    : [`bench.json/scenario/decision: differs from scenarios/${id}.yaml`]
}

/** A record recomputed from its raw lines, with the differences from the recorded one. */
export type RecomputedVariants = { record: BenchRecord; rounds: number; samples: number; differences: string[] }

/** Recomputes every block of a record from its raw lines. @param documents the folder of the scenario documents */
export const recomputeVariants = (folder: string, documents: string): RecomputedVariants => {
  const record = readJudgeable(folder)
  const computed = record.blocks.map((recorded) => {
    try {
      const { block, lines } = recomputeBlock(folder, record, recorded)
      return { blocks: [block], lines, differences: blockDifferences(recorded, block) }
    } catch (error) {
      return { blocks: [], lines: 0, differences: [`${nameOf(recorded)}: ${(error as Error).message}`] }
    }
  })
  return {
    record: { ...record, blocks: computed.flatMap(({ blocks }) => blocks) },
    rounds: new Set(record.blocks.map(({ round }) => round)).size,
    samples: computed.reduce((sum, { lines }) => sum + lines, 0),
    differences: [
      ...limitDifferences(documents, record),
      ...missingOrMore(folder, record),
      ...computed.flatMap(({ differences }) => differences),
    ],
  }
}
