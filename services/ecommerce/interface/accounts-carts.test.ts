import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { seedCatalogue } from '../../catalogue/infrastructure/seed.ts'
import { seedClientId } from '../../seed-ids.ts'
import { seedEcommerce, seedEmail } from '../infrastructure/seed.ts'
import { type Customer, type Shop, startShop } from '../testing.ts'

let shop: Shop
beforeAll(async () => {
  shop = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
  await seedCatalogue(shop.catalogue, { seed: 1, products: 60 })
})
afterAll(() => shop.stop())

const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }
const visitor = () => ({
  nom: 'Camille Roy',
  courriel: `${randomUUID()}@example.org`,
  mot_de_passe: 'fleur-de-sel-8',
  adresse_livraison,
})
const create = (body: object, key: string = randomUUID()) => shop.ask('POST', '/api/commandes/clients/', { key, body })
const logIn = (courriel: string, mot_de_passe: string) =>
  shop.ask('POST', '/api/commandes/sessions/', { body: { courriel, mot_de_passe } })
const problemOf = (answer: { statusCode: number; json: () => { type?: string } }) => [
  answer.statusCode,
  answer.json().type?.replace('urn:sagabench:problem:', ''),
]

describe('an account', () => {
  it('logs in whatever the case of its address, and can be read only with its own token', async () => {
    const body = visitor()
    const id = await shop.openAccount(body)
    const { mot_de_passe, ...shown } = body
    const session = (await logIn(body.courriel.toUpperCase(), mot_de_passe)).json()
    expect(session).toMatchObject({ client_id: id, expire_dans_s: 300 })
    const url = `/api/commandes/clients/${session.client_id}/`
    expect((await shop.ask('GET', url, { token: session.jeton })).json()).toEqual({ client_id: id, ...shown })
    const other = await shop.newCustomer()
    expect((await shop.ask('GET', url, other)).statusCode).toBe(404)
    expect((await shop.ask('GET', url)).statusCode).toBe(401)
  })

  it('has a delivery address that its owner changes, once per key', async () => {
    const body = visitor()
    const id = await shop.openAccount(body)
    const { jeton: token } = (await logIn(body.courriel, body.mot_de_passe)).json()
    const url = `/api/commandes/clients/${id}`
    const change = (address: object, key: string = randomUUID(), by = token) =>
      shop.ask('PUT', `${url}/adresse-livraison/`, { token: by, key, body: address })
    const [key, address] = [
      randomUUID(),
      { rue: ' 3 avenue du Parc ', ville: 'Québec', code_postal: 'G1R 4P5', pays: 'CA' },
    ]
    const first = await change(address, key)
    const stored = { ...address, rue: '3 avenue du Parc' }
    expect([first.statusCode, first.json()]).toEqual([200, { client_id: id, adresse_livraison: stored }])
    const { mot_de_passe: _secret, ...others } = body
    const shown = { client_id: id, ...others, adresse_livraison: stored }
    expect((await shop.ask('GET', `${url}/`, { token })).json()).toEqual(shown)
    expect((await logIn(body.courriel, body.mot_de_passe)).statusCode).toBe(200)
    await change(adresse_livraison)
    expect((await change(address, key)).json()).toEqual(first.json())
    expect((await shop.ask('GET', `${url}/`, { token })).json().adresse_livraison).toEqual(adresse_livraison)
    expect(problemOf(await change(adresse_livraison, key))).toEqual([422, 'idempotency-key-reused'])
    const [row] = await shop.pool.query<{ all: string }>({
      name: 'test-addresses',
      text: `select (select string_agg(c::text, ' ') from client c) || (select string_agg(k::text, ' ') from idempotency k) as all`,
    })
    expect(row?.all).not.toContain('avenue du Parc')
    const other = await shop.newCustomer()
    expect((await change(address, randomUUID(), other.token)).statusCode).toBe(404)
    expect(problemOf(await change({ ...address, pays: 'ca' }))).toEqual([400, 'validation'])
  })

  it('needs a name that is not blank', async () => {
    const answer = await create({ ...visitor(), nom: '  ' })
    expect(problemOf(answer)).toEqual([400, 'validation'])
    expect(answer.json().errors).toMatchObject([{ field: '/nom' }])
  })

  it.each(['password', '12345678', ' '.repeat(12), 'qwertyuiop', 'camille roy'])(
    'is not opened with a common password: %s',
    async (mot_de_passe) => {
      const answer = await create({ ...visitor(), mot_de_passe })
      expect(problemOf(answer)).toEqual([400, 'validation'])
      expect(answer.json().errors).toMatchObject([{ field: '/mot_de_passe', message: /^must be / }])
    },
  )

  it('does not reveal whether its address or its password was wrong', async () => {
    const body = visitor()
    await shop.openAccount(body)
    const [wrongPassword, unknown] = [
      await logIn(body.courriel, 'wrong-one'),
      await logIn('no@example.org', 'wrong-one'),
    ]
    expect(problemOf(wrongPassword)).toEqual([401, 'identifiants-invalides'])
    expect(unknown.json()).toEqual(wrongPassword.json())
  })

  it('leaves neither the person nor the password in clear text in the database', async () => {
    const body = { ...visitor(), nom: `Nobody ${randomUUID()}` }
    await shop.openAccount(body)
    await create({ ...body, courriel: `other-${body.courriel}` })
    const text = `select (select string_agg(c::text, ' ') from client c) || (select string_agg(i::text, ' ') from inscription i)
                      || (select string_agg(m::text, ' ') from mail_outbox m) || (select string_agg(k::text, ' ') from idempotency k) as all`
    const [row] = await shop.pool.query<{ all: string }>({ name: 'test-dump', text })
    expect(row?.all).toContain('confirm')
    for (const secret of [body.nom, body.courriel, body.mot_de_passe, Buffer.from(body.nom).toString('hex')])
      expect(row?.all).not.toContain(secret)
  })
})

