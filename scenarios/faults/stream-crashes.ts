import type { FaultCell } from '#harness/faults/plan.ts'
import { die } from './crashes.ts'

/** Processes that read the stream and write a database without calling a service: they run no step of the saga. */
const readers = ['event-store', 'worker-audit', 'worker-notification', 'worker-cqrs-projection']
const relays = ['ecommerce']

/** Killed at these exact points, not at random: what happens between them takes microseconds. */
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

/**
 * SIGKILL of processes that carry events: readers around the transaction that records a batch, the relay around sending
 * it.
 */
export const streamCrashes = (all: readonly string[]): FaultCell[] => [
  ...readers.flatMap((process) => [
    cell(process, 'consumer', 'before-effect', 'after reading a batch, before writing any of it', all),
    cell(process, 'consumer', 'before-ack', 'after writing a batch, before acknowledging it', all),
  ]),
  ...relays.flatMap((process) => [
    cell(process, 'relay', 'before-effect', 'after accepting messages, before sending them', all),
    cell(process, 'relay', 'before-ack', 'after sending messages, before marking them as sent', all),
  ]),
]
