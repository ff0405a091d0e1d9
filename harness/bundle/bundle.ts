import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { create } from 'tar'
import { hashDocuments } from '../scenario/hashes.ts'
import { type RunRecord, readRun } from '../scenario/run-record.ts'
import { benchFile } from '../variants/record.ts'
import { hasRounds, roundFolders } from '../variants/report/write-repeats.ts'
import { histogramsOf } from './histograms.ts'
import { readJudgeable } from './variants.ts'

export const runSchema = 'sagabench/bundle@1'
export const roundsSchema = 'sagabench/bundle-of-rounds@1'
export const variantsSchema = 'sagabench/bundle-of-arms@1'

/** What lies in a bundle and what its bytes were; `verify` holds the files against it. */
export type Manifest = {
  /** Of one run, of all rounds of repeated scenarios, or of variants against each other. */
  schema: typeof runSchema | typeof roundsSchema | typeof variantsSchema
  commit: string
  startedAt: string
  files: { path: string; bytes: number; sha256: string }[]
}

export const manifestFile = 'manifest.json'
export const histogramsFile = 'histograms.json'
/** Pages, and what CI reads, are made from the rest and are left out: `verify` could not vouch for what they tell. */
const leftOut = new Set(['report.html', 'report.md', 'junit.xml', 'ctrf.json', 'badge.svg'])

export const sha256Of = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** All files below a folder, relative to it, in order. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()

/** What a run or a benchmark kept of where it comes from. */
export type Origin = Pick<RunRecord, 'commit' | 'startedAt' | 'hashes'>

/** Documents below a folder that are not those that the run was made from, by what the run kept of them. */
export const otherDocuments = ({ hashes = {} }: Origin, folder: string): string[] => {
  const here = hashDocuments(folder)
  return Object.entries(hashes).flatMap(([name, hash]) => (here[name] === hash ? [] : [name]))
}

const schemaOf = (folder: string): Manifest['schema'] => {
  if (hasRounds(folder)) return roundsSchema
  return existsSync(benchFile(folder)) ? variantsSchema : runSchema
}

/** Where the runs of a folder of reports are: itself, or its rounds. */
const runFolders = (folder: string): string[] => (hasRounds(folder) ? roundFolders(folder) : [folder])

/** Where a folder of reports comes from; all its rounds have commit, documents and machine in common. */
export const originOf = (folder: string): Origin =>
  schemaOf(folder) === variantsSchema ? readJudgeable(folder) : readRun(runFolders(folder)[0] ?? folder)

/** Folders of a run or its rounds that lack what they tell for programs, as those that an older version left may. */
export const unsummarised = (folder: string): string[] =>
  schemaOf(folder) === variantsSchema
    ? []
    : [...new Set([folder, ...runFolders(folder)])].filter((place) => !existsSync(join(place, 'summary.json')))

/** Puts together what the verdicts of a run or of repeated ones, or the figures of variants, were computed from, and what was run. */
const collect = (runFolder: string, projectRoot: string, into: string): void => {
  for (const file of filesBelow(runFolder).filter((path) => !leftOut.has(basename(path)))) {
    mkdirSync(dirname(join(into, 'run', file)), { recursive: true })
    cpSync(join(runFolder, file), join(into, 'run', file))
  }
  for (const folder of ['specs', 'scenarios']) {
    if (existsSync(join(projectRoot, folder))) {
      cpSync(join(projectRoot, folder), join(into, folder), {
        recursive: true,
        filter: (path) => folder === 'specs' || !path.endsWith('.test.ts'), // specs/ whole, as its hash is.
      })
    }
  }
  for (const file of ['docker-compose.yml', 'package-lock.json']) {
    if (existsSync(join(projectRoot, file))) cpSync(join(projectRoot, file), join(into, file))
  }
  const { commit, startedAt } = originOf(runFolder)
  const schema = schemaOf(runFolder)
  // Those of variants stand in bench.json, block by block.
  if (schema !== variantsSchema)
    writeFileSync(join(into, histogramsFile), `${JSON.stringify(histogramsOf(runFolder), null, 1)}\n`)
  const files = filesBelow(into).map((path) => {
    const bytes = readFileSync(join(into, path)).length
    return { path, bytes, sha256: sha256Of(join(into, path)) }
  })
  const manifest: Manifest = { schema, commit, startedAt, files }
  writeFileSync(join(into, manifestFile), `${JSON.stringify(manifest, null, 1)}\n`)
}

/**
 * Writes one file with everything that the verdicts of a run, or of all rounds of repeated scenarios, can be computed from
 * again: raw lines, evidence, histograms, summaries, specifications, scenario documents, lock file and environment; of variants,
 * with what their figures can be computed from. A gzipped tar; the same run, the same bytes.
 */
export const writeBundle = async (runFolder: string, projectRoot: string, file: string): Promise<Manifest> => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-bundle-'))
  try {
    collect(runFolder, projectRoot, folder)
    await create({ file, cwd: folder, gzip: true, portable: true, noMtime: true }, [
      manifestFile,
      ...filesBelow(folder).filter((path) => path !== manifestFile),
    ])
    return JSON.parse(readFileSync(join(folder, manifestFile), 'utf8')) as Manifest
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
