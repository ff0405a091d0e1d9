import { sleep } from 'k6'
import exec from 'k6/execution'
import {
  lireHistoriquePrix,
  lireJournalCatalogue,
  lireProduit,
  listerCategories,
  rechercherProduits,
} from '../../generated/catalogue/k6.ts'
import {
  genererIndicateurs,
  genererRapportConsolide,
  lireVente,
  listerMagasins,
  listerVentesClient,
  listerVentesMagasin,
} from '../../generated/commandes/k6.ts'
import { lireClient, lireJournalEcommerce, lirePanier, listerEmployes } from '../../generated/ecommerce/k6.ts'
import { lireJournalEvenements, listerLettresMortes } from '../../generated/event-store/k6.ts'
import {
  consulterStocksCentral,
  consulterStocksLocaux,
  lireJournalInventaire,
  lireStockCentral,
  listerDemandesReappro,
  listerTransferts,
} from '../../generated/inventaire/k6.ts'
import { lireJournalSagas, listerSagas } from '../../generated/saga-orchestrator/k6.ts'
import { lireJournalSupplyChain, listerDemandes, listerValidations } from '../../generated/supply-chain/k6.ts'
import type { Gateway } from '../../platform/http/k6-client.ts'
import { handleSummary } from './record.ts'

export { handleSummary }

// People who browse the shop and the back office: each opens a view, whose calls are made one after the other, and thinks. Writes one
// line for each call.

type Person = { id: string; token: string }
type Config = {
  baseUrl: string
  keys: { shop: string; backOffice: string }
  staff: { manager: Person; clerk: Person; administrator: Person }
  customers: Person[]
  products: number
  shops: number
  think: { leastMs: number; mostMs: number }
}
type Call = { status: number; durationMs: number; error?: string }
type View = () => void

const config = JSON.parse(open(__ENV.CONFIG as string)) as Config
const dayMs = 86_400_000
const words = ['théière', 'lampes', 'coussin lin', 'vase en verre', 'plateau chêne', 'noir', 'miroir rond', 'nappe']

const upTo = (n: number): number => Math.floor(Math.random() * n)
const one = <T>(values: readonly T[]): T => values[upTo(values.length)] as T
const product = (): number => 1 + upTo(config.products)
const shop = (): number => 1 + upTo(config.shops)
const otherShop = (): number => (config.shops > 1 ? 2 + upTo(config.shops - 1) : 1)
const ago = (days: number): string => new Date(Date.now() - days * dayMs).toISOString()

const timed = <R extends Call>(operation: string, call: R): R => {
  const { status, durationMs, error } = call
  console.log(JSON.stringify({ operation, status, ms: Math.round(durationMs * 1_000) / 1_000, error }))
  return call
}

const as = (person: Person): Gateway => ({
  baseUrl: config.baseUrl,
  apiKey: config.keys.backOffice,
  token: person.token,
})

const products = (by: Gateway): View[] => [
  () => {
    timed('listerCategories', listerCategories(by, {}))
    const found = timed('rechercherProduits', rechercherProduits(by, { query: { texte: one(words), limite: 50 } }))
    const cursor = found.status === 200 ? found.body.curseur_suivant : null
    if (cursor !== null)
      timed('rechercherProduits', rechercherProduits(by, { query: { texte: one(words), limite: 50, curseur: cursor } }))
  },
  () => {
    const listed = timed('listerCategories', listerCategories(by, {}))
    const categories = listed.status === 200 ? listed.body.categories : []
    if (categories.length === 0) return
    const query = { categorie: one(categories).categorie, actif: true, prix_min_cents: 1 + 1_000 * upTo(5), limite: 50 }
    timed('rechercherProduits', rechercherProduits(by, { query }))
  },
  () => void timed('rechercherProduits', rechercherProduits(by, { query: { q: one(words).slice(0, 4), limite: 20 } })),
]

const namesOf = (by: Gateway, ids: number[]): void => {
  if (ids.length > 0) timed('rechercherProduits', rechercherProduits(by, { query: { produit_id: ids, limite: 100 } }))
}

const stocks = (by: Gateway): View[] => [
  () => {
    const page = timed('consulterStocksCentral', consulterStocksCentral(by, { query: { limite: 50 } }))
    namesOf(by, page.status === 200 ? page.body.elements.map(({ produit_id }) => produit_id) : [])
    timed('consulterStocksCentral', consulterStocksCentral(by, { query: { disponible_max: 10, limite: 50 } }))
  },
  () => {
    const path = { magasin_id: otherShop() }
    timed('consulterStocksLocaux', consulterStocksLocaux(by, { path, query: { limite: 50 } }))
    const outs = timed(
      'consulterStocksLocaux',
      consulterStocksLocaux(by, { path, query: { disponible_max: 0, limite: 50 } }),
    )
    namesOf(by, outs.status === 200 ? outs.body.elements.map(({ produit_id }) => produit_id) : [])
  },
  () => {
    timed('listerTransferts', listerTransferts(by, { query: { limite: 50 } }))
    timed(
      'listerTransferts',
      listerTransferts(by, { query: { magasin_id: otherShop(), produit_id: product(), limite: 50 } }),
    )
  },
]

