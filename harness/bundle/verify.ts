import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { extract } from 'tar'
import { InvalidDocument } from '../base/errors.ts'
import { type JudgedRun, judgeRun } from '../judge/judge.ts'
import { type RoundsSummary, type Summary, summarise } from '../report/summary.ts'
import { type BenchRecord, benchFile } from '../variants/records.ts'
import { repeatsOf, roundFolders } from '../variants/report/write.ts'
import {
  filesBelow,
  histogramsFile,
  type Manifest,
  manifestFile,
  type Origin,
  originOf,
  otherDocuments,
  roundsSchema,
  runSchema,
  sha256Of,
  variantsSchema,
} from './bundle.ts'
import { asJson, jsonDifferences } from './differences.ts'
import { histogramsOf, type LoadHistogram } from './histograms.ts'
import { recomputeVariants } from './variants.ts'

/** The result of recomputing a bundle; without differences, its figures and verdicts follow from its data. */
export type Verification = {
  /** Checksum of the bundle file in hex; distinguishes it from a bundle that was forged consistently. */
  sha256: string
  commit: string
  startedAt: string
  files: number
  /** Null for a single run. */
  rounds: number | null
  samples: number
  verdict: JudgedRun['verdict'] | null
  /** The record recomputed from the raw lines; null unless the bundle compares variants. */
  variants: BenchRecord | null
  differences: string[]
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

const fileDifferences = (folder: string, manifest: Manifest): string[] => {
  const listed = new Set([manifestFile, ...manifest.files.map(({ path }) => path)])
  return [
    ...manifest.files.flatMap(({ path, sha256 }) => {
      const file = join(folder, path)
      if (!existsSync(file)) return [`${path}: is missing`]
      return sha256Of(file) === sha256 ? [] : [`${path}: its checksum differs from the manifest`]
    }),
    ...filesBelow(folder)
      .filter((path) => !listed.has(path))
      .map((path) => `${path}: is not in the manifest`),
  ]
}

const histogramDifferences = (recorded: readonly LoadHistogram[], computed: readonly LoadHistogram[]): string[] => {
  const key = ({ round, scenario, style, load }: LoadHistogram): string =>
    `${round === undefined ? '' : `round ${round}, `}${scenario} ${style}, ${load}`
  const known = new Map(recorded.map((one) => [key(one), one]))
  const run = new Set(computed.map(key))
  const added = [...known.keys()].filter((name) => !run.has(name))
  const differing = computed.flatMap((one) => {
    const other = known.get(key(one))
    if (other === undefined) return [`histogram of ${key(one)}: is missing`]
    if (other.samples !== one.samples)
      return [`histogram of ${key(one)}: recorded ${other.samples} samples, found ${one.samples} raw lines`]
    return other.hdr === one.hdr ? [] : [`histogram of ${key(one)}: differs from the histogram of the raw lines`]
  })
  return [...differing, ...added.map((name) => `histogram of ${name}: the run has no such load`)]
}

/** Compares the manifest and the bundled documents with what the run recorded. */
const originDifferences = (folder: string, manifest: Manifest, origin: Origin): string[] => [
  ...(['commit', 'startedAt'] as const).flatMap((name) =>
    jsonDifferences(manifest[name], origin[name], `${manifestFile}/${name}`),
  ),
  ...otherDocuments(origin, folder).map((name) => `${name}: differs from what the run used`),
]

type AnySummary = Summary | RoundsSummary

/** Replaces positions in the path of a difference with the names of the scenario and the measure. */
const named = (summary: AnySummary, difference: string): string =>
  difference.replace(
    /^summary\/scenarios\/(\d+)(?:\/measures\/(\d+))?/,
    (found, scenario: string, measure?: string) => {
      const one = summary.scenarios[Number(scenario)]
      if (one === undefined) return found
      const of = measure === undefined ? undefined : one.measures[Number(measure)]
      return `${one.id} ${one.style}${of === undefined ? '' : `, ${of.id} (${of.load})`}`
    },
  )

/** Drops fields that summaries of older versions lack, so that they don't count as differences. */
const comparable = (fresh: AnySummary, recorded: Partial<AnySummary>): Partial<AnySummary> => {
  const added = ['costs', 'trust', 'hashes'] as const
  const left = added.filter((name) => !(name in recorded))
  return Object.fromEntries(Object.entries(fresh).filter(([name]) => !left.some((one) => one === name)))
}

const summaryDifferences = (folder: string, summary: AnySummary): string[] => {
  const recorded = readJson<Partial<AnySummary>>(join(folder, 'summary.json'))
  const fresh = asJson(summary)
  return jsonDifferences(recorded, comparable(fresh, recorded), 'summary').map((difference) => named(fresh, difference))
}

type Recomputed = Omit<Verification, 'sha256' | 'commit' | 'startedAt' | 'files'>
type RecomputedRuns = Pick<Recomputed, 'rounds' | 'differences'> & { judged: JudgedRun }

const recomputeRun = (folder: string): RecomputedRuns => {
  const judged = judgeRun(folder)
  return { judged, rounds: null, differences: summaryDifferences(folder, summarise(judged)) }
}

const sameInAll = ['commit', 'dirty', 'command', 'machine', 'versions', 'hashes'] as const

/** Recomputes each round and the summary over all rounds. */
const recomputeRounds = (folder: string): RecomputedRuns => {
  const rounds = roundFolders(folder).map((at) => ({ name: `round ${basename(at)}`, at, ...recomputeRun(at) }))
  const { judged, summary, record } = repeatsOf(rounds.map((round) => round.judged))
  const others = rounds.flatMap((round) =>
    sameInAll
      .filter((name) => !isDeepStrictEqual(round.judged.record[name], judged.record[name]))
      .map((name) => `${round.name}: its ${name} differs from the first round`),
  )
  const all = [
    ...summaryDifferences(folder, summary),
    ...jsonDifferences(readJson(benchFile(folder)), asJson(record), 'bench.json'),
  ]
  const each = rounds.flatMap(({ name, differences }) => differences.map((difference) => `${name}: ${difference}`))
  const differences = [...others, ...each, ...all.map((difference) => `all rounds: ${difference}`)]
  return { judged, rounds: rounds.length, differences }
}

const recomputeScenarios = (folder: string, runFolder: string, schema: Manifest['schema']): Recomputed => {
  const recomputed = schema === roundsSchema ? recomputeRounds(runFolder) : recomputeRun(runFolder)
  const computed = histogramsOf(runFolder)
  const histograms = histogramDifferences(readJson(join(folder, histogramsFile)), computed)
  return {
    rounds: recomputed.rounds,
    samples: computed.reduce((sum, one) => sum + one.samples, 0),
    verdict: recomputed.judged.verdict,
    variants: null,
    differences: [...histograms, ...recomputed.differences],
  }
}

const recomputeBench = (folder: string, runFolder: string): Recomputed => {
  const { record, ...recomputed } = recomputeVariants(runFolder, join(folder, 'scenarios'))
  return { ...recomputed, verdict: null, variants: record }
}

const recompute = (folder: string, manifest: Manifest): Omit<Verification, 'sha256'> => {
  const { schema, commit, startedAt, files } = manifest
  const broken = fileDifferences(folder, manifest)
  const listed = { commit, startedAt, files: files.length }
  try {
    const runFolder = join(folder, 'run')
    const recomputed =
      schema === variantsSchema ? recomputeBench(folder, runFolder) : recomputeScenarios(folder, runFolder, schema)
    const origin = originDifferences(folder, manifest, originOf(runFolder))
    const empty = recomputed.samples > 0 ? [] : ['the bundle contains no raw lines, so nothing could be verified']
    return { ...listed, ...recomputed, differences: [...broken, ...origin, ...recomputed.differences, ...empty] }
  } catch (error) {
    const differences = [...broken, `can't be recomputed: ${(error as Error).message}`]
    return { ...listed, rounds: null, samples: 0, verdict: null, variants: null, differences }
  }
}

const schemas: readonly unknown[] = [runSchema, roundsSchema, variantsSchema]
/** Their reasons and notes have other words, so recomputing them would report false differences. */
const olderSchemas: readonly unknown[] = [
  'sagabench/bundle@1',
  'sagabench/bundle-of-rounds@1',
  'sagabench/bundle-of-arms@1',
]

const readManifest = (folder: string, file: string): Manifest => {
  if (!existsSync(join(folder, manifestFile)))
    throw new InvalidDocument([`${file} is not a bundle: it has no ${manifestFile}`])
  let manifest: Partial<Manifest> | null
  try {
    manifest = readJson(join(folder, manifestFile))
  } catch {
    throw new InvalidDocument([`${file} is not a bundle: its ${manifestFile} can't be read`])
  }
  if (olderSchemas.includes(manifest?.schema))
    throw new InvalidDocument([
      `${file} was written by an older version (${manifest?.schema}); verify it with the version that wrote it, commit ${manifest?.commit}.`,
    ])
  if (!schemas.includes(manifest?.schema))
    throw new InvalidDocument([`${file} has an unknown schema; this version reads ${schemas.join(', ')}`])
  const { files } = manifest ?? {}
  if (!Array.isArray(files) || files.some((one) => typeof one?.path !== 'string'))
    throw new InvalidDocument([`${file} is not a bundle: its ${manifestFile} lists no files`])
  return manifest as Manifest
}

/**
 * Recomputes every verdict of a bundle, or every block of variants, from its raw data and reports the differences.
 * @throws InvalidDocument if the file is not a bundle
 */
export const verifyBundle = async (file: string): Promise<Verification> => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-verify-'))
  try {
    await extract({ file, cwd: folder, strict: true }).catch((error: unknown) => {
      throw new InvalidDocument([`${file} is not a bundle, or it is damaged: ${(error as Error).message}`])
    })
    return { sha256: sha256Of(file), ...recompute(folder, readManifest(folder, file)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
