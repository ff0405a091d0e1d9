import type { Source } from '../shop/databases.ts'
import type { Patch } from './patch.ts'

/** A bug that is present while checkouts run: in the code of processes, or in a database function. */
export type Plant = {
  id: string
  /** The invariant that has to detect it. */
  invariant: string
  text: string
  patch?: Patch
  /** A database function, and the change to its text. */
  routine?: { source: Source; name: string; find: string; replace: string }
  /** What happens besides the checkouts: a process crashes, or events are delivered twice. */
  beside?:
    | 'coordinators-die'
    | 'consumer-dies'
    | 'events-come-twice'
    | 'customer-is-erased'
    | 'requests-are-validated'
    | 'price-is-changed'
    | 'past-sale-is-cancelled'
}

const orchestrators = ['saga-orchestrator', 'saga-orchestrator-2']

/** At least one for each invariant that can be checked on a system at rest. */
export const processPlants: readonly Plant[] = [
  {
    id: 'release-twice',
    invariant: 'stock',
    text: 'inventaire gives back twice what it releases',
    routine: {
      source: 'inventaire',
      name: 'augmenter_stock',
      find: 'set disponible = disponible + ligne.quantite, reserve = reserve - ligne.quantite',
      replace: 'set disponible = disponible + 2 * ligne.quantite, reserve = reserve - 2 * ligne.quantite',
    },
  },
  {
    id: 'blind-detector',
    invariant: 'accounting',
    text: 'the orchestrators do not see abandoned sagas',
    patch: {
      services: orchestrators,
      file: 'saga/durable/recover-sagas.ts',
      find: 'await sagaLog.takeOver({ max: batch, mine })',
      replace: '[] as TakenSaga[]',
    },
    beside: 'coordinators-die',
  },
  {
    id: 'two-ends',
    invariant: 'one-end',
    text: 'stock_reservation reports the failure of a checkout that continues',
    patch: {
      services: ['worker-stock-reservation'],
      file: 'workers/checkout/publish-outcome.ts',
      find: 'const all = event.deliveries',
      replace: `for (const { stream, type, payload } of [...messages])
        if (type === 'StockReserved') messages.push({ stream, type: 'CheckoutFailed', eventId: payload.checkout_id + ':CheckoutFailed', version: 1, payload: { checkout_id: payload.checkout_id, client_id: payload.client_id, reason: 'ERREUR_SERVICE' } })
      const all = event.deliveries`,
    },
  },
  {
    id: 'drop-release',
    invariant: 'reservation-resolved',
    text: 'stock_compensation reports a release that it did not make',
    patch: {
      services: ['worker-stock-compensation'],
      file: 'workers/checkout/stock-compensation.ts',
      find: `checkoutReactions['stock-compensation'], gatewayCalls(scope)`,
      replace: `checkoutReactions['stock-compensation'], { ...gatewayCalls(scope), 'reserver-stock': { run: () => {}, undo: () => {} } }`,
    },
  },
  {
    id: 'wrong-total',
    invariant: 'order-of-success',
    text: 'commandes writes a total that is a cent too high',
    routine: {
      source: 'commandes',
      name: 'enregistrer_vente',
      find: `'enregistree', p_total_cents,`,
      replace: `'enregistree', p_total_cents + 1,`,
    },
  },
  {
    id: 'undo-only-logged',
    invariant: 'undone-steps',
    text: 'the orchestrators log undos that they do not make',
    patch: {
      services: orchestrators,
      file: 'saga/execute.ts',
      find: '    await undoUntilDone(step)\n',
      replace: '',
    },
  },
  {
    id: 'undo-too-late',
    invariant: 'undone-steps',
    text: 'the orchestrators undo after six seconds',
    patch: {
      services: orchestrators,
      file: 'saga/execute.ts',
      find: '    await undoUntilDone(step)\n',
      replace: '    await clock.sleep(6_000, signal)\n    await undoUntilDone(step)\n',
    },
  },
  {
    id: 'keys-forgotten',
    invariant: 'client-truth',
    text: 'ecommerce treats a repeated request as a new one',
    patch: {
      services: ['ecommerce'],
      file: 'services/ecommerce/interface/checkouts.ts',
      find: 'scope: `client:',
      replace: 'scope: Math.random() + `client:',
    },
  },
  {
    id: 'false-success',
    invariant: 'client-truth',
    text: 'the orchestrators report success for checkouts that they have undone',
    patch: {
      services: orchestrators,
      file: 'services/saga-orchestrator/interface/handlers.ts',
      find: `case 'annule':`,
      replace: `case 'annule':
      if (checkoutId) return { status: 201, body: { checkout_id: checkoutId, etat: 'SAGA_TERMINEE', commande_id: checkoutId } }`,
    },
  },
  {
    id: 'acknowledged-before-commit',
    invariant: 'nothing-lost',
    text: 'audit acknowledges before writing, and crashes in between',
    patch: {
      services: ['worker-audit'],
      file: 'workers/audit.ts',
      find: 'consumeBatch(bus, (events) => record(pool, events),',
      replace: 'consumeBatch(bus, async (events) => void setTimeout(() => void record(pool, events), 60_000),',
    },
    beside: 'consumer-dies',
  },
  {
    id: 'no-dedupe',
    invariant: 'nothing-lost',
    text: 'audit does not check whether it has handled an event',
    patch: {
      services: ['worker-audit'],
      file: 'workers/audit.ts',
      find: 'events.filter((event) => fresh.delete(event.eventId))',
      replace: '[...events]',
    },
    beside: 'events-come-twice',
  },
  {
    id: 'versions-skipped',
    invariant: 'event-store',
    text: 'the event store numbers versions from two',
    routine: {
      source: 'evenements',
      name: 'store_events',
      find: 'coalesce(known.version, 0)',
      replace: 'coalesce(known.version, 1)',
    },
  },
  {
    id: 'projection-skipped',
    invariant: 'read-models',
    text: 'the projection claims events but counts nothing',
    patch: {
      services: ['worker-cqrs-projection'],
      file: 'workers/orders/orders-by-client.ts',
      find: 'add(tx, await claimFacts(tx, facts))',
      replace: 'void (await claimFacts(tx, facts))',
    },
  },
  {
    id: 'dearer-in-one-style',
    invariant: 'parity',
    text: 'the orchestrators sell at another price than the workers',
    patch: {
      services: orchestrators,
      file: 'saga/join.ts',
      find: 'const other = found.get(one[by])',
      replace: `const known = found.get(one[by])
    const other = known && { ...known, prix_unitaire_cents: known.prix_unitaire_cents + 1 }`,
    },
  },
  {
    id: 'price-without-history',
    invariant: 'price-history',
    text: 'catalogue changes a price and does not record it',
    patch: {
      services: ['catalogue-1', 'catalogue-2', 'catalogue-3'],
      file: 'services/catalogue/application/change-price.ts',
      find: '    await recordPrice(changed, setBy)\n',
      replace: '    void recordPrice\n',
    },
    beside: 'price-is-changed',
  },
  {
    id: 'closed-day-kept',
    invariant: 'sales-sums',
    text: 'commandes cancels a sale of a past day and keeps the sums of that day',
    routine: {
      source: 'commandes',
      name: 'rouvrir_jours',
      find: 'where jour = any(p_jours)',
      replace: 'where jour = any(p_jours) and false',
    },
    beside: 'past-sale-is-cancelled',
  },
  {
    id: 'key-kept',
    invariant: 'erasure',
    text: 'ecommerce erases a person and keeps the key',
    patch: {
      services: ['ecommerce'],
      file: 'services/ecommerce/application/erase-personal-data.ts',
      find: '    await destroyKey(command.client_id)\n',
      replace: '',
    },
    beside: 'customer-is-erased',
  },
  {
    id: 'message-kept',
    invariant: 'erasure',
    text: 'ecommerce erases a person and keeps the messages to them',
    patch: {
      services: ['ecommerce'],
      file: 'services/ecommerce/infrastructure/mail-outbox.ts',
      find: '    await forget(mail_id)\n',
      replace: '',
    },
    beside: 'customer-is-erased',
  },
  {
    id: 'person-in-the-log',
    invariant: 'erasure',
    text: 'ecommerce logs the personal data that it returns',
    patch: {
      services: ['ecommerce'],
      file: 'services/ecommerce/interface/accounts.ts',
      find: '    const client = await readClient(path.id)\n',
      replace: `    const client = await readClient(path.id)
    process.stdout.write(JSON.stringify(client) + '\\n')
`,
    },
    beside: 'customer-is-erased',
  },
  {
    id: 'pieces-not-returned',
    invariant: 'restocking',
    text: 'inventaire undoes a step of a validation without returning the pieces to the central stock',
    patch: {
      services: ['inventaire'],
      file: 'services/inventaire/domain/validation.ts',
      find: 'return avec({ ...dossier, central: rendre(central, demande.quantite) }',
      replace: 'return avec({ ...dossier, central: rendre(central, 0 as Quantite) }',
    },
    beside: 'requests-are-validated',
  },
]
