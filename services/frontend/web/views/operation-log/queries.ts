import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { bodyOf } from '#sdk/problems.ts'
import { may } from '../../shell/access.ts'
import { administration } from '../../shell/api.ts'
import { atStart, hasMore, type Merged, merge, type ReadPage } from './merge.ts'
import type { LogSearch } from './search.ts'
import { type Entry, readers, type Service, services } from './services.ts'

const { transport } = administration
const rowsOfPage = 50
const rowsMax = 100

/** A log that could not be read, for exports, which are complete or fail. */
export class LogUnavailable extends Error {
  readonly service: Service

  constructor(service: Service, cause: unknown) {
    super(`the log of ${service} could not be read`, { cause })
    this.name = 'LogUnavailable'
    this.service = service
  }
}

/** The services whose log a person may read. */
export const readableBy = (session: Parameters<typeof may>[0]): readonly Service[] =>
  services.filter((service) => may(session, readers[service].operation))

const chosen = ({ service }: LogSearch, readable: readonly Service[]): readonly Service[] =>
  readable.filter((one) => service === undefined || one === service)

const reading =
  ({ service: _, ...filters }: LogSearch, limite: number, signal?: AbortSignal): ReadPage =>
  async (service, curseur) => {
    const query = { ...filters, limite, ...(curseur && { curseur }) }
    return bodyOf(await readers[service].read(transport, { query }, signal && { signal }))
  }

/** The logs, page by page. Fails only if none of them can be read; otherwise each failure is in its position. */
export const logPages = (search: LogSearch, readable: readonly Service[]) =>
  infiniteQueryOptions({
    queryKey: ['operation-log', search, readable],
    queryFn: async ({ signal, pageParam }): Promise<Merged> => {
      const page = await merge(pageParam, reading(search, rowsOfPage, signal), rowsOfPage)
      signal.throwIfAborted()
      const [first] = page.positions
      if (first !== undefined && page.positions.every(({ failure }) => failure !== undefined)) throw first.failure
      return page
    },
    initialPageParam: atStart(chosen(search, readable)),
    getNextPageParam: ({ positions }) => (hasMore(positions) ? positions : undefined),
    placeholderData: keepPreviousData, // the rows stay while the next ones load
  })

/** Every row that the filters select. @throws LogUnavailable rather than leaving out a service */
export async function* allEntries(search: LogSearch, readable: readonly Service[]): AsyncGenerator<Entry> {
  let positions = atStart(chosen(search, readable))
  while (hasMore(positions)) {
    const page = await merge(positions, reading(search, rowsMax), rowsMax)
    const failed = page.positions.find(({ failure }) => failure !== undefined)
    if (failed !== undefined) throw new LogUnavailable(failed.service, failed.failure)
    yield* page.rows
    positions = page.positions
  }
}
