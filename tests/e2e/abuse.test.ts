import { createSecretKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTokenIssuer } from '#platform/identity.ts'
import { drip, type Reply, readOperations, type Sent, send } from './requests.ts'
import { openShop, type Shop } from './shop.ts'

// Each test runs over every operation of the specifications, so that a new one is covered when it is written.
const services = ['catalogue', 'inventaire', 'commandes', 'ecommerce', 'saga-orchestrator', 'event-store']
const operations = await readOperations(services)
type Operation = (typeof operations)[number]

let shop: Shop
let gateway: string
let stranger: string

beforeAll(async () => {
  shop = await openShop()
  gateway = shop.system.url('kong')
  const privateKeyPem = Buffer.from(shop.system.secrets.JWT_PRIVATE_KEY ?? '', 'base64').toString()
  stranger = await createTokenIssuer({ privateKeyPem })({ id: randomUUID(), role: 'client' }, 3_600)
}, 120_000)

afterAll(async () => {
  await shop?.close()
}, 60_000)

const uuid = '01900000-0000-7000-8000-000000000000'
const pathOf = ({ url }: Operation, id: string = uuid): string =>
  url.replaceAll(/:(\w+)/g, (_all, name: string) =>
    name === 'id' ? id : /produit|magasin/.test(name) ? '1' : name === 'stream' ? 'ecommerce.checkout.events' : uuid,
  )
const boutique = (): Record<string, string> => ({ 'x-api-key': shop.key('application-boutique') })
const callerOf = ({ callers }: Operation): Record<string, string> => ({
  'x-api-key': shop.key(callers?.[0] ?? 'application-boutique'),
})
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })
const keyed = (): Record<string, string> => ({ 'idempotency-key': randomUUID(), 'content-type': 'application/json' })
const tokenOf = ({ roles }: Operation): Record<string, string> =>
  roles === undefined ? {} : bearer(roles.includes('client') ? shop.token : shop.staffToken)
const through = (operation: Operation, sent: Sent = {}, path = pathOf(operation)): Promise<Reply> =>
  send(`${gateway}${path}`, { method: operation.method, ...sent })
const portOf: Record<string, string> = { catalogue: 'catalogue-1' }
const past = (operation: Operation, sent: Sent = {}, path = pathOf(operation)): Promise<Reply> =>
  send(`${shop.system.url(portOf[operation.service] ?? operation.service)}${path}`, {
    method: operation.method,
    ...sent,
  })
const named = (list: readonly Operation[]) => list.map((operation) => [operation.operationId, operation] as const)
const fresh = (operationId: string): Operation => {
  const found = operations.find((operation) => operation.operationId === operationId)
  if (!found) throw new Error(`no operation ${operationId}`)
  return found
}
const gatewayHeaders = (consumer: string): Record<string, string> => ({
  'x-gateway-secret': shop.system.secrets.GATEWAY_SECRET ?? '',
  'x-consumer-username': consumer,
})

describe('API1 broken object level authorization', () => {
  it.each(named(operations.filter(({ owner }) => owner !== undefined)))(
    '%s answers 404 for what is another customer’s',
    async (_name, operation) => {
      const body = operation.body === undefined ? {} : { body: '{}' }
      const headers = { ...boutique(), ...bearer(stranger), ...keyed() }
      const reply = await through(operation, { headers, ...body }, pathOf(operation, shop.clientId))
      expect(reply).toMatchObject({ status: 404, problem: { status: 404 } })
    },
  )

  it('a sale, a saga and a checkout of another customer are 404, as if there were none', async () => {
    const lignes = [{ produit_id: 21, quantite: 1 }]
    const saga = await shop.checkout.orchestrated(lignes)
    const choreo = await shop.checkout.choreographed(lignes)
    const [vente] = await shop.rows<{ commande_id: string }>(
      'commandes',
      'select commande_id from vente where checkout_id = $1',
      [saga.checkout_id],
    )
    const paths = [
      `/api/saga/${saga.checkout_id}/status/`,
      `/api/commandes/ventes/${vente?.commande_id}/`,
      `/api/commandes/clients/${shop.clientId}/checkout/choreo/${choreo.checkout_id}/`,
      `/api/commandes/clients/${shop.clientId}/checkout/choreo/${choreo.checkout_id}/events`,
    ]
    for (const path of paths) {
      const mine = { headers: { ...boutique(), ...bearer(shop.token) } }
      const theirs = { headers: { ...boutique(), ...bearer(stranger) } }
      expect([path, (await send(`${gateway}${path}`, mine)).status]).toEqual([path, 200])
      expect([path, (await send(`${gateway}${path}`, theirs)).status]).toEqual([path, 404])
    }
  })
})

