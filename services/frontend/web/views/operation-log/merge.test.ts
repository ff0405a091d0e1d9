import fc from 'fast-check'
import { expect, it } from 'vitest'
import { atStart, hasMore, type Merged, merge, type ReadPage } from './merge.ts'
import type { Entry, Service } from './services.ts'

const logged: readonly Service[] = ['catalogue', 'inventaire', 'ecommerce']
type Logs = Partial<Record<Service, readonly number[]>>

const entry = (numero: number, seconds: number) => ({
  numero,
  fait_le: new Date(seconds * 1_000).toISOString(),
  operation: 'modifierPrix',
  objet_type: 'produit',
  objet_id: '1',
  auteur: 'a',
  role: 'gerant',
  application: 'application-administration',
  motif: null,
  correlation_id: 'c',
})

/** Serves logs, given as the seconds of their rows, newest first, in pages of this size; some pages are empty. */
const serve =
  (logs: Logs, size: number, isBroken: (service: Service) => boolean = () => false): ReadPage =>
  async (service, cursor) => {
    if (isBroken(service)) throw new Error(`${service} is down`)
    const [from, wasEmpty] = (cursor ?? '0').split('-')
    const start = Number(from)
    if (start % 2 === 1 && wasEmpty === undefined) return { elements: [], curseur_suivant: `${start}-empty` }
    const rows = (logs[service] ?? []).map((seconds, n, all) => entry(all.length - n, seconds))
    const end = start + size
    return { elements: rows.slice(start, end), curseur_suivant: end < rows.length ? String(end) : null }
  }

const readAll = async (read: ReadPage, count: number): Promise<Merged> => {
  const rows: Entry[] = []
  let positions = atStart(logged)
  while (hasMore(positions)) {
    const page: Merged = await merge(positions, read, count)
    rows.push(...page.rows)
    positions = page.positions
  }
  return { rows, positions }
}

const newestFirst = fc.array(fc.nat(200), { maxLength: 12 }).map((all) => all.toSorted((a, b) => b - a))
const logs = fc.record({ catalogue: newestFirst, inventaire: newestFirst, ecommerce: newestFirst })

it('all pages together have every row once, newest first, whatever the sizes of the pages', async () => {
  const property = fc.asyncProperty(
    logs,
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 7 }),
    async (...one) => {
      const [all, size, count] = one
      const { rows } = await readAll(serve(all, size), count)
      const moments = rows.map(({ fait_le }) => Date.parse(fait_le) / 1_000)
      expect(moments).toEqual(
        Object.values(all)
          .flat()
          .toSorted((a, b) => b - a),
      )
      expect(new Set(rows.map(({ service, numero }) => `${service} ${numero}`)).size).toBe(rows.length)
    },
  )
  await fc.assert(property)
})

it('a log that fails midway keeps its failure, and the others go on without it', async () => {
  const all = { catalogue: [9, 7, 5, 3], inventaire: [8, 6, 4, 2] }
  let reads = 0
  const read = serve(all, 2, (service) => service === 'inventaire' && ++reads > 1)
  const { rows, positions } = await readAll(read, 3)
  expect(rows.map(({ fait_le }) => Date.parse(fait_le) / 1_000)).toEqual([9, 8, 7, 6, 5, 3])
  expect(positions.filter(({ failure }) => failure !== undefined).map(({ service }) => service)).toEqual(['inventaire'])
})
