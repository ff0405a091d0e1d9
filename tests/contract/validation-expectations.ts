import { MatchersV3 } from '@pact-foundation/pact'
import { expect } from 'vitest'
import { type ValidationStep, validationCalls } from '#generated/saga/validation.ts'
import type { Transport } from '#platform/http/client.ts'
import { motifDonne } from '#services/supply-chain/domain/motif-donne.ts'
import { requestsVia } from '#services/supply-chain/infrastructure/requests.ts'
import { idOf, keyOf, type PactOfPair, problemBody, productOf, uuid } from './consumer.ts'

// What supply-chain expects of inventaire: the steps of a validation and their undos, and the requests.

const { like, eachLike } = MatchersV3
const success = { status: 200, body: like({}) }
const state = 'a validation after some of its steps'

const names = (description: string) => ({
  validation_id: idOf(`validation: ${description}`),
  demande_id: idOf(`request: ${description}`),
  produit_id: productOf(description),
})

/** `key`: the end of the idempotency key. */
type Asked = { path: string; key: string; before: readonly string[]; disponible?: number }

/** A call of the saga in the state after the steps `before`. */
const asksFor =
  ({ expects }: PactOfPair) =>
  (
    description: string,
    { path, key, before, disponible = 100 }: Asked,
    answer: { status: number; body?: unknown },
    use: (transport: Transport, data: ReturnType<typeof names>) => Promise<void>,
  ): void => {
    const data = names(description)
    const { validation_id, demande_id } = data
    const request = {
      method: 'POST',
      path: `/api/inventaire/validations/${path}/`,
      headers: { 'idempotency-key': keyOf(validation_id, key) },
      body: { validation_id: uuid(validation_id), demande_id: uuid(demande_id) },
    } as const
    const given = [{ name: state, params: { ...data, disponible, before: [...before] } }]
    expects(description, { given, request, answer }, (transport) => use(transport, data))
  }

const steps = ['prelever-stock-central', 'livrer-stock-local', 'approuver-demande'] as const
const undos = ['rendre-stock-central', 'reprendre-stock-local', 'rouvrir-demande'] as const
const context = () => ({ timeoutMs: 2_000, retries: 0, signal: new AbortController().signal })

export const validateRequests = (pair: PactOfPair): void => {
  const asks = asksFor(pair)
  const runs =
    (step: ValidationStep, outcome: object) => async (transport: Transport, data: ReturnType<typeof names>) =>
      expect(await validationCalls(transport)[step]?.run(data, context())).toEqual(outcome)
  const undoes = (step: ValidationStep) => async (transport: Transport, data: ReturnType<typeof names>) => {
    const failure = { kind: 'technical', reason: 'DELAI_DEPASSE', effect: 'unknown' } as const
    await validationCalls(transport)[step]?.undo?.(data, failure, context())
  }
  for (const [index, step] of steps.entries()) {
    const undo = undos[index] ?? ''
    const before = steps.slice(0, index)
    asks(
      `${step} of a waiting request`,
      { path: step, key: `:${step}`, before },
      success,
      runs(step, { kind: 'done', output: {} }),
    )
    const late = { status: 409, body: problemBody('etape-annulee') }
    const refused = { kind: 'refused', reason: 'ETAPE_ANNULEE', undoneBefore: true }
    asks(
      `${step} after its undo`,
      { path: step, key: `:${step}`, before: [...before, undo] },
      late,
      runs(step, refused),
    )
    asks(`undo ${step}`, { path: undo, key: `:${step}:undo`, before: [...before, step] }, success, undoes(step))
  }
  const short = { status: 409, body: problemBody('stock-insuffisant') }
  const refused = { kind: 'refused', reason: 'STOCK_INSUFFISANT' }
  const [first] = steps
  asks(
    'take more pieces than there are',
    { path: first, key: `:${first}`, before: [], disponible: 1 },
    short,
    runs(first, refused),
  )
}

export const decideRequests = ({ expects }: PactOfPair): void => {
  const body = (description: string, statut: string, motif_rejet: string | null) => {
    const { demande_id, produit_id } = names(description)
    const creee_a = MatchersV3.datetime("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", '2026-01-01T12:00:00.000Z')
    return { demande_id, magasin_id: 2, produit_id, quantite: 5, statut, motif_rejet, creee_a }
  }
  const given = (description: string) => [
    { name: state, params: { ...names(description), disponible: 100, before: [] as string[] } },
  ]
  const read = 'read a waiting request'
  const { demande_id } = names(read)
  const answer = { status: 200, body: body(read, 'en_attente', null) }
  const path = `/api/inventaire/demandes-reapprovisionnement/${demande_id}/`
  expects(read, { given: given(read), request: { method: 'GET', path }, answer }, async (transport) =>
    expect(await requestsVia(transport).read(demande_id, {})).toMatchObject({ demande_id, statut: 'en_attente' }),
  )
  const list = 'list waiting requests'
  const page = { elements: eachLike(body(list, 'en_attente', null)), curseur_suivant: null }
  const query = { statut: 'en_attente', limite: '100' }
  const listed = { method: 'GET', path: '/api/inventaire/demandes-reapprovisionnement/', query } as const
  expects(
    list,
    { given: given(list), request: listed, answer: { status: 200, body: { elements: like(page.elements) } } },
    async (transport) => {
      const found = await requestsVia(transport).list({ statut: 'en_attente', limite: 100 }, {})
      expect('elements' in found && found.elements.length).toBeGreaterThan(0)
    },
  )
  const reject = 'reject a waiting request'
  const rejected = names(reject).demande_id
  const motif = motifDonne('Fin de saison')
  if (motif === undefined) throw new Error('the reason of the example is not valid')
  const act = {
    operation: 'rejeterDemande',
    author: '5b0c9d7e-4b3a-4c5d-8e6f-0a1b2c3d4e5f',
    role: 'gerant',
    application: 'application-administration',
    correlationId: rejected,
  }
  const request = {
    method: 'POST',
    path: `/api/inventaire/demandes-reapprovisionnement/${rejected}/rejeter/`,
    headers: { 'idempotency-key': keyOf(rejected, ':reject') },
    body: { motif, auteur: { auteur: act.author, role: act.role, application: act.application } },
  } as const
  const done = { status: 200, body: body(reject, 'rejetee', 'Fin de saison') }
  expects(reject, { given: given(reject), request, answer: done }, async (transport) => {
    const outcome = requestsVia(transport).reject({ demandeId: rejected, motif, act, key: `${rejected}:reject` }, {})
    expect(await outcome).toMatchObject({ statut: 'rejetee', motif_rejet: 'Fin de saison' })
  })
}
