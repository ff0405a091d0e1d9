import type { Change } from '#harness/sensitivity/change.ts'
import type { Patch } from './patch.ts'

/** A change to the code of running processes; `DELAY_MS` in its patches is replaced by its delay. */
export type PlantedChange = Change & { patches: readonly Patch[] }

const orchestrators = ['saga-orchestrator', 'saga-orchestrator-2']
const callers = ['worker-stock-reservation', 'worker-order-creation', 'worker-stock-compensation']
const everywhere = [...orchestrators, ...callers]
const writers = ['worker-audit', 'worker-notification', 'worker-cqrs-projection']
const sagaHandlers = 'services/saga-orchestrator/interface/handlers.ts'
const checkouts = 'services/ecommerce/interface/checkouts.ts'
const stockHandlers = 'services/inventaire/interface/handlers.ts'
const consumerParts = 'platform/stream/consumer'
const reserve = 'const once = await reserve('

/** Planted under scenarios, to see which of them detect it. */
export const plantedChanges: readonly PlantedChange[] = [
  {
    id: 'no-undo',
    text: 'undos are reported but not made',
    harms: ['undone', 'accounting', 'reservation-resolved', 'undone-steps'],
    idle: 'nothing failed that had to be undone',
    patches: [
      {
        services: everywhere,
        file: 'saga/execute.ts',
        find: '    await undoUntilDone(step)\n',
        replace: '    planted.took()\n',
      },
    ],
  },
  {
    id: 'late-undo',
    text: 'undos are made after six seconds',
    harms: ['slowest-release', 'undone-steps'],
    idle: 'nothing failed that had to be undone',
    patches: [
      {
        services: everywhere,
        file: 'saga/execute.ts',
        find: '    await undoUntilDone(step)\n',
        replace: '    await planted.sleep(6_000)\n    await undoUntilDone(step)\n',
      },
    ],
  },
  {
    id: 'no-dedupe',
    text: 'a repeated request is treated as a new one',
    harms: ['client-truth'],
    idle: 'no request was repeated',
    patches: [
      {
        services: orchestrators,
        file: sagaHandlers,
        find: "      key: headers['idempotency-key'],\n",
        replace:
          "      key: headers['idempotency-key'] + (planted.isAgain(headers['idempotency-key']) ? Math.random() : ''),\n",
      },
      {
        services: ['ecommerce'],
        file: checkouts,
        find: "      key: headers['idempotency-key'],\n",
        replace:
          "      key: headers['idempotency-key'] + (planted.isAgain(headers['idempotency-key']) ? Math.random() : ''),\n",
      },
    ],
  },
  {
    id: 'no-inbox',
    text: 'consumers do not check whether they have handled an event',
    harms: ['nothing-lost', 'read-models'],
    styles: ['choreographed'],
    idle: 'no event was delivered twice',
    patches: [
      {
        services: writers,
        file: 'platform/delivery/inbox.ts',
        find: '  return new Set(rows.map((row) => row.event_id))\n',
        replace: `  const fresh = new Set(rows.map((row) => row.event_id))
  planted.took(eventIds.filter((id) => !fresh.has(id)).length)
  return new Set(eventIds)\n`,
      },
    ],
  },
  {
    id: 'slow-hop',
    text: 'one call in the middle, the reservation, takes 50 ms longer',
    harms: ['latency'],
    idle: 'nothing was reserved',
    delay: 50,
    patches: [
      {
        services: ['inventaire'],
        file: stockHandlers,
        find: reserve,
        replace: `await planted.sleep(DELAY_MS)\n      ${reserve}`,
      },
    ],
  },
  {
    id: 'slow-answer',
    text: 'the client gets its answer later than the limit of its scenario allows',
    harms: ['latency'],
    idle: 'no checkout was answered',
    delay: 'beyond-limit',
    patches: [
      {
        services: orchestrators,
        file: sagaHandlers,
        find: "    return 'kind' in start",
        replace: "    await planted.sleep(DELAY_MS)\n    return 'kind' in start",
      },
      {
        services: ['ecommerce'],
        file: checkouts,
        find: "    if ('kind' in read) return refuse(read)\n",
        replace: "    await planted.sleep(DELAY_MS)\n    if ('kind' in read) return refuse(read)\n",
      },
    ],
  },
  {
    id: 'nothing-served',
    text: 'every checkout is answered with 503',
    harms: ['latency', 'rate'],
    idle: 'no request arrived',
    patches: [
      {
        services: orchestrators,
        file: sagaHandlers,
        find: '    const start = await startCheckout({',
        replace: `    planted.took()
    if (body) return { ...problem(problems, 'unavailable', { detail: 'planted' }), headers: comeBack }
    const start = await startCheckout({`,
      },
      {
        services: ['ecommerce'],
        file: checkouts,
        find: '    if (isBacklogFull()) {',
        replace: '    planted.took()\n    if (body) {',
      },
    ],
  },
  {
    id: 'lost-effect',
    text: 'one reservation in a hundred is reported but not made',
    harms: ['accounting', 'reservation-resolved'],
    idle: 'too few reservations were made',
    patches: [
      {
        services: ['inventaire'],
        file: stockHandlers,
        find: reserve,
        replace: reserve.replace(
          '= await',
          "= planted.every(100) ? { kind: 'done', answer: { kind: 'reservee' } } : await",
        ),
      },
    ],
  },
  {
    id: 'lost-event',
    text: 'one event in a hundred is acknowledged but not handled by the workers that reserve and order',
    harms: ['accounting', 'one-end', 'nothing-lost', 'ended'],
    styles: ['choreographed'],
    idle: 'too few events were delivered',
    patches: [
      {
        services: callers.slice(0, 2),
        file: `${consumerParts}/handle-each.ts`,
        find: 'await handle(one.event, one.entry)',
        replace: 'await (planted.every(100) ? undefined : handle(one.event, one.entry))',
      },
    ],
  },
  {
    id: 'false-end',
    text: 'clients receive a success for a checkout that failed',
    harms: ['client-truth'],
    idle: 'nothing failed',
    patches: [
      {
        services: orchestrators,
        file: sagaHandlers,
        find: "    case 'refuse':\n",
        replace: `    case 'refuse':
      planted.took()
      if (checkoutId) return { status: 201, body: { checkout_id: checkoutId, etat: 'SAGA_TERMINEE', commande_id: checkoutId } }\n`,
      },
      {
        services: ['ecommerce'],
        file: checkouts,
        find: 'const shown = (checkoutProcess: ProcessusCheckout): IssueCheckout => ({',
        replace: `const shown = (checkoutProcess: ProcessusCheckout) => {
  if (checkoutProcess.etat !== 'ECHOUE') return truly(checkoutProcess)
  planted.took()
  return truly({ ...checkoutProcess, etat: 'REUSSI', commande_id: checkoutProcess.checkout_id })
}
const truly = (checkoutProcess: ProcessusCheckout): IssueCheckout => ({`,
      },
    ],
  },
  {
    id: 'no-recovery',
    text: 'no process resumes the work of a crashed one',
    harms: ['ended', 'slowest-end', 'accounting'],
    idle: 'no process crashed with work in progress',
    patches: [
      {
        services: orchestrators,
        file: 'saga/durable/recover-sagas.ts',
        find: '    for (const one of taken) if (!sagas.has(one.id)) await resume(one).catch(onError)\n',
        replace: '    planted.took(taken.length)\n',
      },
      {
        services: callers,
        file: `${consumerParts}/reading.ts`,
        find: '      await dispatch(claimed.entries, (id) => claimed.deliveries.get(id) ?? 1)\n',
        replace: '      planted.took(claimed.entries.length)\n',
      },
    ],
  },
  {
    id: 'no-reason',
    text: 'the answer gives no reason why a checkout failed',
    harms: ['explained'],
    idle: 'no reason was requested',
    patches: [
      {
        services: orchestrators,
        file: sagaHandlers,
        find: '        motif: reason?.slice(0, reasonLengthMax) ?? null,\n        etape: step',
        replace: '        motif: (planted.took(), null),\n        etape: step',
      },
      {
        services: ['event-store'],
        file: 'services/event-store/interface/timelines.ts',
        find: 'evenements: replayedBodies(events)',
        replace:
          "evenements: replayedBodies(events.filter(({ type }) => type !== 'CheckoutFailed' || (planted.took(), false)))",
      },
    ],
  },
]

/** The patches of a change with its delay filled in. */
export const patchesOf = ({ patches }: PlantedChange, delayMs: number): Patch[] =>
  patches.map((patch) => ({ ...patch, replace: patch.replace.replaceAll('DELAY_MS', String(delayMs)) }))
