import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { extract } from 'tar'
import { type JudgedRun, judgeRun } from '../judge/judge.ts'
import { type RoundsSummary, type Summary, summarise } from '../report/summary.ts'
import { type BenchRecord, benchFile } from '../variants/record.ts'
import { repeatsOf, roundFolders } from '../variants/report/write-repeats.ts'
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

/** What was found when a bundle was computed again; empty differences: it says what its data say. */
export type Verification = {
  /** Of the file itself, in hex: what tells it from another one whose content agrees, too. */
  sha256: string
  commit: string
  startedAt: string
  files: number
  /** Null where it is of one run alone. */
  rounds: number | null
  samples: number
  verdict: JudgedRun['verdict'] | null
  /** Of variants: their record as its raw lines have it. */
  arms: BenchRecord | null
  differences: string[]
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

const fileDifferences = (folder: string, manifest: Manifest): string[] => {
  const listed = new Set([manifestFile, ...manifest.files.map(({ path }) => path)])
  return [
    ...manifest.files.flatMap(({ path, sha256 }) => {
      const file = join(folder, path)
      if (!existsSync(file)) return [`${path}: is missing`]
      return sha256Of(file) === sha256 ? [] : [`${path}: its bytes are not those that were bundled`]
    }),
    ...filesBelow(folder)
      .filter((path) => !listed.has(path))
      .map((path) => `${path}: was added`),
  ]
}

const histogramDifferences = (told: readonly LoadHistogram[], computed: readonly LoadHistogram[]): string[] => {
  const key = ({ round, scenario, style, load }: LoadHistogram): string =>
    `${round === undefined ? '' : `round ${round}, `}${scenario} ${style}, ${load}`
  const known = new Map(told.map((one) => [key(one), one]))
  const run = new Set(computed.map(key))
  const added = [...known.keys()].filter((name) => !run.has(name))
  const differing = computed.flatMap((one) => {
    const other = known.get(key(one))
    if (other === undefined) return [`histogram of ${key(one)}: is missing`]
    if (other.samples !== one.samples)
      return [`histogram of ${key(one)}: ${other.samples} told, ${one.samples} raw lines`]
    return other.hdr === one.hdr ? [] : [`histogram of ${key(one)}: is not that of the raw lines`]
  })
  return [...differing, ...added.map((name) => `histogram of ${name}: there was no such load`)]
}

/** What the manifest says of the run, and the documents beside it, against what the run itself kept. */
const originDifferences = (folder: string, manifest: Manifest, origin: Origin): string[] => [
  ...(['commit', 'startedAt'] as const).flatMap((name) =>
    jsonDifferences(manifest[name], origin[name], `${manifestFile}/${name}`),
  ),
  ...otherDocuments(origin, folder).map((name) => `${name}: is not what the run was made from`),
]

type AnySummary = Summary | RoundsSummary

/** Says which measure a difference in the summary is about, instead of its position. */
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

/** Fields may be added to a summary: what one of an older version could not tell is no difference. */
const comparable = (fresh: AnySummary, told: Partial<AnySummary>): Partial<AnySummary> => {
  const added = ['costs', 'trust', 'hashes'] as const
  const left = added.filter((name) => !(name in told))
  return Object.fromEntries(Object.entries(fresh).filter(([name]) => !left.some((one) => one === name)))
}

const summaryDifferences = (folder: string, summary: AnySummary): string[] => {
  const told = readJson<Partial<AnySummary>>(join(folder, 'summary.json'))
  const fresh = asJson(summary)
  return jsonDifferences(told, comparable(fresh, told), 'summary').map((difference) => named(fresh, difference))
}

/** What was computed again, and where that is not what is told. */
type Recomputed = Omit<Verification, 'sha256' | 'commit' | 'startedAt' | 'files'>
type RecomputedRuns = Pick<Recomputed, 'rounds' | 'differences'> & { judged: JudgedRun }

const recomputeRun = (folder: string): RecomputedRuns => {
  const judged = judgeRun(folder)
  return { judged, rounds: null, differences: summaryDifferences(folder, summarise(judged)) }
}

const sameInAll = ['commit', 'dirty', 'command', 'machine', 'versions', 'hashes'] as const

/** Each round, and what all of them say together. */
const recomputeRounds = (folder: string): RecomputedRuns => {
  const rounds = roundFolders(folder).map((at) => ({ name: `round ${basename(at)}`, at, ...recomputeRun(at) }))
  const { judged, summary, record } = repeatsOf(rounds.map((round) => round.judged))
  const others = rounds.flatMap((round) =>
    sameInAll
      .filter((name) => !isDeepStrictEqual(round.judged.record[name], judged.record[name]))
      .map((name) => `${round.name}: its ${name} is not that of the first round`),
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
    arms: null,
    differences: [...histograms, ...recomputed.differences],
  }
}

const recomputeBench = (folder: string, runFolder: string): Recomputed => {
  const { record, ...recomputed } = recomputeVariants(runFolder, join(folder, 'scenarios'))
  return { ...recomputed, verdict: null, arms: record }
}

const recompute = (folder: string, manifest: Manifest): Omit<Verification, 'sha256'> => {
  const { schema, commit, startedAt, files } = manifest
  const broken = fileDifferences(folder, manifest)
  const told = { commit, startedAt, files: files.length }
  try {
    const runFolder = join(folder, 'run')
    const recomputed =
      schema === variantsSchema ? recomputeBench(folder, runFolder) : recomputeScenarios(folder, runFolder, schema)
    const origin = originDifferences(folder, manifest, originOf(runFolder))
    const empty =
      recomputed.samples > 0 ? [] : ['it holds no raw line: there is nothing that its figures could follow from']
    return { ...told, ...recomputed, differences: [...broken, ...origin, ...recomputed.differences, ...empty] }
  } catch (error) {
    const differences = [...broken, `can't be computed again: ${(error as Error).message}`]
    return { ...told, rounds: null, samples: 0, verdict: null, arms: null, differences }
  }
}

const schemas: readonly unknown[] = [runSchema, roundsSchema, variantsSchema]

const readManifest = (folder: string, file: string): Manifest => {
  if (!existsSync(join(folder, manifestFile))) throw new Error(`${file} is no bundle: it has no ${manifestFile}`)
  let manifest: Partial<Manifest> | null
  try {
    manifest = readJson(join(folder, manifestFile))
  } catch {
    throw new Error(`${file} is no bundle: its ${manifestFile} can't be read`)
  }
  if (!schemas.includes(manifest?.schema)) throw new Error(`${file} is a bundle of an unknown schema`)
  const { files } = manifest ?? {}
  if (!Array.isArray(files) || files.some((one) => typeof one?.path !== 'string'))
    throw new Error(`${file} is no bundle: its ${manifestFile} lists no files`)
  return manifest as Manifest
}

/**
 * Computes every verdict of a bundle, or every block of variants, again, from its raw data alone, and says where that differs from what it tells.
 * @throws where the file is no bundle
 */
export const verifyBundle = async (file: string): Promise<Verification> => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-verify-'))
  try {
    await extract({ file, cwd: folder, strict: true }).catch((error: unknown) => {
      throw new Error(`${file} is no bundle, or it is damaged: ${(error as Error).message}`)
    })
    return { sha256: sha256Of(file), ...recompute(folder, readManifest(folder, file)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
