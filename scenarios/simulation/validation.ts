import { validationSaga } from '#generated/saga/validation.ts'
import type { Case, System } from '#saga/simulation/system.ts'
import { startReplica } from './replica.ts'

const sagasMax = 3

/** Several validations of one request at once: only one can approve it, so the last step has one unit. */
const caseOf = (number: number): Case => {
  const id = `01930000-0000-7000-8000-00000000020${number}`
  const data = {
    validation_id: id,
    demande_id: '01930000-0000-7000-8000-000000000300',
    magasin_id: 2,
    produit_id: 1,
    quantite: 5,
    creee_a: '2026-01-01T00:00:00.000Z',
  }
  return { id, data, first: { type: 'none', eventId: `${id}:none`, saga: id, payload: data } }
}

/** The validation of restocking requests: its real table and the real code of a coordinator. It is not choreographed. */
export const validation: System = {
  name: 'validation',
  styles: ['orchestrated'],
  table: validationSaga,
  cases: Array.from({ length: sagasMax }, (_, index) => caseOf(index + 1)),
  outputs: {},
  startReplica,
  owners: {},
  repetitions: () => [],
  ends: { succeeded: 'none', failed: 'none' },
}
