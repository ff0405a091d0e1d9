import { readScenarios, scenariosFolder } from '#harness/scenario/documents.ts'
import type { Observed, SeenLoad } from '#harness/scenario/plugin.ts'
import type { Outcome, Sample } from '#harness/scenario/records.ts'
import { createTestDatabase } from '#platform/postgres/provision.ts'
import { seedOrderId, seedSaleId } from '#services/seed-ids.ts'
import { type Databases, openPools, type Source, sources } from './databases.ts'
import { fillRequests, fillValidations } from './world-restocking.ts'

/**
 * A small shop for tests, in real databases with the real schemas: both styles, each with one checkout of every
 * outcome.
 */

const ofService = (name: string): string => `services/${name}/infrastructure/migrations`
const folders: Record<Source, string> = {
  catalogue: ofService('catalogue'),
  inventaire: ofService('inventaire'),
  commandes: ofService('commandes'),
  approvisionnement: ofService('supply-chain'),
  ecommerce: ofService('ecommerce'),
  saga: ofService('saga-orchestrator'),
  evenements: ofService('event-store'),
  notification: 'workers/migrations/notification',
  audit: 'workers/migrations/audit',
  cqrs: 'workers/migrations/cqrs',
}

export const ids = {
  client: '00000000-0000-8000-8000-0000000000c1',
  otherClient: '00000000-0000-8000-8000-0000000000c2',
  choreographed: { succeeded: idOf(1), undone: idOf(2), refused: idOf(3) },
  orchestrated: { succeeded: idOf(4), undone: idOf(5), refused: idOf(6) },
  unknown: idOf(9),
} as const

function idOf(n: number): string {
  return `019f0000-0000-7000-8000-00000000000${n}`
}

/** The order of a checkout: the same digits with another UUID version. */
export const orderOf = (checkoutId: string): string => checkoutId.replace('-7000-', '-4000-')

export type World = { databases: Databases; end: () => Promise<void> }

/** Opens empty databases as their owner: a planted bug may do what the services may not. */
export const openWorld = async (postgresUrl: string): Promise<World> => {
  const created = await Promise.all(
    sources.map(async (source) => {
      const database = await createTestDatabase(postgresUrl, folders[source])
      return [source, database] as const
    }),
  )
  const databases = openPools(
    Object.fromEntries(created.map(([source, { adminUrl }]) => [source, adminUrl])) as Record<Source, string>,
  )
  return {
    databases,
    end: async () => {
      await databases[Symbol.asyncDispose]()
      await Promise.all(created.map(([, database]) => database.drop()))
    },
  }
}

const quantity = 2
const unitCents = 150

const fillCatalogue = `
  insert into produit (produit_id, sku, nom, prix_cents) values (1, 'SKU-1', 'Tasse', ${unitCents}), (2, 'SKU-2', 'Vase', 900);
  insert into prix_historique (produit_id, version, prix_cents, par) values
    (1, 1, 100, 'seed'), (1, 2, ${unitCents}, 'manager'), (2, 1, 900, 'seed');`

const fillInventaire = (succeeded: readonly string[], undone: readonly string[]): string => `
  insert into stock_central (produit_id, initial, disponible, reserve)
    values (1, 100, ${100 - quantity * succeeded.length}, ${quantity * succeeded.length}), (2, 50, 50, 0);
  insert into reservation (checkout_id, etat, created_at, released_at) values
    ${succeeded.map((id) => `('${id}', 'reservee', '2026-01-01 12:00:00+00', null)`).join(', ')},
    ${undone.map((id) => `('${id}', 'liberee', '2026-01-01 12:00:00+00', '2026-01-01 12:00:01.5+00')`).join(', ')};
  insert into reservation_ligne (checkout_id, produit_id, quantite) values
    ${[...succeeded, ...undone].map((id) => `('${id}', 1, ${quantity})`).join(', ')};`

/** 2025-12-31, in days since 1970-01-01. */
const pastDay = Date.UTC(2025, 11, 31) / 86_400_000

const fillCommandes = (succeeded: readonly string[], [created, never]: readonly string[]): string => `
  insert into vente (checkout_id, commande_id, magasin_id, client_id, etat, total_cents, annulee_at) values
    ${succeeded.map((id) => `('${id}', '${orderOf(id)}', 1, '${ids.client}', 'enregistree', ${quantity * unitCents}, null)`).join(', ')},
    ('${created}', '${orderOf(created ?? '')}', 1, '${ids.client}', 'annulee', ${quantity * unitCents}, '2026-01-01 12:00:01.2+00');
  insert into vente (checkout_id, commande_id, magasin_id, client_id, etat, total_cents, created_at) values
    ('${seedSaleId(1, 1)}', '${seedOrderId(1, 1)}', 2, '${ids.client}', 'enregistree', ${3 * unitCents}, '2025-12-31 12:00:00+00');
  insert into somme_magasin (jour, magasin_id, ventes, cents) values (${pastDay}, 2, 1, ${3 * unitCents});
  insert into somme_produit (jour, produit_id, quantite, cents) values (${pastDay}, 2, 3, ${3 * unitCents});
  insert into jour_clos (jour) values (${pastDay});
  insert into vente_ligne (commande_id, position, produit_id, quantite, prix_unitaire_cents) values
    ('${seedOrderId(1, 1)}', 1, 2, 3, ${unitCents});
  insert into vente (checkout_id, etat, annulee_at) values ('${never}', 'tombstone', '2026-01-01 12:00:01.2+00');
  insert into vente_ligne (commande_id, position, produit_id, quantite, prix_unitaire_cents) values
    ${[...succeeded, created].map((id) => `('${orderOf(id ?? '')}', 1, 1, ${quantity}, ${unitCents})`).join(', ')};`