describe('seeded customers', () => {
  it('are the same every time, are seeded once in under a second, and no password opens their accounts', async () => {
    const started = performance.now()
    await seedEcommerce(shop.pool, shop.keys, { seed: 3, clients: 100 })
    expect(performance.now() - started).toBeLessThan(1_000)
    await seedEcommerce(shop.pool, shop.keys, { seed: 3, clients: 100 })
    const ids = Array.from({ length: 100 }, (_, i) => seedClientId(3, i + 1))
    const text = 'select count(*)::integer as clients from client where client_id = any($1::uuid[])'
    expect(await shop.pool.query({ name: 'test-seeded', text }, [ids])).toEqual([{ clients: 100 }])
    for (const guess of ['sagabench', 'client-42', seedEmail(42)])
      expect((await logIn(seedEmail(42), guess)).statusCode).toBe(401)
  })
})

describe('the active cart', () => {
  const add = ({ url, token }: Customer, line: object, key: string = randomUUID()) =>
    shop.ask('POST', `${url}/panier/lignes/`, { token, key, body: line })
  const cart = async ({ url, token }: Customer) => (await shop.ask('GET', `${url}/panier/`, { token })).json()

  it('is empty at first and holds what is added, one line per product', async () => {
    const customer = await shop.newCustomer()
    expect(await cart(customer)).toEqual({ client_id: customer.id, lignes: [] })
    await add(customer, { produit_id: 5, quantite: 2 })
    await add(customer, { produit_id: 3, quantite: 1 })
    const answer = await add(customer, { produit_id: 5, quantite: 4 })
    const lines = [
      { produit_id: 5, quantite: 6 },
      { produit_id: 3, quantite: 1 },
    ]
    expect([answer.statusCode, answer.json()]).toEqual([200, { client_id: customer.id, lignes: lines }])
    expect(await cart(customer)).toEqual(answer.json())
  })

  it('changes the quantity of its products, and loses a product whose quantity is set to 0', async () => {
    const customer = await shop.newCustomer()
    const set = (produit_id: number, quantite: number, key: string = randomUUID(), by: Customer = customer) =>
      shop.ask('PUT', `${customer.url}/panier/lignes/${produit_id}/quantite/`, {
        token: by.token,
        key,
        body: { quantite },
      })
    await add(customer, { produit_id: 5, quantite: 2 })
    await add(customer, { produit_id: 3, quantite: 1 })
    const key = randomUUID()
    const changed = await set(5, 7, key)
    const line = { produit_id: 3, quantite: 1 }
    expect([changed.statusCode, changed.json().lignes]).toEqual([200, [{ produit_id: 5, quantite: 7 }, line]])
    expect((await set(5, 0)).json().lignes).toEqual([line])
    expect((await set(5, 0)).json().lignes).toEqual([line])
    expect((await set(5, 7, key)).json()).toEqual(changed.json())
    expect((await cart(customer)).lignes).toEqual([line])
    expect(problemOf(await set(5, 1))).toEqual([404, 'ligne-inconnue'])
    expect(problemOf(await set(3, 10_001))).toEqual([400, 'validation'])
    expect((await set(3, 9, randomUUID(), await shop.newCustomer())).statusCode).toBe(404)
    expect((await cart(customer)).lignes).toEqual([line])
  })

  it('accepts a request once per key, even if the product is off sale by then', async () => {
    const customer = await shop.newCustomer()
    const key = randomUUID()
    const first = await add(customer, { produit_id: 8, quantite: 1 }, key)
    const archive = { name: 'test-archive', text: 'update produit set actif = false where produit_id = 8' }
    await shop.catalogue.query(archive)
    expect((await add(customer, { produit_id: 8, quantite: 1 }, key)).json()).toEqual(first.json())
    expect(problemOf(await add(customer, { produit_id: 8, quantite: 2 }, key))).toEqual([422, 'idempotency-key-reused'])
    const archived = await add(customer, { produit_id: 8, quantite: 1 })
    expect(problemOf(archived)).toEqual([409, 'produit-indisponible'])
    expect(archived.json().produit_ids).toEqual([8])
    expect((await cart(customer)).lignes).toEqual([{ produit_id: 8, quantite: 1 }])
  })

  it('loses nothing when much is added concurrently', async () => {
    const customer = await shop.newCustomer()
    const answers = await Promise.all(Array.from({ length: 10 }, () => add(customer, { produit_id: 9, quantite: 1 })))
    expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true)
    expect((await cart(customer)).lignes).toEqual([{ produit_id: 9, quantite: 10 }])
  })

  it('rejects an unknown product, too many items and one product too many', async () => {
    const customer = await shop.newCustomer()
    expect(problemOf(await add(customer, { produit_id: 999, quantite: 1 }))).toEqual([409, 'produit-indisponible'])
    await add(customer, { produit_id: 1, quantite: 10_000 })
    expect(problemOf(await add(customer, { produit_id: 1, quantite: 1 }))).toEqual([409, 'panier-plein'])
    const lines = Array.from({ length: 50 }, (_, i) => ({ produit_id: i + 10, quantite: 1 }))
    const text = 'update panier set lignes = $2 where client_id = $1'
    await shop.pool.query({ name: 'test-plein', text }, [customer.id, JSON.stringify(lines)])
    expect(problemOf(await add(customer, { produit_id: 1, quantite: 1 }))).toEqual([409, 'panier-plein'])
  })

  it('of another customer is 404', async () => {
    const [owner, other] = [await shop.newCustomer(), await shop.newCustomer()]
    const trespass = { ...owner, token: other.token }
    expect((await add(trespass, { produit_id: 5, quantite: 1 })).statusCode).toBe(404)
    expect((await shop.ask('GET', `${owner.url}/panier/`, { token: other.token })).statusCode).toBe(404)
  })

  it('is left unchanged when the catalogue does not answer: 503, retry later', async () => {
    const customer = await shop.newCustomer()
    await shop.stopCatalogue()
    const answer = await add(customer, { produit_id: 5, quantite: 1 })
    expect(problemOf(answer)).toEqual([503, 'unavailable'])
    expect((await cart(customer)).lignes).toEqual([])
  })
})