describe('API2 broken authentication', () => {
  const now = Math.floor(Date.now() / 1000)
  const claims = { role: 'staff', sub: 'e2e-staff', iss: 'sagabench', aud: 'sagabench', exp: now + 600 }
  const forge = (changes: object, alg = 'EdDSA') => new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg })
  const own = () => {
    const pem = Buffer.from(shop.system.secrets.JWT_PRIVATE_KEY ?? '', 'base64').toString()
    return import('node:crypto').then(({ createPrivateKey }) => createPrivateKey(pem))
  }
  const publicPem = () => Buffer.from(shop.system.secrets.JWT_PUBLIC_KEY ?? '', 'base64')
  const forgeries: [string, () => Promise<string>][] = [
    ['without a token', async () => ''],
    ['with an expired token', async () => forge({ exp: now - 60 }).sign(await own())],
    ['with alg none', async () => new UnsecuredJWT(claims).encode()],
    ['with another issuer', async () => forge({ iss: 'elsewhere' }).sign(await own())],
    ['with another audience', async () => forge({ aud: 'elsewhere' }).sign(await own())],
    ['signed by another key', () => forge({}).sign(generateKeyPairSync('ed25519').privateKey)],
    ['signed with the public key as a secret', () => forge({}, 'HS256').sign(createSecretKey(publicPem()))],
  ]

  it.each(forgeries)('no operation that needs a token answers one %s', async (_how, token) => {
    const value = await token()
    for (const operation of operations.filter(({ roles, tokenOptional }) => roles && !tokenOptional)) {
      const headers = { ...callerOf(operation), ...keyed(), ...(value === '' ? {} : bearer(value)) }
      const body = operation.body === undefined ? {} : { body: '{}' }
      const reply = await through(operation, { headers, ...body })
      expect([operation.operationId, reply.status, reply.problem.type]).toEqual([
        operation.operationId,
        401,
        'urn:sagabench:problem:unauthenticated',
      ])
    }
  })

  it('no operation answers a caller without a key or with an unknown one', async () => {
    for (const operation of operations)
      for (const headers of [{}, { 'x-api-key': 'guessed-key' }, { 'x-api-key': '' }])
        expect([operation.operationId, (await through(operation, { headers })).status]).toEqual([
          operation.operationId,
          401,
        ])
  })

  it('no service answers past the gateway, whatever headers are claimed', async () => {
    for (const operation of operations)
      for (const secret of ['', 'guessed', shop.key('application-boutique')]) {
        const headers = { ...gatewayHeaders('service-saga-orchestrator'), 'x-gateway-secret': secret }
        const reply = await past(operation, { headers: { ...headers, ...bearer(shop.staffToken) } })
        expect([operation.operationId, reply.status, reply.problem.type]).toEqual([
          operation.operationId,
          401,
          'urn:sagabench:problem:gateway-required',
        ])
      }
  })

  it('who calls is told by the key alone: claimed X-Consumer headers and secrets are replaced', async () => {
    const claims = { ...gatewayHeaders('service-saga-orchestrator'), 'x-consumer-id': '1', 'x-consumer-groups': 'all' }
    for (const operation of operations.filter(({ callers }) => callers && !callers.includes('application-boutique')))
      expect([
        operation.operationId,
        (await through(operation, { headers: { ...claims, ...boutique(), ...keyed() } })).status,
      ]).toEqual([operation.operationId, 403])
  })
})

