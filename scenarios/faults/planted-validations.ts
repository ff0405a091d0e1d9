import type { Patch } from '../planted/patch.ts'
import { type BugOfCell, type CellProof, type ProofOptions, proveCells } from './prove-cells.ts'
import { validationCrashes } from './validations.ts'

/** A replica that starts again takes over the validations that it left behind, but never continues them. */
const notResumed = 'validations-not-resumed'

export const validationPatches: readonly Patch[] = [
  {
    services: ['supply-chain'],
    file: 'saga/durable/recover-sagas.ts',
    find: 'if (!sagas.has(one.id)) await',
    replace: `if (!planted.is('${notResumed}') && !sagas.has(one.id)) await`,
  },
]

/** supply-chain dies after the pieces have left the central stock: only a continued validation can deliver or return them. */
const bugsOfValidations: readonly BugOfCell[] = validationCrashes([])
  .filter(
    ({ process, step, phase }) =>
      process === 'supply-chain' && step === 'prelever-stock-central' && phase === 'after-effect',
  )
  .map((cell) => ({ cell, words: [notResumed] }))

export const proveValidations = (options: ProofOptions): Promise<CellProof[]> =>
  proveCells(bugsOfValidations, validationPatches, options)
