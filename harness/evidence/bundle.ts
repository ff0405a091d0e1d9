import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { create } from 'tar'
import { hashDocuments } from '../scenario/hashes.ts'
import { type RunRecord, readRun } from '../scenario/run-record.ts'
import { histogramsOf } from './histograms.ts'

/** What lies in a bundle and what its bytes were; `verify` holds the files against it. */
export type Manifest = {
  schema: 'sagabench/bundle@1'
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

/** Documents below a folder that are not those that the run was made from, by what the run kept of them. */
export const otherDocuments = ({ hashes = {} }: RunRecord, folder: string): string[] => {
  const here = hashDocuments(folder)
  return Object.entries(hashes).flatMap(([name, hash]) => (here[name] === hash ? [] : [name]))
}

/** Puts together what the verdicts of a run were computed from, and what was run. */
const collect = (runFolder: string, projectRoot: string, into: string): void => {
  const record = readRun(runFolder)
  for (const file of filesBelow(runFolder).filter((path) => !leftOut.has(path))) {
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
  writeFileSync(join(into, histogramsFile), `${JSON.stringify(histogramsOf(runFolder, record), null, 1)}\n`)
  const files = filesBelow(into).map((path) => {
    const bytes = readFileSync(join(into, path)).length
    return { path, bytes, sha256: sha256Of(join(into, path)) }
  })
  const { commit, startedAt } = record
  const manifest: Manifest = { schema: 'sagabench/bundle@1', commit, startedAt, files }
  writeFileSync(join(into, manifestFile), `${JSON.stringify(manifest, null, 1)}\n`)
}

/**
 * Writes one file with everything that a run's verdicts can be computed from again: raw lines, evidence, histograms,
 * summary, specifications, scenario documents, lock file and environment. A gzipped tar; the same run, the same bytes.
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
