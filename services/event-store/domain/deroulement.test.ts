import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Deroulement, deroulementDe } from './deroulement.ts'
import type { Abandon, EvenementDate, Processus } from './intervalle.ts'

// A small process: A and B are run by one application, C by another, and B is undone by a third.
const processus: Processus = {
  etapes: [
    { id: 'a', operation: 'faireA', proprietaire: 'un' },
    { id: 'b', operation: 'faireB', proprietaire: 'un', annulation: { operation: 'defaireB', proprietaire: 'trois' } },
    { id: 'c', operation: 'faireC', proprietaire: 'deux' },
  ],
  reactions: {
    'groupe-un': { on: ['Demande'], publishes: ['Pris', 'NonPris', 'Echec'] },
    'groupe-deux': { on: ['Pris'], publishes: ['Cree', 'Succes', 'NonCree'] },
    'groupe-trois': { on: ['NonCree'], publishes: ['Rendu', 'Echec'] },
  },
  proprietaireDe: (groupe) => ({ 'groupe-un': 'un', 'groupe-deux': 'deux', 'groupe-trois': 'trois' })[groupe],
  auteurDe: (type) => (type === 'Demande' ? 'boutique' : undefined),
  fins: { succes: 'Succes', echec: 'Echec' },
  echecDe: ({ type, payload }) => {
    const etapes: Readonly<Record<string, string | null>> = { NonPris: 'b', NonCree: 'c', Echec: null }
    if (!Object.hasOwn(etapes, type)) return undefined
    const { motif } = payload as { motif: string }
    return { etape: etapes[type] ?? null, motif, refuse: motif === 'PLEIN' }
  },
}

const echecs = new Set(['NonPris', 'NonCree', 'Echec'])
const histoires = {
  succes: ['Demande', 'Pris', 'Cree', 'Succes'],
  refus: ['Demande', 'NonPris', 'Echec'],
  annulation: ['Demande', 'Pris', 'NonCree', 'Rendu', 'Echec'],
} as const

const evenements = (types: readonly string[], motif = 'PLEIN'): EvenementDate[] =>
  types.map((type, i) => ({
    type,
    payload_version: 1,
    payload: { ...(echecs.has(type) ? { motif } : {}), ...(type === 'Cree' ? { commande_id: 'commande' } : {}) },
    ts: i + 1,
  }))
const vu = (types: readonly string[], abandons: readonly Abandon[] = [], accepteMs = 1_000): Deroulement =>
  deroulementDe(processus, evenements(types), { abandons, accepteMs })
const barres = ({ intervalles }: Deroulement) =>
  intervalles
    .filter(({ genre }) => genre !== 'evenement')
    .map(({ genre, nom, tentative, debut_ms, fin_ms, resultat }) => [
      `${genre} ${nom} ${tentative}`,
      debut_ms,
      fin_ms,
      resultat,
    ])

it('a success has one bar for each worker, from the cause to the answer', () => {
  const tout = vu(histoires.succes)
  expect(tout).toMatchObject({ resultat: 'reussi', etape: null, motif: null, commande_id: 'commande', reste: [] })
  expect(barres(tout)).toEqual([
    ['etape groupe-un 1', 1_000, 2_000, 'reussi'],
    ['etape faireC 1', 2_000, 3_000, 'reussi'],
  ])
  expect(tout.intervalles.filter(({ genre }) => genre === 'evenement').map(({ nom }) => nom)).toEqual(histoires.succes)
})

it('a failure names the step and its reason, and the undo is a bar that says what it undoes', () => {
  const tout = vu(histoires.annulation)
  expect(tout).toMatchObject({ resultat: 'echoue', etape: 'c', motif: 'PLEIN', reste: [], termine_ms: 5_000 })
  expect(barres(tout).slice(1)).toEqual([
    ['etape faireC 1', 2_000, 3_000, 'refuse'],
    ['annulation defaireB 1', 3_000, 4_000, 'reussi'],
  ])
  expect(tout.intervalles.find(({ genre }) => genre === 'annulation')).toMatchObject({ annule: 'b', par: 'trois' })
  expect(vu(histoires.refus)).toMatchObject({ etape: 'b', motif: 'PLEIN' })
})

it('what remains is every step without an answer, then the undo, then the event of the end', () => {
  const reste = (types: readonly string[]) => vu(types).reste.map(({ genre, nom }) => `${genre} ${nom}`)
  expect(reste(['Demande'])).toEqual(['etape faireA', 'etape faireB', 'etape faireC'])
  expect(reste(['Demande', 'Pris'])).toEqual(['etape faireC'])
  expect(reste(['Demande', 'Pris', 'Cree'])).toEqual(['evenement Succes'])
  expect(reste(['Demande', 'Pris', 'NonCree'])).toEqual(['annulation defaireB'])
  expect(reste(['Demande', 'Pris', 'NonCree', 'Rendu'])).toEqual(['evenement Echec'])
  expect(reste(['Demande', 'NonPris'])).toEqual(['evenement Echec'])
  expect(vu(['Demande', 'Pris'])).toMatchObject({ resultat: 'en_cours', etape: 'c', termine_ms: null })
})