const fillEcommerce = ({ succeeded, undone, refused }: typeof ids.choreographed): string => {
  const row = (id: string, etat: string, order: string, motif: string): string =>
    `('${id}', '${ids.client}', 'key-${id}', '', '${etat}', ${order}, ${motif}, now(), now())`
  return `insert into checkout (checkout_id, client_id, idempotency_key, body_hash, etat, commande_id, motif, accepted_at, ended_at) values
    ${row(succeeded, 'REUSSI', `'${orderOf(succeeded)}'`, 'null')},
    ${row(undone, 'ECHOUE', 'null', `'TIMEOUT'`)},
    ${row(refused, 'ECHOUE', 'null', `'STOCK_INSUFFISANT'`)};
    insert into client (client_id, efface_le) values ('${ids.otherClient}', now());
    insert into effacement values ('${ids.otherClient}', now(), 'staff', 'administration');
    insert into outbox (event_id, stream, type, payload, published_at) values
    ${[succeeded, undone, refused].map((id) => `('${id}:CheckoutInitiated', 's', 'CheckoutInitiated', '{"checkout_id":"${id}"}', now())`).join(', ')};`
}

const lignes = JSON.stringify({ lignes: [{ produit_id: 1, quantite: quantity, prix_unitaire_cents: unitCents }] })

/** An insert that appends one event to the chain; the payload contains only what the checks need. */
export const insertEvent = (
  checkoutId: string,
  version: number,
  type: string,
  eventId = `${checkoutId}:${type}`,
): string => `
  select attach_event_day(event_day_of('${checkoutId}'))
    where not exists (select from event_day where day = event_day_of('${checkoutId}'));
  insert into event (position, event_id, checkout_id, version, stream, type, payload, payload_version, ts, entry_id,
                     ingested_at_ms, hash)
  select position, event_id, checkout_id, version, stream, type, payload::json, 1::smallint, ts, '0-0', 0,
    sha256(coalesce((select hash from event as before where before.checkout_id = e.checkout_id
                       and before.version = e.version - 1), '') ||
           convert_to(event_content(position, version, checkout_id, null, null, 1::smallint, ts, 0,
                                    event_id, stream, type, '0-0', null, payload), 'UTF8'))
  from (select nextval('event_position') as position, '${eventId}' as event_id, '${checkoutId}'::uuid as checkout_id,
    ${version} as version, 'ecommerce.checkout.events' as stream, '${type}' as type,
    '${JSON.stringify({ checkout_id: checkoutId, client_id: ids.client, commande_id: orderOf(checkoutId) }).slice(0, -1)}, "panier": ${lignes}}' as payload,
    extract(epoch from timestamptz '2026-01-01 12:00:01+00')::double precision + ${version} * 0.1 as ts) as e;`

const { succeeded: ordered, undone: released, refused: refusedOne } = ids.choreographed
const events = [
  [ordered, 'CheckoutInitiated', 'StockReserved', 'OrderCreated', 'CheckoutSucceeded'],
  [released, 'CheckoutInitiated', 'StockReserved', 'OrderCreationFailed', 'StockReleased', 'CheckoutFailed'],
  [refusedOne, 'CheckoutInitiated', 'StockReservationFailed', 'CheckoutFailed'],
].flatMap(([id = '', ...types]) => types.map((type, i) => ({ id, type, version: i + 1 })))
const isEnd = ({ type }: { type: string }): boolean => type === 'CheckoutSucceeded' || type === 'CheckoutFailed'

const fillEvents = (): string => events.map(({ id, type, version }) => insertEvent(id, version, type)).join('')

const claimsOf = (consumer: string, claimed: typeof events): string =>
  `insert into inbox (consumer, event_id) values ${claimed.map(({ id, type }) => `('${consumer}', '${id}:${type}')`).join(', ')};`

const fillAudit = (): string => `${claimsOf('audit', events)}
  insert into audit_trail (event_id, checkout_id, type, payload, stream, entry_id, emitted_at) values
    ${events.map(({ id, type }) => `('${id}:${type}', '${id}', '${type}', '{}', 's', '0-0', now())`).join(', ')};`

const fillNotification = (): string => `${claimsOf('notification', events.filter(isEnd))}
  insert into notification (event_id, checkout_id, client_id, type) values
    ${events
      .filter(isEnd)
      .map(({ id, type }) => `('${id}:${type}', '${id}', '${ids.client}', '${type}')`)
      .join(', ')};`