describe('API3 broken object property level authorization', () => {
  it.each(named(operations.filter(({ body }) => body !== undefined)))(
    '%s refuses members that it does not know, naming them',
    async (_name, operation) => {
      const intruders = { prix_cents: 1, total_cents: 1, etat: 'SAGA_TERMINEE', role: 'staff', est_admin: true }
      const known = new Set(Object.keys((operation.body as { properties?: object }).properties ?? {}))
      const extra = Object.entries(intruders).filter(([name]) => !known.has(name))
      const headers = { ...callerOf(operation), ...tokenOf(operation), ...keyed() }
      const body = JSON.stringify(Object.fromEntries(extra))
      const reply = await through(operation, { headers, body }, pathOf(operation, shop.clientId))
      expect(reply).toMatchObject({ status: 400, problem: { type: 'urn:sagabench:problem:validation' } })
      for (const [name] of extra)
        expect(reply.problem.errors).toContainEqual(
          expect.objectContaining({ field: `/${name}`, rule: 'additionalProperties' }),
        )
    },
  )

  it('neither checkout takes a price, a total, a state or another customer from the client', async () => {
    const ligne = { produit_id: 21, quantite: 1, prix_unitaire_cents: 1 }
    const headers = { ...boutique(), ...bearer(shop.token) }
    const choreo = { panier: { lignes: [ligne] } }
    const orchestrated = { client_id: shop.clientId, ...choreo }
    for (const [operationId, body] of [
      ['initierCheckoutChoreo', choreo],
      ['initierCheckoutChoreo', { client_id: randomUUID(), panier: { lignes: [{ produit_id: 21, quantite: 1 }] } }],
      ['demarrerCheckoutSaga', orchestrated],
      ['demarrerCheckoutSaga', { ...orchestrated, total_cents: 1, etat: 'SAGA_TERMINEE' }],
    ] as const) {
      const operation = fresh(operationId)
      const sent = { headers: { ...headers, ...keyed() }, body: JSON.stringify(body) }
      expect((await through(operation, sent, pathOf(operation, shop.clientId))).status).toBe(400)
    }
  })
})