const abandon = (fois: Partial<Abandon> = {}): Abandon => ({
  groupe: 'groupe-deux',
  type: 'Pris',
  motif: 'database is down',
  abandonnee_ms: 2_500,
  relancee_ms: null,
  ...fois,
})

it('an event that a group gave up is a failed attempt and a wait; after a redrive there is a second attempt', () => {
  const bloque = vu(['Demande', 'Pris'], [abandon()])
  expect([bloque.bloque, bloque.reste]).toEqual([
    true,
    [{ genre: 'etape', nom: 'faireC', etape: 'c', tentatives: 1, motif: 'database is down' }],
  ])
  expect(barres(bloque).slice(1)).toEqual([
    ['etape faireC 1', 2_000, 2_500, 'echoue'],
    ['attente relance 1', 2_500, null, 'en_cours'],
  ])
  const relance = vu(histoires.succes, [abandon({ relancee_ms: 2_800 })])
  expect(relance.bloque).toBe(false)
  expect(barres(relance).slice(1)).toEqual([
    ['etape faireC 1', 2_000, 2_500, 'echoue'],
    ['attente relance 1', 2_500, 2_800, 'reussi'],
    ['etape faireC 2', 2_800, 3_000, 'reussi'],
  ])
})

it('the wait for a redrive ends when the checkout gets its answer without one', () => {
  const sans = vu(histoires.succes, [abandon()])
  expect(barres(sans).slice(1)).toEqual([
    ['etape faireC 1', 2_000, 2_500, 'echoue'],
    ['attente relance 1', 2_500, 3_000, 'reussi'],
  ])
})

it('an event that a reader outside the process gave up blocks the checkout and is a wait of its own', () => {
  const tout = vu(histoires.succes, [abandon({ groupe: 'groupe-audit', type: 'Cree', abandonnee_ms: 9_000 })])
  expect([tout.resultat, tout.bloque]).toEqual(['reussi', true])
  expect(tout.intervalles.at(-1)).toMatchObject({ genre: 'attente', par: 'groupe-audit', fin_ms: null })
})

it('the time between acceptance and the first event is a wait for publication', () => {
  const tout = vu(['Demande'], [], 400)
  expect([tout.commence_ms, barres(tout)[0]]).toEqual([400, ['attente publication 1', 400, 1_000, 'reussi']])
})

it('whatever part of a history is known, bars end after they start, and no step is open after the end', () => {
  const debuts = fc
    .constantFrom(...Object.values(histoires))
    .chain((types) => fc.integer({ min: 1, max: types.length }).map((n) => types.slice(0, n)))
  const abandons = fc.array(
    fc.record({
      groupe: fc.constantFrom('groupe-un', 'groupe-deux', 'groupe-trois', 'groupe-audit'),
      type: fc.constantFrom('Demande', 'Pris', 'NonCree'),
      motif: fc.constant('down'),
      abandonnee_ms: fc.integer({ min: 0, max: 9_000 }),
      relancee_ms: fc.option(fc.integer({ min: 0, max: 9_000 })),
    }),
    { maxLength: 4 },
  )
  const issues = new Set<string>()
  fc.assert(
    fc.property(debuts, abandons, fc.integer({ min: 0, max: 2_000 }), (types, donnes, accepteMs) => {
      const tout = vu(types, donnes, accepteMs)
      issues.add(tout.resultat)
      expect([tout.reste.length === 0, tout.termine_ms !== null]).toEqual(Array(2).fill(tout.resultat !== 'en_cours'))
      expect(tout.resultat === 'echoue' && tout.motif === null).toBe(false)
      for (const { genre, debut_ms, fin_ms } of tout.intervalles) {
        expect(fin_ms ?? debut_ms).toBeGreaterThanOrEqual(debut_ms)
        expect(genre !== 'attente' && fin_ms === null && tout.resultat !== 'en_cours').toBe(false)
      }
      const cles = tout.intervalles.map(({ genre, nom, par, tentative }) => `${genre} ${nom} ${par} ${tentative}`)
      expect(new Set(cles).size).toBe(cles.length)
    }),
    { numRuns: 1_000 },
  )
  expect([...issues].sort()).toEqual(['echoue', 'en_cours', 'reussi'])
})
