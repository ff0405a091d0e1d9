import type { Patch } from '../planted/patch.ts'
import { lostEntries } from './lost-entries.ts'
import { type CellProof, type ProofOptions, proveCells } from './prove-cells.ts'

/** For each cell in which entries vanish: the bugs, by their words, that must violate it. */
export const bugOfCell: Readonly<Record<string, readonly string[]>> = {
  'pending-deleted': ['no-watchdog'],
  'first-pending-deleted': ['no-watchdog'],
  'group-to-end': ['no-watchdog', 'no-set-back', 'no-refill'],
  'group-destroyed': ['groups-lost'],
  'store-to-end': ['not-republished', 'no-set-back'],
  'group-abandoned': ['groups-hold'],
  'stream-deleted': ['no-refill', 'no-watchdog'],
  'stream-other-type': ['bus-first'],
  'ids-used-up': ['no-replacement'],
  'ids-year-ahead': ['no-replacement'],
  'group-past-end': ['no-set-back', 'no-refill'],
  'notes-skipped': ['no-set-back'],
  'entries-stolen': ['no-set-back', 'no-refill'],
  'ids-ahead': ['no-refill', 'no-watchdog'],
  'marks-evicted': ['undecided'],
}

const watch = 'services/event-store/infrastructure/watch-stream.ts'
const search = 'services/ecommerce/application/find-lost-checkouts.ts'

export const cellPatches: readonly Patch[] = [
  {
    services: ['ecommerce'],
    file: 'services/ecommerce/infrastructure/watch-deadlines.ts',
    find: 'const ended = await end()',
    replace: "const ended = planted.is('no-watchdog') ? { succeeded: 0, failed: 0, postponed: 0 } : await end()",
  },
  {
    services: ['ecommerce'],
    file: 'services/ecommerce/server.ts',
    find: 'const ended = await write(',
    replace: "if (planted.is('bus-first')) await bus.publish(fin.messages)\n        const ended = await write(",
  },
  {
    services: ['ecommerce'],
    file: search,
    find: 'if (found.unknown.length > 0) await',
    replace: "if (!planted.is('not-republished') && found.unknown.length > 0) await",
  },
  {
    services: ['ecommerce'],
    file: search,
    find: 'const isRepublished = await ports.republish(checkout)',
    replace: "const isRepublished = !planted.is('not-republished') && (await ports.republish(checkout))",
  },
  {
    services: ['worker-stock-reservation', 'worker-order-creation', 'worker-stock-compensation'],
    file: 'saga/settle.ts',
    find: '  const ask = calls',
    replace: "  if (planted.is('undecided')) return { kind: 'fails', reason: failure.reason }\n  const ask = calls",
  },
  {
    services: ['event-store'],
    file: watch,
    find: 'except: abandoned }',
    replace: "except: planted.is('groups-hold') ? new Set() : abandoned }",
  },
  {
    services: ['event-store'],
    file: watch,
    find: 'if (!(await isTooFarAhead(',
    replace: "if (planted.is('no-replacement') || !(await isTooFarAhead(",
  },
  {
    services: ['event-store'],
    file: 'services/event-store/infrastructure/refill-stream.ts',
    find: 'const jumps = await findJumps(',
    replace: "const jumps = planted.is('no-set-back') ? [] : await findJumps(",
  },
  {
    services: ['event-store'],
    file: watch,
    find: 'const repaired = { ...(cause ? await',
    replace: "const repaired = { ...(cause && !planted.is('no-refill') ? await",
  },
  {
    services: ['event-store'],
    file: watch,
    find: 'cause ? repaired.loss :',
    replace: "cause || planted.is('no-refill') ? repaired.loss :",
  },
  {
    services: ['event-store'],
    file: watch,
    find: '    if (!there.some(',
    replace: "    if (!planted.is('groups-lost') && !there.some(",
  },
  {
    services: ['worker-order-creation'],
    file: 'platform/stream/consumer.ts',
    find: 'started = started && !',
    replace: "started = started && (planted.is('groups-lost') || !",
  },
  {
    services: ['worker-order-creation'],
    file: 'platform/stream/consumer.ts',
    find: '/NOGROUP/.test((error as Error).message)',
    replace: '/NOGROUP/.test((error as Error).message))',
  },
]

export type { CellProof }

/** @param phases runs these cells only */
export const proveLostEntries = ({
  phases,
  ...options
}: ProofOptions & { phases?: readonly string[] }): Promise<CellProof[]> =>
  proveCells(
    lostEntries
      .filter(({ phase }) => phases?.includes(phase) ?? true)
      .map((cell) => ({ cell, words: bugOfCell[cell.phase] ?? [] })),
    cellPatches,
    options,
  )