const sales = (by: Gateway): View[] => [
  () => {
    timed('listerMagasins', listerMagasins(by, { query: { limite: 100 } }))
    const path = { magasin_id: shop() }
    const page = timed('listerVentesMagasin', listerVentesMagasin(by, { path, query: { limite: 50 } }))
    const cursor = page.status === 200 ? page.body.curseur_suivant : null
    if (cursor !== null)
      timed('listerVentesMagasin', listerVentesMagasin(by, { path, query: { limite: 50, curseur: cursor } }))
    const chosen = page.status === 200 ? page.body.elements[0] : undefined
    if (chosen) timed('lireVente', lireVente(by, { path: { commande_id: chosen.commande_id } }))
  },
  () => {
    const query = { etat: 'annulee' as const, debut: ago(30), limite: 50 }
    timed('listerVentesMagasin', listerVentesMagasin(by, { path: { magasin_id: shop() }, query }))
    timed(
      'listerVentesClient',
      listerVentesClient(by, { path: { id: one(config.customers).id }, query: { limite: 20 } }),
    )
  },
]

const manager = (by: Gateway): View[] => [
  ...products(by),
  ...stocks(by),
  ...sales(by),
  () =>
    void timed(
      'lireHistoriquePrix',
      lireHistoriquePrix(by, { path: { produit_id: product() }, query: { limite: 50 } }),
    ),
  () => void timed('genererIndicateurs', genererIndicateurs(by, { query: { limite: 50 } })),
  () =>
    void timed('genererIndicateurs', genererIndicateurs(by, { query: { fin: ago(7 * (1 + upTo(8))), limite: 50 } })),
  () => void timed('genererRapportConsolide', genererRapportConsolide(by, { query: {} })),
  () => void timed('genererRapportConsolide', genererRapportConsolide(by, { query: { debut: ago(84) } })),
  () => {
    timed('listerDemandes', listerDemandes(by, { query: { statut: 'en_attente', limite: 50 } }))
    timed('listerDemandes', listerDemandes(by, { query: { limite: 50 } }))
    timed('listerDemandesReappro', listerDemandesReappro(by, { query: { limite: 50 } }))
  },
]

const administrator = (by: Gateway): View[] => [
  () => void timed('listerSagas', listerSagas(by, { query: { limite: 50 } })),
  () => void timed('listerLettresMortes', listerLettresMortes(by, { query: { limite: 50 } })),
  () => void timed('listerValidations', listerValidations(by, { query: { limite: 50 } })),
  () => void timed('listerEmployes', listerEmployes(by, { query: { limite: 50 } })),
  () => {
    const query = { limite: 50 }
    timed('lireJournalCatalogue', lireJournalCatalogue(by, { query }))
    timed('lireJournalInventaire', lireJournalInventaire(by, { query }))
    timed('lireJournalEcommerce', lireJournalEcommerce(by, { query }))
    timed('lireJournalEvenements', lireJournalEvenements(by, { query }))
    timed('lireJournalSagas', lireJournalSagas(by, { query }))
    timed('lireJournalSupplyChain', lireJournalSupplyChain(by, { query }))
  },
]

const customer = (by: Gateway, { id }: Person): View[] => [
  ...products(by),
  () => {
    const produit_id = product()
    timed('lireProduit', lireProduit(by, { path: { produit_id } }))
    timed('lireStockCentral', lireStockCentral(by, { path: { produit_id } }))
  },
  () => {
    timed('lirePanier', lirePanier(by, { path: { id } }))
    timed('lireClient', lireClient(by, { path: { id } }))
  },
  () => {
    const orders = timed('listerVentesClient', listerVentesClient(by, { path: { id }, query: { limite: 20 } }))
    const last = orders.status === 200 ? orders.body.elements[0] : undefined
    if (last) timed('lireVente', lireVente(by, { path: { commande_id: last.commande_id } }))
  },
]

/** Of ten people, five are customers, three managers, one is a clerk and one an administrator. */
const viewsOf = (user: number): View[] => {
  const { staff, customers } = config
  switch (user % 10) {
    case 0:
      return administrator(as(staff.administrator))
    case 1:
      return [...products(as(staff.clerk)), ...stocks(as(staff.clerk)), ...sales(as(staff.clerk))]
    case 2:
    case 3:
    case 4:
      return manager(as(staff.manager))
    default: {
      const person = customers[user % customers.length] as Person
      return customer({ ...as(person), apiKey: config.keys.shop }, person)
    }
  }
}

export default function () {
  one(viewsOf(exec.vu.idInTest - 1))()
  const { leastMs, mostMs } = config.think
  sleep((leastMs + Math.random() * (mostMs - leastMs)) / 1_000)
}
