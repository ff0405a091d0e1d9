import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { create } from 'tar'
import { hashDocuments, type RunRecord, readRun } from '../scenario/records.ts'
import { benchFile } from '../variants/records.ts'
import { hasRounds, roundFolders } from '../variants/report/write.ts'
import { histogramsOf } from './histograms.ts'
import { readJudgeable } from './variants.ts'

export const runSchema = 'sagabench/bundle@2'
export const roundsSchema = 'sagabench/bundle-of-rounds@2'
export const variantsSchema = 'sagabench/bundle-of-variants@1'

/** The files of a bundle with their checksums; `verify` compares the files with it. */
export type Manifest = {
  /** One run, all rounds of repeated scenarios, or a comparison of variants. */
  schema: typeof runSchema | typeof roundsSchema | typeof variantsSchema
  commit: string
  startedAt: string
  files: { path: string; bytes: number; sha256: string }[]
}

export const manifestFile = 'manifest.json'
export const histogramsFile = 'histograms.json'
/** Reports derived from the other files; left out because `verify` does not check them. */
const leftOut = new Set(['report.html', 'report.md', 'junit.xml', 'ctrf.json', 'badge.svg'])

export const sha256Of = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** Paths of all files below a folder, relative to it and sorted. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()

/** The commit, time and document hashes that a run or a benchmark recorded. */
export type Origin = Pick<RunRecord, 'commit' | 'startedAt' | 'hashes'>

/** Names of the documents below a folder whose hash differs from the one that the run recorded. */
export const otherDocuments = ({ hashes = {} }: Origin, folder: string): string[] => {
  const here = hashDocuments(folder)
  return Object.entries(hashes).flatMap(([name, hash]) => (here[name] === hash ? [] : [name]))
}

const schemaOf = (folder: string): Manifest['schema'] => {
  if (hasRounds(folder)) return roundsSchema
  return existsSync(benchFile(folder)) ? variantsSchema : runSchema
}

/** The folders of the runs in a report folder: the folder itself, or its rounds. */
const runFolders = (folder: string): string[] => (hasRounds(folder) ? roundFolders(folder) : [folder])

/** The origin of a report folder; all its rounds share commit, documents and machine. */
export const originOf = (folder: string): Origin =>
  schemaOf(folder) === variantsSchema ? readJudgeable(folder) : readRun(runFolders(folder)[0] ?? folder)

/** Folders of a run or its rounds without a summary.json; older versions did not always write one. */
export const unsummarised = (folder: string): string[] =>
  schemaOf(folder) === variantsSchema
    ? []
    : [...new Set([folder, ...runFolders(folder)])].filter((place) => !existsSync(join(place, 'summary.json')))

/** Copies the raw data of the runs, and the documents they used, into the folder of the bundle. */
const collect = (runFolder: string, projectRoot: string, into: string): void => {
  for (const file of filesBelow(runFolder).filter((path) => !leftOut.has(basename(path)))) {
    mkdirSync(dirname(join(into, 'run', file)), { recursive: true })
    cpSync(join(runFolder, file), join(into, 'run', file))
  }
  for (const folder of ['specs', 'scenarios']) {
    if (existsSync(join(projectRoot, folder))) {
      cpSync(join(projectRoot, folder), join(into, folder), {
        recursive: true,
        filter: (path) => folder === 'specs' || !path.endsWith('.test.ts'), // The hash covers all of specs/.
      })
    }
  }
  for (const file of ['docker-compose.yml', 'package-lock.json']) {
    if (existsSync(join(projectRoot, file))) cpSync(join(projectRoot, file), join(into, file))
  }
  const { commit, startedAt } = originOf(runFolder)
  const schema = schemaOf(runFolder)
  // For variants, bench.json contains the histogram of each block.
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
 * Writes a gzipped tar with everything needed to recompute the verdicts of a run or of repeated rounds, or the figures of
 * variants: raw lines, evidence, histograms, summaries, specifications, scenarios, lock file, environment. Deterministic.
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