describe('API4 unrestricted resource consumption', () => {
  it('no list gives a page longer than its limit', async () => {
    const lists = operations.filter(({ query }) => Object.hasOwn((query?.properties ?? {}) as object, 'limite'))
    expect(lists.length).toBeGreaterThan(5)
    for (const operation of lists) {
      const headers = { ...callerOf(operation), ...tokenOf(operation) }
      const reply = await through(operation, { headers }, `${pathOf(operation)}?limite=1000000`)
      expect(reply.problem.errors).toMatchObject([{ field: 'limite', rule: 'maximum' }])
    }
  })

  it('a body too long for the service or for the gateway is 413', async () => {
    const operation = fresh('initierCheckoutChoreo')
    for (const length of [70_000, 300_000]) {
      const headers = { ...boutique(), ...bearer(shop.token), ...keyed() }
      const reply = await through(operation, { headers, body: 'x'.repeat(length) }, pathOf(operation, shop.clientId))
      expect(reply).toMatchObject({ status: 413, problem: { type: 'urn:sagabench:problem:payload-too-large' } })
    }
  })

  it('headers and bodies that come slowly are cut off, through the gateway and past it', async () => {
    const path = pathOf(fresh('ouvrirSession'))
    const head = (extra: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${extra}`
    const direct = shop.system.url('ecommerce')
    const secret = shop.system.secrets.GATEWAY_SECRET
    const body = 'Content-Length: 5000\r\n\r\n'
    const begin = performance.now()
    const answers = await Promise.all([
      drip(gateway, head('X-Slow: '), 200),
      drip(gateway, head(`X-API-Key: ${shop.key('application-boutique')}\r\n${body}`), 200),
      drip(direct, head('X-Slow: '), 200),
      drip(direct, head(`X-Gateway-Secret: ${secret}\r\n${body}`), 200),
    ])
    const [headersThere, bodyThere, headersHere, bodyHere] = answers
    expect(headersThere).toMatch(/^(HTTP\/1\.1 408 |$)/) // nginx closes what never was a request without an answer
    for (const answer of [bodyThere, headersHere, bodyHere])
      expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*urn:sagabench:problem:request-timeout/)
    expect(performance.now() - begin).toBeLessThan(10_000) // it is 4.5 s on a machine with time to spare
  }, 30_000)
})

describe('API5 broken function level authorization', () => {
  const reserved = operations.filter(
    ({ roles, callers }) =>
      (roles !== undefined && !roles.includes('client')) ||
      (callers !== undefined && !callers.includes('application-boutique')),
  )

  it.each(named(reserved))("%s is refused to a customer of the shop's front", async (_name, operation) => {
    const body = operation.body === undefined ? {} : { body: '{}' }
    const reply = await through(operation, { headers: { ...boutique(), ...bearer(shop.token), ...keyed() }, ...body })
    expect(reply).toMatchObject({ status: 403, problem: { type: 'urn:sagabench:problem:forbidden' } })
  })

  it('replay, redrive, forced compensation and the lists of the administration are among them', () => {
    expect(reserved.map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining([
        'rejouerCheckout',
        'lireEvenements',
        'relancerLettreMorte',
        'listerLettresMortes',
        'forcerCompensation',
        'listerSagas',
      ]),
    )
  })
})

describe('API6 unrestricted access to sensitive business flows', () => {
  it('a customer can reserve no more than a cart holds, in one checkout per key', async () => {
    const operation = fresh('initierCheckoutChoreo')
    const path = pathOf(operation, shop.clientId)
    const order = (lignes: object[]) => JSON.stringify({ panier: { lignes } })
    const headers = { ...boutique(), ...bearer(shop.token) }
    const many = Array.from({ length: 51 }, (_, i) => ({ produit_id: i + 1, quantite: 1 }))
    for (const body of [order(many), order([{ produit_id: 1, quantite: 10_001 }])])
      expect((await through(operation, { headers: { ...headers, ...keyed() }, body }, path)).status).toBe(400)
    const sent = { headers: { ...headers, ...keyed() }, body: order([{ produit_id: 22, quantite: 1 }]) }
    const replies = await Promise.all(Array.from({ length: 20 }, () => through(operation, sent, path)))
    const accepted = replies.filter(({ status }) => status === 202).map(({ text }) => JSON.parse(text).checkout_id)
    expect(new Set(accepted).size).toBe(1)
    expect(replies.filter(({ status }) => ![202, 409].includes(status))).toEqual([])
  })
})

describe('API7 server side request forgery', () => {
  it('addresses in a request lead nowhere: Host and forwarded hosts do not come back', async () => {
    const operation = fresh('initierCheckoutChoreo')
    const evil = 'evil.example'
    const headers = { 'x-forwarded-host': evil, 'x-forwarded-proto': 'gopher', forwarded: `host=${evil}` }
    const body = JSON.stringify({ panier: { lignes: [{ produit_id: 23, quantite: 1 }] } })
    const sent = { headers: { ...boutique(), ...bearer(shop.token), ...keyed(), ...headers }, body }
    const reply = await through(operation, sent, pathOf(operation, shop.clientId))
    expect(reply.status).toBe(202)
    expect(reply.headers.get('location')).toMatch(/^\/api\/commandes\/clients\//)
    expect(JSON.stringify([...reply.headers]) + reply.text).not.toContain(evil)
  })
})

describe('API8 security misconfiguration', () => {
  it('answers tell nothing of the programs behind them, and let no other site read them', async () => {
    const replies = await Promise.all([
      send(`${gateway}/api/catalogue/produits/`, { headers: { ...boutique(), origin: 'https://evil.example' } }),
      send(`${gateway}/nowhere`),
      send(`${gateway}/api/catalogue/produits/`, { method: 'OPTIONS', headers: boutique() }),
    ])
    for (const { headers } of replies) {
      expect(headers.get('server') ?? '').not.toMatch(/\d/)
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it.each(['TRACE', 'PROPFIND', 'BREW'])('%s is 405 with the methods that are allowed', async (method) => {
    const head = `${method} /api/catalogue/produits/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`
    const secret = shop.system.secrets.GATEWAY_SECRET
    const answers = [
      await drip(gateway, `${head}X-API-Key: ${shop.key('application-boutique')}\r\n\r\n`, 60_000),
      await drip(shop.system.url('catalogue-1'), `${head}X-Gateway-Secret: ${secret}\r\n\r\n`, 60_000),
    ]
    for (const answer of answers)
      expect(answer).toMatch(/^HTTP\/1\.1 405 [\s\S]*allow: GET, [\s\S]*urn:sagabench:problem:method-not-allowed/i)
  })
})

describe('API9 improper inventory management', () => {
  it('every operation of the specifications is served, and nothing beside them', async () => {
    for (const operation of operations) {
      const headers = { ...callerOf(operation), ...tokenOf(operation), ...keyed() }
      const body = operation.body === undefined ? {} : { body: '{' }
      const reply = await through(operation, { headers, ...body }, pathOf(operation, shop.clientId))
      expect([operation.operationId, reply.problem.type]).not.toEqual([
        operation.operationId,
        'urn:sagabench:problem:not-found',
      ])
    }
    const undocumented = ['/', '/health/ready', '/metrics', '/docs', '/openapi.json', '/admin', '/api/', '/services']
    for (const service of services) undocumented.push(`/api/${service}/undocumented/`, `/api/${service}/debug`)
    for (const path of [...undocumented, '/api/catalogue/../health/ready', '/api/catalogue/%2e%2e/metrics'])
      expect([path, (await send(`${gateway}${path}`, { headers: boutique() })).status]).toEqual([path, 404])
  })
})

describe('bodies that only look like JSON of the specification', () => {
  const good = { produit_id: 24, quantite: 1 }
  const bodies: [string, string | Uint8Array, string, string][] = [
    ['a number as text', '{"produit_id":"24","quantite":1}', '/produit_id', 'type'],
    ['a number in a list', '{"produit_id":[24],"quantite":1}', '/produit_id', 'type'],
    ['a boolean for a number', '{"produit_id":24,"quantite":true}', '/quantite', 'type'],
    ['a fraction', '{"produit_id":24,"quantite":1.5}', '/quantite', 'type'],
    ['a list for an object', JSON.stringify([good]), '/', 'type'],
    ['an integer past the safe ones', '{"produit_id":9007199254740993,"quantite":1}', '/produit_id', 'maximum'],
    ['a number without end', '{"produit_id":1e400,"quantite":1}', '/produit_id', 'type'],
    ['a member named twice', '{"produit_id":24,"quantite":1,"quantite":2}', '/', 'duplicate-member'],
    ['an unknown member', '{"produit_id":24,"quantite":1,"remise":1}', '/remise', 'additionalProperties'],
    ['__proto__', '{"produit_id":24,"quantite":1,"__proto__":{"a":1}}', '/__proto__', 'additionalProperties'],
    ['a NUL', '{"produit_id":24,"quantite":1,"a\\u0000":1}', '/', 'nul'],
    ['half a surrogate pair', '{"produit_id":24,"quantite":1,"\\ud800":1}', '/', 'surrogate'],
    ['bytes that are no UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), '/', 'utf-8'],
    ['nesting without end', '['.repeat(10_000), '/', 'depth'],
    ['null', 'null', '/', 'type'],
    ['nothing at all', '', '/', 'type'],
  ]

  it.each(bodies)(
    '%s is refused with field and rule, through the gateway and past it',
    async (_what, body, field, rule) => {
      const operation = fresh('ajouterProduitPanier')
      const path = pathOf(operation, shop.clientId)
      const headers = { ...bearer(shop.token), ...keyed() }
      const replies = [
        await through(operation, { headers: { ...headers, ...boutique() }, body }, path),
        await past(operation, { headers: { ...headers, ...gatewayHeaders('application-boutique') }, body }, path),
      ]
      for (const reply of replies) {
        expect(reply.status).toBe(400)
        expect(reply.problem.errors).toContainEqual(
          expect.objectContaining({ field, rule, message: expect.any(String) }),
        )
      }
    },
  )
})

describe('databases', () => {
  const urls = () =>
    shop.system.services.flatMap((service) => {
      const url = shop.system.env(service).DATABASE_URL
      return url === undefined ? [] : [url]
    })
  const connect = async (url: string, text: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    return client.query(text).then(
      ({ rows }) => client.end().then(() => rows),
      (error: Error) => client.end().then(() => Promise.reject(error)),
    )
  }
  const each = () => [...new Map(urls().map((url) => [new URL(url).username, url])).values()]

  it('no service can reach the database of another', async () => {
    expect(each().length).toBeGreaterThanOrEqual(9)
    const names = each().map((url) => new URL(url).pathname)
    for (const url of each()) {
      const others = names.filter((name) => name !== new URL(url).pathname)
      const attempts = others.map((name) => connect(Object.assign(new URL(url), { pathname: name }).href, 'select 1'))
      for (const attempt of await Promise.allSettled(attempts))
        expect(attempt).toMatchObject({ status: 'rejected', reason: { code: '42501' } })
    }
  })

  it('every service works as a role that owns nothing and whose statements, locks and idle transactions end', async () => {
    const settings = `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
      current_setting('idle_in_transaction_session_timeout') as idle,
      (select count(*)::int from pg_class where relowner = current_user::regrole) as owned,
      (select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls from pg_roles where rolname = current_user) as mighty`
    for (const url of each())
      expect(await connect(url, settings)).toEqual([
        { statement: '10s', lock: '3s', idle: '10s', owned: 0, mighty: false },
      ])
  })
})
