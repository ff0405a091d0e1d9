import type { Entry, Page, Service } from './services.ts'

/** Reads a page of a service's log, newest first; without a cursor, the first one. */
export type ReadPage = (service: Service, cursor: string | undefined) => Promise<Page>

/** How far the log of a service was read. */
export type Position = {
  readonly service: Service
  /** Rows that were read but are older than those shown. */
  readonly waiting: readonly Entry[]
  /** Where the log goes on; null at its end or after a failure. */
  readonly cursor: string | undefined | null
  /** Why the log could not be read. Its further rows are missing. */
  readonly failure?: unknown
}

export type Merged = { readonly rows: readonly Entry[]; readonly positions: readonly Position[] }

export const atStart = (services: readonly Service[]): readonly Position[] =>
  services.map((service) => ({ service, waiting: [], cursor: undefined }))

export const hasMore = (positions: readonly Position[]): boolean =>
  positions.some(({ waiting, cursor }) => waiting.length > 0 || cursor !== null)

/** Reads on until a row waits or the log ends. */
const filled = async (position: Position, read: ReadPage): Promise<Position> => {
  const { service } = position
  let { waiting, cursor } = position
  try {
    while (waiting.length === 0 && cursor !== null) {
      const page: Page = await read(service, cursor)
      waiting = page.elements.map((row) => ({ ...row, service }))
      cursor = page.curseur_suivant
    }
    return { ...position, waiting, cursor }
  } catch (failure) {
    return { service, waiting: [], cursor: null, failure }
  }
}

const isNewer = (one: Entry, other: Entry): boolean => Date.parse(one.fait_le) > Date.parse(other.fait_le)

/** The service whose next row is the newest; undefined if no service has one. */
const newest = (positions: readonly Position[]): Entry | undefined =>
  positions
    .flatMap(({ waiting }) => waiting.slice(0, 1))
    .reduce<Entry | undefined>((best, row) => (best === undefined || isNewer(row, best) ? row : best), undefined)

/** The next rows of all logs, newest first. A log that can't be read is left out from there on, with its failure. */
export const merge = async (start: readonly Position[], read: ReadPage, count: number): Promise<Merged> => {
  const rows: Entry[] = []
  let positions = start
  while (rows.length < count) {
    positions = await Promise.all(positions.map((position) => filled(position, read)))
    const next = newest(positions)
    if (next === undefined) break
    rows.push(next)
    positions = positions.map((one) => (one.service === next.service ? { ...one, waiting: one.waiting.slice(1) } : one))
  }
  return { rows, positions }
}