/** The row for the only order of the choreographed checkouts. */
const fillCqrs = (): string => `
  ${claimsOf(
    'cqrs_projection',
    events.filter(({ type }) => type === 'OrderCreated'),
  )}
  insert into orders_by_client_day values ('${ids.client}', day_of('${ordered}'::uuid), 1, '${orderOf(ordered)}', '${ordered}',
    extract(epoch from timestamptz '2026-01-01 12:00:01+00') + 3 * 0.1);`

/** One record of a saga's log. */
export const insertRecord = (
  checkoutId: string,
  seq: number,
  type: string,
  etat: string,
  step: string | null = null,
): string => `
  insert into saga_log (saga_id, seq, at, type, etat, step, record) values
    ('${checkoutId}', ${seq}, timestamptz '2026-01-01 12:00:01+00' + ${seq} * interval '100 ms', '${type}', '${etat}',
     ${step === null ? 'null' : `'${step}'`}, '{}');`

const fillSagas = ({ succeeded, undone, refused }: typeof ids.orchestrated): string => {
  const row = (id: string, etat: string, order: string): string =>
    `('${id}', '${ids.client}', 'key-${id}', '', '${etat}', true, ${order}, 'one', now(), '2026-01-01 12:00:00+00', now())`
  const records: [string, string, string, string?][] = [
    [succeeded, 'started', 'EN_ATTENTE'],
    [succeeded, 'step-done', 'COMMANDE_CREEE', 'creer-commande'],
    [succeeded, 'succeeded', 'SAGA_TERMINEE'],
    [undone, 'started', 'EN_ATTENTE'],
    [undone, 'step-started', 'RESERVATION_STOCK', 'reserver-stock'],
    [undone, 'step-done', 'STOCK_RESERVE', 'reserver-stock'],
    [undone, 'step-started', 'CREATION_COMMANDE', 'creer-commande'],
    [undone, 'step-failed', 'ECHEC_CREATION_COMMANDE', 'creer-commande'],
    [undone, 'undoing', 'COMPENSATION_EN_COURS'],
    [undone, 'undo-done', 'COMPENSATION_EN_COURS', 'creer-commande'],
    [undone, 'undo-done', 'COMPENSATION_EN_COURS', 'reserver-stock'],
    [undone, 'cancelled', 'SAGA_ANNULEE'],
    [refused, 'started', 'EN_ATTENTE'],
    [refused, 'step-failed', 'ECHEC_STOCK_INSUFFISANT', 'verifier-stock'],
    [refused, 'cancelled', 'SAGA_ANNULEE'],
  ]
  return `insert into saga (saga_id, client_id, idempotency_key, fingerprint, etat, terminal, commande_id, owner, lease_until, started_at, ended_at) values
    ${row(succeeded, 'SAGA_TERMINEE', `'${orderOf(succeeded)}'`)}, ${row(undone, 'SAGA_ANNULEE', 'null')}, ${row(refused, 'SAGA_ANNULEE', 'null')};
    ${records.map(([id, type, etat, step], i) => insertRecord(id, records.slice(0, i + 1).filter(([other]) => other === id).length, type, etat, step)).join('')}`
}

/** Six checkouts, all in a valid state. */
export const fillWorld = async ({ databases }: World): Promise<void> => {
  const { choreographed, orchestrated } = ids
  const succeeded = [choreographed.succeeded, orchestrated.succeeded]
  const undone = [choreographed.undone, orchestrated.undone]
  const texts: [Source, string][] = [
    ['catalogue', fillCatalogue],
    ['inventaire', fillInventaire(succeeded, undone)],
    ['inventaire', fillRequests()],
    ['approvisionnement', fillValidations()],
    ['commandes', fillCommandes(succeeded, undone)],
    ['ecommerce', fillEcommerce(choreographed)],
    ['evenements', fillEvents()],
    ['saga', fillSagas(orchestrated)],
    ['audit', fillAudit()],
    ['notification', fillNotification()],
    ['cqrs', fillCqrs()],
  ]
  for (const [source, text] of texts) await databases[source].raw.query(text)
}

const line = (i: number, id: string, outcome: Outcome): Sample => {
  const [status, reason] = [200, null]
  const times = { intended: 0, ready: 0, started: 0, accepted: null, ended: 1 }
  return { i, ...times, outcome, id, key: `key-${id}`, status, reason }
}

/**
 * What the clients of the six checkouts saw: one load per style, with the same inputs. `change` is applied to the line
 * of checkout `of`.
 */
export const seen = (of?: string, change: Partial<Sample> = {}): Observed => {
  const [scenario] = readScenarios(scenariosFolder, ['P2'])
  if (scenario === undefined) throw new Error('no scenario P2')
  const load = (style: 'orchestrated' | 'choreographed'): SeenLoad => {
    const { succeeded, refused, undone } = ids[style]
    const samples = [line(0, succeeded, 'succeeded'), line(1, refused, 'refused'), line(2, undone, 'failed')]
    return {
      scenario,
      style,
      load: 'open',
      samples: samples.map((sample) => (sample.id === of ? { ...sample, ...change } : sample)),
    }
  }
  return { loads: [load('orchestrated'), load('choreographed')], outages: [] }
}
