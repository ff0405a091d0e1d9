import { createHmac } from 'node:crypto'
import { rechercherProduits } from '#generated/catalogue/client.ts'
import {
  ajouterProduitPanier,
  confirmerCompteClient,
  connecterEmploye,
  creerCompteClient,
  creerEmploye,
  ouvrirSession,
} from '#generated/ecommerce/client.ts'
import type { Role } from '#generated/roles.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import { codeFor } from '#services/ecommerce/mail-folder.ts'

// Accounts to try a system of this machine with. No service can create them: they are made from outside, by the operations that people use,
// and their passwords follow from a secret that each run generates.

export type DemoAccount = { readonly role: Role; readonly courriel: string; readonly mot_de_passe: string }

type System = Pick<ScenarioSystem, 'secrets' | 'url' | 'env'>
type Person = DemoAccount & { readonly nom: string }

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = [0, 4, 8, 12]
const cartLines = [2, 1]

const secretOf = ({ secrets }: System, name: string): string => {
  const value = secrets[name]
  if (value === undefined) throw new Error(`the system has no secret ${name}`)
  return value
}

/** 79 bits in four groups that are easy to type; without the run's secret nobody can compute them. */
const passwordOf = (system: System, role: Role): string => {
  const bytes = createHmac('sha256', secretOf(system, 'FIRST_ADMIN_PASSWORD')).update(`demo account: ${role}`).digest()
  const text = [...bytes].map((byte) => letters[byte % letters.length]).join('')
  return groups.map((start) => text.slice(start, start + 4)).join('-')
}

const demoPerson = (system: System, role: Role, nom: string, name: string): Person => ({
  role,
  nom,
  courriel: `${name}@sagabench.example`,
  mot_de_passe: passwordOf(system, role),
})

const administratorOf = (system: System): DemoAccount => ({
  role: 'administrateur',
  courriel: system.env('ecommerce').FIRST_ADMIN_EMAIL || 'admin@sagabench.example',
  mot_de_passe: secretOf(system, 'FIRST_ADMIN_PASSWORD'),
})

const expecting = <A extends { status: number; body: unknown }, S extends A['status']>(
  what: string,
  status: S,
  answer: A,
): Extract<A, { status: S }>['body'] => {
  if (answer.status !== status) throw new Error(`${what}: status ${answer.status}, ${JSON.stringify(answer.body)}`)
  return answer.body as Extract<A, { status: S }>['body']
}

const createStaff = async (backOffice: Transport, token: string, person: Person & { role: 'gerant' | 'commis' }) => {
  const options = { token, idempotencyKey: `demo-${person.role}` }
  expecting(`creating ${person.courriel}`, 201, await creerEmploye(backOffice, { body: person }, options))
}

/** Registers the customer with the code of the message, and puts the first products of the catalogue into the cart. */
const createCustomer = async (shop: Transport, mailFolder: string, { role, ...person }: Person): Promise<void> => {
  const { courriel, mot_de_passe } = person
  const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }
  const key = (of: string): { idempotencyKey: string } => ({ idempotencyKey: `demo-${role}-${of}` })
  const body = { ...person, adresse_livraison }
  expecting(`registering ${courriel}`, 202, await creerCompteClient(shop, { body }, key('registration')))
  const code = { body: { code: await codeFor(mailFolder, courriel) } }
  expecting(`confirming ${courriel}`, 201, await confirmerCompteClient(shop, code, key('code')))
  const session = await ouvrirSession(shop, { body: { courriel, mot_de_passe } })
  const { jeton: token, client_id: id } = expecting(`logging in as ${courriel}`, 200, session)
  const query = { limite: cartLines.length }
  const { elements } = expecting('listing products', 200, await rechercherProduits(shop, { query }))
  for (const [i, { produit_id }] of elements.entries()) {
    const line = { path: { id }, body: { produit_id, quantite: cartLines[i] ?? 1 } }
    const added = await ajouterProduitPanier(shop, line, { token, ...key(`line-${i}`) })
    expecting(`adding product ${produit_id} to the cart`, 200, added)
  }
}

/** Creates a manager, a clerk and a customer with a cart, as people do it; once per system, also if called again. */
export const createDemoAccounts = async (system: System): Promise<DemoAccount[]> => {
  const open = (application: string): Transport =>
    createTransport({
      baseUrl: system.url('kong'),
      apiKey: secretOf(system, `GATEWAY_KEY_APPLICATION_${application}`),
      metrics: createMetrics({ name: 'demo' }),
      log: createLog({ name: 'demo', level: 'silent' }),
      breaker: false,
    })
  const [shop, backOffice] = [open('BOUTIQUE'), open('ADMINISTRATION')]
  const administrator = administratorOf(system)
  const manager = { ...demoPerson(system, 'gerant', 'Denise Roy', 'manager'), role: 'gerant' } as const
  const clerk = { ...demoPerson(system, 'commis', 'Karim Benali', 'clerk'), role: 'commis' } as const
  const customer = demoPerson(system, 'client', 'Camille Tremblay', 'customer')
  try {
    const { courriel, mot_de_passe } = administrator
    const session = await connecterEmploye(backOffice, { body: { courriel, mot_de_passe } })
    const { jeton } = expecting(`logging in as ${courriel}`, 200, session)
    await createStaff(backOffice, jeton, manager)
    await createStaff(backOffice, jeton, clerk)
    await createCustomer(shop, system.env('ecommerce').MAIL_FOLDER ?? '', customer)
  } finally {
    await Promise.all([shop.close(), backOffice.close()])
  }
  return [administrator, manager, clerk, customer]
}
