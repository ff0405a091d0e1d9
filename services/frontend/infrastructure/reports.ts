import { constants, type Dirent } from 'node:fs'
import { open, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '#platform/base/log.ts'
import type { P95, Report, Reports } from '../answers/reports.ts'
import { parseHistory, parseRecord, type ReadRecord, recordFiles } from './report-records.ts'

/** The reports of a folder, read-only. */
export type ReportFolder = {
  readonly list: () => Promise<Reports>
  /** The HTML page of a report; undefined if there is none. */
  readonly page: (id: string) => Promise<Buffer | undefined>
}

const pageFile = 'report.html'
const historyFile = 'history.jsonl'
const name = /^\w[\w.-]{0,99}$/
const depthMax = 2
const reportsMax = 500
const fileBytesMax = 32 * 1024 * 1024

/** A regular file that is where its path says: no part of the path may be a symbolic link out of the folder. */
const readInside = async (folder: string, path: string): Promise<{ bytes: Buffer; modifiedMs: number }> => {
  const file = join(folder, path)
  if ((await realpath(file)) !== join(await realpath(folder), path)) throw new Error(`${path} is a symbolic link`)
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const found = await handle.stat()
    if (!found.isFile() || found.size > fileBytesMax) throw new Error(`${path} is no file of at most 32 MiB`)
    return { bytes: await handle.readFile(), modifiedMs: found.mtimeMs }
  } finally {
    await handle.close()
  }
}

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes(String((error as { code?: unknown }).code))

const entriesOf = (folder: string): Promise<Dirent[]> =>
  readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })

type Found = { readonly id: string; readonly files: ReadonlySet<string> }

/** Every folder with a page, without following symbolic links such as `latest`. */
const findReports = async (folder: string, id = '', depth = 0): Promise<Found[]> => {
  const entries = await entriesOf(join(folder, id))
  const files = new Set(entries.filter((entry) => entry.isFile()).map((entry) => entry.name))
  const own = id !== '' && files.has(pageFile) ? [{ id, files }] : []
  if (depth === depthMax) return own
  const below = entries.filter((entry) => entry.isDirectory() && name.test(entry.name))
  const nested = await Promise.all(
    below.map((entry) => findReports(folder, id === '' ? entry.name : `${id}/${entry.name}`, depth + 1)),
  )
  return [...own, ...nested.flat()].slice(0, reportsMax)
}

type ReadReport = Report & { readonly history: readonly P95[] }

const createReader = (folder: string, log: Log) => {
  const byPage = async (id: string, kind: 'other' | 'unreadable'): Promise<ReadRecord> => {
    const { modifiedMs } = await readInside(folder, `${id}/${pageFile}`)
    return { kind, startedAt: new Date(modifiedMs).toISOString(), commit: null, verdicts: [], history: [] }
  }
  return async ({ id, files }: Found): Promise<ReadReport> => {
    const known = recordFiles.find(([file]) => files.has(file))
    if (known === undefined) return { id, ...(await byPage(id, 'other')) }
    const [file, schema, read] = known
    try {
      const { bytes } = await readInside(folder, `${id}/${file}`)
      return { id, ...parseRecord(bytes.toString('utf8'), schema, read) }
    } catch (error) {
      log.warn({ err: error, report: id, file }, 'the record of a report is not readable')
      return { id, ...(await byPage(id, 'unreadable')) }
    }
  }
}

const readHistory = async (folder: string, log: Log): Promise<P95[]> => {
  try {
    return parseHistory((await readInside(folder, historyFile)).bytes.toString('utf8'))
  } catch (error) {
    if (!isMissing(error)) log.warn({ err: error, file: historyFile }, 'the history is not readable')
    return []
  }
}

/** Without what two reports contain of the same run, such as a sample and its original. */
const inOrder = (points: readonly P95[]): P95[] => {
  const unique = new Map(
    points.map((point) => [[point.startedAt, point.scenario, point.load, point.style].join(' '), point]),
  )
  return [...unique.values()].sort((a, b) => a.startedAt.localeCompare(b.startedAt))
}

/** The folder of reports; without one, the list says so. A request selects only among the reports that were found. */
export const openReports = (folder: string | undefined, log: Log): ReportFolder => {
  if (folder === undefined)
    return { list: async () => ({ isAvailable: false, reports: [], history: [] }), page: async () => undefined }
  const read = createReader(folder, log)
  return {
    list: async () => {
      const all = await Promise.all((await findReports(folder)).map(read))
      const history = [...all.flatMap((report) => report.history), ...(await readHistory(folder, log))]
      const reports = all.map(({ history: _, ...report }) => report)
      reports.sort((a, b) => b.startedAt.localeCompare(a.startedAt) || a.id.localeCompare(b.id))
      return { isAvailable: true, reports, history: inOrder(history) }
    },
    page: async (id) => {
      const found = (await findReports(folder)).some((report) => report.id === id)
      return found ? (await readInside(folder, `${id}/${pageFile}`)).bytes : undefined
    },
  }
}
