import type { IssueCheckout } from '#generated/ecommerce/types.ts'
import type { EtatSaga, Saga } from '#generated/saga-orchestrator/types.ts'

export type StepName = 'accepted' | 'stock' | 'prices' | 'reservation' | 'order' | 'workers'
export type StepState = 'done' | 'running' | 'next' | 'failed' | 'undoing' | 'undone' | 'skipped'
export type Step = { name: StepName; state: StepState }

export type End = { kind: 'succeeded'; orderId: string } | { kind: 'failed'; reason: string }
export type Progress = {
  steps: readonly Step[]
  /** Undefined while nobody knows it. */
  end: End | undefined
  /** The failure that is being undone. */
  undoing: string | undefined
}

/** The steps of the saga in order, with their ids in its definition. */
const sagaSteps = [
  { name: 'stock', id: 'verifier-stock' },
  { name: 'prices', id: 'lire-produits' },
  { name: 'reservation', id: 'reserver-stock' },
  { name: 'order', id: 'creer-commande' },
] as const satisfies readonly { name: StepName; id: string }[]

/** How many steps are done in a state, and whether the next one runs; or that the saga has failed. */
type Reach = { done: number; isRunning: boolean } | 'failed'
const reaches: Readonly<Record<EtatSaga, Reach>> = {
  EN_ATTENTE: { done: 0, isRunning: false },
  VERIFICATION_STOCK: { done: 0, isRunning: true },
  STOCK_VERIFIE: { done: 1, isRunning: true },
  RESERVATION_STOCK: { done: 2, isRunning: true },
  STOCK_RESERVE: { done: 3, isRunning: false },
  CREATION_COMMANDE: { done: 3, isRunning: true },
  COMMANDE_CREEE: { done: 4, isRunning: false },
  SAGA_TERMINEE: { done: 4, isRunning: false },
  ECHEC_STOCK_INSUFFISANT: 'failed',
  ECHEC_RESERVATION_STOCK: 'failed',
  ECHEC_CREATION_COMMANDE: 'failed',
  COMPENSATION_EN_COURS: 'failed',
  SAGA_ANNULEE: 'failed',
}

const hasFailed = ({ etat }: Saga): boolean => reaches[etat] === 'failed'

/** How far the saga came, also if it has failed since. */
const furthestOf = ({ transitions }: Saga): Exclude<Reach, 'failed'> =>
  transitions.map(({ etat }) => reaches[etat]).findLast((reach) => reach !== 'failed') ?? { done: 0, isRunning: false }

const stateOf = (saga: Saga, index: number, id: string): StepState => {
  const undo = saga.transitions.findLast(
    ({ etape, action }) => etape === id && / (started|failed|parked|done)$/.test(action ?? ''),
  )
  if (undo !== undefined) return undo.action?.endsWith(' done') ? 'undone' : 'undoing'
  const { done, isRunning } = furthestOf(saga)
  if (index < done) return 'done'
  if (index === done && isRunning) return hasFailed(saga) ? 'failed' : 'running'
  return hasFailed(saga) ? 'skipped' : 'next'
}

/** An orchestrated checkout, step by step, from its log. */
export const progressOfSaga = (saga: Saga): Progress => {
  const reason = saga.motif ?? saga.transitions.findLast(({ motif }) => motif !== null)?.motif ?? undefined
  const end: End | undefined = !saga.terminale
    ? undefined
    : saga.commande_id === null
      ? { kind: 'failed', reason: reason ?? 'INCONNU' }
      : { kind: 'succeeded', orderId: saga.commande_id }
  const steps = sagaSteps.map(({ name, id }, index): Step => ({ name, state: stateOf(saga, index, id) }))
  const undoing = end === undefined && hasFailed(saga) ? (reason ?? 'INCONNU') : undefined
  return { steps: [{ name: 'accepted', state: 'done' }, ...steps], end, undoing }
}

/** A choreographed checkout: its customer sees that it is accepted, and how it ends, not the workers between. */
export const progressOfChoreography = (outcome: IssueCheckout | undefined): Progress => {
  const accepted: Step = { name: 'accepted', state: 'done' }
  if (outcome === undefined || outcome.etat === 'EN_COURS')
    return { steps: [accepted, { name: 'workers', state: 'running' }], end: undefined, undoing: undefined }
  const { commande_id, motif } = outcome
  const end: End =
    commande_id === null ? { kind: 'failed', reason: motif ?? 'INCONNU' } : { kind: 'succeeded', orderId: commande_id }
  return {
    steps: [accepted, { name: 'workers', state: end.kind === 'succeeded' ? 'done' : 'failed' }],
    end,
    undoing: undefined,
  }
}
