import { validationSaga } from '#generated/saga/validation.ts'
import type { FaultCell } from '#harness/faults/plan.ts'
import { type CrashCell, crashCells, gridSize } from '#harness/faults/reachable.ts'
import { die, inventaireAt, text } from './crashes.ts'
import { serves } from './hosts.ts'
import { validateBatch, validations } from './validation-client.ts'

// Crashes of the processes that validate restocking requests: supply-chain, which runs and undoes all steps, and inventaire,
// which serves them. The invariants check the pieces, steps and requests (`restocking`); a cell checks the answers.

const hosts = { runs: () => 'supply-chain', undoes: () => ['supply-chain'], serves }
const cells = crashCells(validations, validationSaga, hosts)
export const unreachableValidations = gridSize(cells, validationSaga) - cells.length

/** An undo needs a failure: the request is approved, and the answer is lost. */
const approval = {
  method: 'POST',
  path: '^/api/inventaire/validations/approuver-demande/?$',
  key_header: 'idempotency-key',
}
const lostApproval = { share: 1, match: approval, kinds: [{ kind: 'drop-response' as const }] }

const runOf = (cell: CrashCell, all: readonly string[]): NonNullable<FaultCell['run']> => {
  const run = die(cell, all, validateBatch)
  return cell.phase === 'during-undo'
    ? (context) => context.behindProxy(inventaireAt, [lostApproval], (proxy) => run(context, proxy))
    : run
}

/** SIGKILL of supply-chain and inventaire at each boundary of a validation. */
export const validationCrashes = (all: readonly string[]): FaultCell[] =>
  cells.map((cell) => ({
    ...cell,
    kind: 'crash' as const,
    text: `${cell.process} ${text[cell.phase]} of ${cell.step}`,
    run: runOf(cell, all),
  }))
