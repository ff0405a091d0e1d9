import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DamagedRecord } from '../base/errors.ts'
import { planLoad } from '../scenario/load.ts'
import { readPlaced } from '../scenario/places.ts'
import { readTimed } from '../scenario/raw.ts'
import type { Decision, Scenario } from '../scenario/scenario.ts'
import { blockFrom } from '../variants/block-of.ts'
import { judgeBlock, rawFileOf, rawFolderOf, warmUpRound } from '../variants/raw-lines.ts'
import { type BenchRecord, type Block, benchFile } from '../variants/record.ts'
import { readBenchToVerify } from '../variants/whole-record.ts'
import { asJson, jsonDifferences } from './differences.ts'

type Judgeable = BenchRecord & Required<Pick<BenchRecord, 'scenario'>>

/** A record of variants whose blocks can be judged again. @throws DamagedRecord where it does not keep by which limits */
export const readJudgeable = (folder: string): Judgeable => {
  const { scenario, ...record } = readBenchToVerify(folder)
  if (scenario === undefined)
    throw new DamagedRecord(
      `${benchFile(folder)} is of an older version, which did not keep the limits beyond which a block does not count: nothing could be verified. Measure again: npm run bench -- variants.`,
    )
  return { ...record, scenario }
}

type Place = Pick<Block, 'round' | 'arm' | 'load'>

const nameOf = ({ round, arm, load }: Place): string => `round ${round + 1}, ${arm}, ${load}`

/** A block computed again: its raw lines and the record's load against the record's limits. */
const recomputeBlock = (
  folder: string,
  { loads, scenario }: Judgeable,
  told: Block,
): { block: Block; lines: number } => {
  const load = loads.find(({ id }) => id === told.load)
  if (load === undefined) throw new DamagedRecord(`there is no load ${told.load}`)
  const samples = readTimed(rawFileOf(folder, told))
  const generator = { ...told.generator, offered: planLoad(load, load.duration_s).offered }
  const judged = judgeBlock({ load, generator, samples }, scenario.decision)
  const rest = told.restMs === null ? { unrest: told.invalid ?? 'it never came to rest' } : { ms: told.restMs }
  const { round, arm, startedAt } = told
  return { block: asJson(blockFrom({ round, arm, startedAt }, judged, told, rest)), lines: samples.length }
}

const blockDifferences = (told: Block, block: Block): string[] => [
  ...jsonDifferences({ ...told, histogram: '' }, { ...block, histogram: '' }, nameOf(told)),
  ...(told.histogram === block.histogram ? [] : [`${nameOf(told)}/histogram: is not that of the raw lines`]),
]

/** Every variant meets every load in every round, once: a block that is left out, or told twice, shifts the means. */
const missingOrMore = (folder: string, { arms, loads, speeds, blocks }: BenchRecord): string[] => {
  const rounds = [...new Set([...speeds, ...blocks].map(({ round }) => round))]
  const placesIn = (round: number): Place[] =>
    arms.flatMap(({ id: arm }) => loads.map(({ id: load }) => ({ round, arm, load })))
  const counts = new Map(rounds.flatMap(placesIn).map((place) => [nameOf(place), 0]))
  for (const block of blocks) counts.set(nameOf(block), (counts.get(nameOf(block)) ?? 1) + 1)
  const ofBlocks = new Set([...placesIn(warmUpRound), ...blocks].map((place) => basename(rawFileOf(folder, place))))
  return [
    ...[...counts].flatMap(([name, count]) =>
      count === 1 ? [] : [`${name}: ${count === 0 ? 'bench.json leaves it out' : 'bench.json has one too many'}`],
    ),
    ...readdirSync(rawFolderOf(folder)).flatMap((file) =>
      ofBlocks.has(file) ? [] : [`raw/${file}: no block of bench.json is of it`],
    ),
  ]
}

/** The limits that the record keeps against those of the document beside it. */
const limitDifferences = (documents: string, { scenario: { id, decision } }: Judgeable): string[] => {
  const file = join(documents, `${id}.yaml`)
  if (!existsSync(file)) return [`scenarios/${id}.yaml: is missing`]
  const { decision: written } = readPlaced(readFileSync(file, 'utf8')).value as Partial<Scenario>
  const limitsOf = (one: Partial<Decision> | undefined) => [one?.confidence, one?.generator]
  return JSON.stringify(limitsOf(decision)) === JSON.stringify(limitsOf(written))
    ? []
    : [`bench.json/scenario/decision: is not that of scenarios/${id}.yaml`]
}

/** A record of variants as its raw lines have it, and where that is not what it tells. */
export type RecomputedVariants = { record: BenchRecord; rounds: number; samples: number; differences: string[] }

/** Computes every block of a record again from its raw lines. @param documents the folder of the scenario documents */
export const recomputeVariants = (folder: string, documents: string): RecomputedVariants => {
  const record = readJudgeable(folder)
  const computed = record.blocks.map((told) => {
    try {
      const { block, lines } = recomputeBlock(folder, record, told)
      return { blocks: [block], lines, differences: blockDifferences(told, block) }
    } catch (error) {
      return { blocks: [], lines: 0, differences: [`${nameOf(told)}: ${(error as Error).message}`] }
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
