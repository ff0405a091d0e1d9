import fc from 'fast-check'
import { expect, it } from 'vitest'
import { validationSaga } from '#generated/saga/validation.ts'
import { type Command, decide, nextStep, readyToUndo } from '#saga/decide.ts'
import { evolve, isEnded, newSaga, type SagaState } from '#saga/state.ts'
import { outcomeDe } from './domain/workflow-validation.ts'

const demande = { demande_id: 'd', magasin_id: 2, produit_id: 1, quantite: 5, creee_a: '2026-01-01T00:00:00.000Z' }

const run = (state: SagaState, command: Command): SagaState =>
  decide(validationSaga, state, command, 1).reduce((now, record) => evolve(validationSaga, now, record), state)

const failure = fc.constantFrom(
  { kind: 'refused', reason: 'STOCK_INSUFFISANT', effect: 'none' } as const,
  { kind: 'refused', reason: 'DEMANDE_DEJA_TRAITEE', effect: 'none' } as const,
  { kind: 'technical', reason: 'DELAI_DEPASSE', effect: 'unknown' } as const,
  { kind: 'deadline', reason: 'ECHEANCE_DEPASSEE', effect: 'unknown' } as const,
)

/** Plays a validation whose step number `failing` fails; 3: none does. Returns the undone steps, in order. */
const play = (failing: number, why: Parameters<typeof decide>[2] & { type: 'fail' }) => {
  let state = run(newSaga(validationSaga), { type: 'start', data: demande })
  for (let step = nextStep(validationSaga, state), at = 0; step; step = nextStep(validationSaga, state), at++) {
    state = run(state, { type: 'begin', step: step.id })
    state = run(state, at === failing ? { ...why, step: step.id } : { type: 'done', step: step.id, output: {} })
  }
  const undone: string[] = []
  for (let [step] = readyToUndo(validationSaga, state); step; [step] = readyToUndo(validationSaga, state)) {
    expect(readyToUndo(validationSaga, state)).toHaveLength(1) // the declared order leaves no choice
    state = run(run(state, { type: 'undo', step: step.id }), { type: 'undone', step: step.id })
    undone.push(step.id)
  }
  return { state, undone }
}

it('a validation approves its request, or undoes every step that may have an effect in reverse order and says why', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), failure, (failing, why) => {
      const { state, undone } = play(failing, { type: 'fail', step: '', failure: why })
      const outcome = outcomeDe({
        etat: state.etat,
        terminal: isEnded(state),
        motif: state.failure?.reason ?? null,
        failure_kind: state.failure?.kind ?? null,
      })
      if (failing === 3) {
        expect([outcome, undone]).toEqual([{ kind: 'approuvee' }, []])
        return
      }
      const kind = why.kind === 'refused' ? 'refusee' : 'annulee'
      expect(outcome).toEqual({ kind, etat: validationSaga.states.undone, motif: why.reason })
      const ran = validationSaga.steps.slice(0, failing + (why.effect === 'unknown' ? 1 : 0)).map(({ id }) => id)
      expect(undone).toEqual(ran.toReversed())
    }),
  )
})

it('a validation that has not ended is under way, whatever its state', () => {
  for (const etat of ['EN_ATTENTE', 'COMPENSATION_EN_COURS'])
    expect(outcomeDe({ etat, terminal: false, motif: 'DELAI_DEPASSE', failure_kind: null })).toEqual({
      kind: 'en-cours',
      etat,
    })
})
