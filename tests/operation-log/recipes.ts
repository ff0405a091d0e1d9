import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { stream } from '#generated/events/events.ts'
import type { Role } from '#generated/roles.ts'
import { storeDeadLetters } from '#services/event-store/infrastructure/dead-letters.ts'
import { redriveBatches } from '#services/event-store/infrastructure/redrive-batches.ts'
import { magasin } from '#services/supply-chain/testing.ts'
import { parkedSaga, type Request, type Systems } from './systems.ts'

/** How an operation succeeds and how it is refused. */
export type Recipe = {
  succeeds: (systems: Systems) => Promise<Request> | Request
  refused: (systems: Systems) => Promise<Request> | Request
  /** The service whose log has the row; default: the operation's own. */
  loggedBy?: string
  /** The reason that the request gives. */
  reason?: string
  objectType: string
}

const unknown = randomUUID()
const person = { nom: 'Denise Roy', mot_de_passe: 'fleur-de-sel-8', role: 'commis' }
const newAddress = (): string => `${randomUUID()}@example.org`

const productRequest = async ({ world }: Systems) => ({ produit_id: await world.product(100, 50) })

const deadLetter = async ({ eventStore }: Systems): Promise<Request> => {
  const event = `${uuidv7()}:OrderCreated`
  const fields = ['type', 'OrderCreated', 'payload', '{}', 'ts', '1.5', 'event_id', event]
  const letter = { group: 'choreo-audit', entryId: `${Date.now()}-1`, eventId: event, type: 'OrderCreated', fields }
  await storeDeadLetters(eventStore, stream, [{ ...letter, reason: 'test', deliveries: 3, givenUpAtMs: Date.now() }])
  const rows = await eventStore.raw.query('select max(dead_letter_id)::text as id from dead_letter')
  return { path: { id: rows.rows[0].id } }
}

const runningCheckout = async (shop: Systems['shop']): Promise<string> => {
  const { url, token } = await shop.newCustomer()
  const body = { panier: { lignes: [{ produit_id: 42, quantite: 1 }] } }
  return (await shop.ask('POST', `${url}/checkout/choreo/`, { key: randomUUID(), token, body })).json().checkout_id
}

const batchReason = 'The disk has room again.'

/** The start of a batch with an open dead letter. */
const batch = async (systems: Systems): Promise<Request> => {
  await deadLetter(systems)
  const id = uuidv7()
  const act = {
    ...{ operation: 'creerLotRelance', author: 'somebody', role: 'administrateur' },
    ...{ application: 'application-administration', correlationId: id },
  }
  const filter = { groupe: 'choreo-audit' }
  const given = { id, filter, reason: batchReason, act, key: id, fingerprint: Buffer.from(id) }
  await redriveBatches(systems.eventStore).create(given)
  return { path: { lot_id: id }, body: { etat: 'en_cours' } }
}

/** An intervention in a validation. */
const intervention = (body: { motif: string; etape?: string }): Recipe => ({
  objectType: 'validation',
  reason: body.motif,
  succeeds: async ({ supplyChain }) => {
    const { validationId } = await supplyChain.parked()
    return { path: { validation_id: validationId }, body }
  },
  refused: () => ({ path: { validation_id: unknown }, body }),
})

/**
 * One recipe for each operation that changes something and accepts a token of the staff. The test computes the list of these
 * operations from the specifications, so a new one is red until it has its recipe here.
 */
