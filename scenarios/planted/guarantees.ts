import type { System } from '#harness/system/system.ts'
import { processes } from '../shop/databases.ts'
import type { Patch } from './patch.ts'
import { changeRoutine } from './routine.ts'

/**
 * Guarantees that can be switched off in running processes by their words, and places where a process can be made to
 * crash. They are patches applied by a preload: production code has no switch for them.
 */
const orchestrators = ['saga-orchestrator', 'saga-orchestrator-2']
const store = 'services/ecommerce/infrastructure/checkout-store.ts'
const server = 'services/ecommerce/server.ts'
const acceptWithout = 'accepter_checkout_sans_outbox'

export const guaranteePatches: readonly Patch[] = [
  {
    services: ['ecommerce'],
    file: store,
    find: "const select = sql(\n  'checkout-select',",
    replace: `const acceptWithout = sql(
  'checkout-accept-without',
  'select ${acceptWithout}($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as once',
)
const select = sql(\n  'checkout-select',`,
  },
  {
    services: ['ecommerce'],
    file: store,
    find: '(pool, accept, request, values)',
    replace: "(pool, planted.is('without-outbox') ? acceptWithout : accept, request, values)",
  },
  {
    services: ['ecommerce'],
    file: server,
    find: '  const acceptInPostgres = acceptCheckout(pool, stream)\n',
    replace: `  const acceptUnchanged = acceptCheckout(pool, stream)
  const acceptInPostgres = async (checkout, request) => {
    const accepted = await acceptUnchanged(checkout, request)
    if ('kind' in accepted || accepted.checkout_id !== checkout.checkout_id) return accepted
    planted.die('accepted')
    if (planted.is('without-outbox')) {
      const { checkout_id, client_id, panier } = checkout
      const [type, payload] = ['CheckoutInitiated', { checkout_id, client_id, panier: { lignes: panier.lignes } }]
      await bus.publish([{ stream, type, eventId: checkout_id + ':' + type, payload }])
    }
    return accepted
  }\n`,
  },
  {
    services: ['ecommerce'],
    file: server,
    find: '          relay.wake()\n          board.accepted(checkout)',
    replace: "          if (!planted.is('without-outbox')) relay.wake()\n          board.accepted(checkout)",
  },
  {
    services: ['worker-audit', 'worker-notification', 'worker-cqrs-projection'],
    file: 'platform/delivery/inbox.ts',
    find: '  const rows = await tx.query<{ event_id: string }>(claimStatement',
    replace: `  if (planted.is('without-dedupe')) return new Set(eventIds)
  const rows = await tx.query<{ event_id: string }>(claimStatement`,
  },
  {
    services: orchestrators,
    file: 'saga/durable/coordinator.ts',
    find: '  const { append } = sagaLog\n',
    replace:
      "  const append = async (...all) => (planted.is('without-saga-log') ? undefined : sagaLog.append(...all))\n",
  },
  {
    services: orchestrators,
    file: 'services/saga-orchestrator/server.ts',
    find: '    accept: sagaLog.accept,',
    replace:
      "    accept: async (one) => (planted.is('without-saga-log') ? { kind: 'accepted' } : sagaLog.accept(one)),",
  },
  {
    services: orchestrators,
    file: 'saga/durable/recover-sagas.ts',
    find: 'await sagaLog.extend(long)',
    replace: "planted.is('without-saga-log') ? { kept: long, forced: [] } : await sagaLog.extend(long)",
  },
  {
    services: orchestrators,
    file: 'saga/execute.ts',
    find: "      reach?.(id, 'after-effect')\n",
    replace: "      planted.die(id)\n      reach?.(id, 'after-effect')\n",
  },
]

/** Creates, beside the function that accepts a checkout, a version that writes no outbox row. */
export const provideWithoutOutbox = async (system: System): Promise<void> => {
  const find = `  insert into outbox (event_id, stream, type, payload, traceparent)
    values (p_event_id, p_stream, p_type,
      json_build_object('checkout_id', p_checkout_id, 'client_id', p_client_id,
                        'panier', json_build_object('lignes', p_lignes)),
      p_traceparent);
`
  const routine = { name: 'accepter_checkout', newName: acceptWithout, find, replace: '' }
  await changeRoutine(system, processes.ecommerce, routine)
}
