import type { FaultCell } from '#harness/faults/plan.ts'
import { die } from './crashes.ts'

/** Who reads the stream and writes a database, and calls nobody: no step of the saga is theirs. */
const readers = ['event-store', 'worker-audit', 'worker-notification', 'worker-cqrs-projection']
const relays = ['ecommerce']

/** Killed at these points, and not at any moment: what happens between them takes microseconds. */
export const diesExactly: ReadonlySet<string> = new Set([...readers, ...relays])

const cell = (
  process: string,
  step: 'consumer' | 'relay',
  phase: 'before-effect' | 'before-ack',
  text: string,
  all: readonly string[],
): FaultCell => ({
  style: 'choreographed',
  process,
  step,
  phase,
  kind: 'crash',
  text: `${process} dies ${text}`,
  run: die({ process, order: `${step}:${phase}` }, all),
})

/** kill -9 of who carries events: of readers around the transaction in which they note a batch, of the relay around its sending. */
export const streamCrashes = (all: readonly string[]): FaultCell[] => [
  ...readers.flatMap((process) => [
    cell(process, 'consumer', 'before-effect', 'with a batch read and nothing of it written', all),
    cell(process, 'consumer', 'before-ack', 'with a batch written and not acknowledged', all),
  ]),
  ...relays.flatMap((process) => [
    cell(process, 'relay', 'before-effect', 'with messages accepted and not sent', all),
    cell(process, 'relay', 'before-ack', 'with messages sent and not marked', all),
  ]),
]