export const recipes: Readonly<Record<string, Recipe>> = {
  ajouterProduit: {
    objectType: 'produit',
    succeeds: () => ({ body: { sku: `SKU-${Date.now()}`, nom: 'Thé', prix_cents: 100 } }),
    refused: async ({ world }) => {
      await world.setStock(9_999, { prixCents: 1, stock: 1 })
      return { body: { sku: 'SKU-FIXE-9999', nom: 'Thé', prix_cents: 100 } }
    },
  },
  modifierPrix: {
    objectType: 'produit',
    succeeds: async (systems) => ({ path: await productRequest(systems), body: { prix_cents: 120 } }),
    refused: () => ({ path: { produit_id: 123_456 }, body: { prix_cents: 120 } }),
  },
  archiverProduit: {
    objectType: 'produit',
    succeeds: async (systems) => ({ path: await productRequest(systems) }),
    refused: () => ({ path: { produit_id: 123_456 } }),
  },
  reapprovisionnerStock: {
    objectType: 'stock_central',
    succeeds: async (systems) => ({ path: await productRequest(systems), body: { quantite: 5 } }),
    refused: async ({ world }) => {
      await world.setStock(9_998, { prixCents: 1, stock: 2_147_483_647 })
      return { path: { produit_id: 9_998 }, body: { quantite: 5 } }
    },
  },
  transfererStock: {
    objectType: 'transfert',
    succeeds: async (systems) => ({ body: { ...(await productRequest(systems)), magasin_id: magasin, quantite: 5 } }),
    refused: async (systems) => ({ body: { ...(await productRequest(systems)), magasin_id: magasin, quantite: 500 } }),
  },
  creerDemandeReappro: {
    objectType: 'demande_reapprovisionnement',
    succeeds: async (systems) => ({ body: { ...(await productRequest(systems)), magasin_id: magasin, quantite: 5 } }),
    refused: () => ({ body: { produit_id: 123_456, magasin_id: magasin, quantite: 5 } }),
  },
  validerDemande: {
    objectType: 'demande_reapprovisionnement',
    succeeds: async ({ supplyChain }) => ({ path: { demande_id: (await supplyChain.request(50, 5)).id } }),
    refused: () => ({ path: { demande_id: unknown } }),
  },
  rejeterDemande: {
    objectType: 'demande_reapprovisionnement',
    loggedBy: 'inventaire',
    reason: 'Fin de saison',
    succeeds: async ({ supplyChain }) => ({
      path: { demande_id: (await supplyChain.request(50, 5)).id },
      body: { motif: 'Fin de saison' },
    }),
    refused: () => ({ path: { demande_id: unknown }, body: { motif: 'Fin de saison' } }),
  },
  forcerAnnulationValidation: intervention({ motif: 'Fin de saison' }),
  relancerValidation: intervention({ etape: 'livrer-stock-local', motif: 'Fin de saison' }),
  cloreValidation: {
    ...intervention({ motif: 'Fin de saison' }),
    succeeds: async ({ supplyChain }) => {
      const parked = await supplyChain.parked()
      await supplyChain.loseRequest(parked)
      supplyChain.world.setWeather(() => 'fine')
      return { path: { validation_id: parked.validationId }, body: { motif: 'Fin de saison' } }
    },
  },
  forcerCompensation: {
    objectType: 'saga',
    succeeds: async (systems) => ({ path: { id: await parkedSaga(systems) } }),
    refused: () => ({ path: { id: unknown } }),
  },
  terminerCheckoutChoreo: {
    objectType: 'checkout',
    succeeds: async ({ shop }) => ({ path: { checkout_id: await runningCheckout(shop) } }),
    refused: () => ({ path: { checkout_id: uuidv7() } }),
  },
  relancerSaga: {
    objectType: 'saga',
    succeeds: async (systems) => ({ path: { id: await parkedSaga(systems) }, body: { etape: 'reserver-stock' } }),
    refused: () => ({ path: { id: unknown }, body: { etape: 'reserver-stock' } }),
  },
  creerLotRelance: {
    objectType: 'lot_relance',
    reason: batchReason,
    succeeds: () => ({ body: { filtre: { groupe: 'choreo-audit' }, raison: batchReason } }),
    refused: () => ({ body: { filtre: { groupe: 'choreo-audit' }, raison: '' } }),
  },
  changerEtatLot: {
    objectType: 'lot_relance',
    reason: 'en_cours',
    succeeds: batch,
    refused: () => ({ path: { lot_id: unknown }, body: { etat: 'en_cours' } }),
  },
  relancerLettreMorte: { objectType: 'lettre_morte', succeeds: deadLetter, refused: () => ({ path: { id: 123_456 } }) },
  creerEmploye: {
    objectType: 'employe',
    succeeds: () => ({ body: { ...person, courriel: newAddress() } }),
    refused: () => ({ body: { ...person, courriel: 'owner@example.org' } }),
  },
  modifierEmploye: {
    objectType: 'employe',
    succeeds: async ({ staff }) => ({
      path: { employe_id: (await staff.created('commis')).employe_id },
      body: { role: 'gerant', actif: true },
    }),
    refused: () => ({ path: { employe_id: unknown }, body: { role: 'gerant', actif: true } }),
  },
  changerMotDePasseEmploye: {
    objectType: 'employe',
    succeeds: () => ({ body: { ancien_mot_de_passe: person.mot_de_passe, mot_de_passe: 'sel-de-guerande-9' } }),
    refused: () => ({ body: { ancien_mot_de_passe: 'a-wrong-password', mot_de_passe: 'un-autre-mot-de-passe' } }),
  },
  definirMotDePasseProvisoire: {
    objectType: 'employe',
    succeeds: async ({ staff }) => ({
      path: { employe_id: (await staff.created('commis')).employe_id },
      body: { mot_de_passe: 'sel-de-guerande-9' },
    }),
    refused: () => ({ path: { employe_id: unknown }, body: { mot_de_passe: 'sel-de-guerande-9' } }),
  },
  exporterDonneesPersonnelles: {
    objectType: 'client',
    reason: 'Demande par courrier',
    succeeds: async ({ shop }) => ({
      path: { id: (await shop.newCustomer()).id },
      body: { motif: 'Demande par courrier' },
    }),
    refused: () => ({ path: { id: unknown }, body: { motif: 'Demande par courrier' } }),
  },
  effacerDonneesPersonnelles: {
    objectType: 'client',
    reason: 'Demande par courrier',
    succeeds: async ({ shop }) => ({
      path: { id: (await shop.newCustomer()).id },
      query: { motif: 'Demande par courrier' },
    }),
    refused: () => ({ path: { id: unknown } }),
  },
}

/** The roles of people who work for the shop. */
export const staffRoles: readonly Role[] = ['commis', 'gerant', 'administrateur']
