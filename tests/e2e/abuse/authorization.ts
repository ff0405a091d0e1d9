import { createPrivateKey, createSecretKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { currentLimits } from '#services/ecommerce/infrastructure/attempts-store.ts'
import { seedEmail } from '#services/ecommerce/infrastructure/seed.ts'
import { codeFor } from '#services/ecommerce/mail-folder.ts'
import { send } from '../requests.ts'
import {
  bearer,
  boutique,
  callerOf,
  fresh,
  gateway,
  gatewayHeaders,
  gatewaySecretOf,
  keyed,
  named,
  operations,
  past,
  pathOf,
  services,
  shop,
  stranger,
  through,
} from './target.ts'

/** Who may do what: API1, API2 and API5 of the OWASP API Security Top 10 (2023). */
export const authorizationTests = (): void => {
  describe('API1 broken object level authorization', () => {
    it.each(named(operations.filter(({ owner }) => owner !== undefined)))(
      '%s answers 404 for another customer’s data',
      async (_name, operation) => {
        const body = operation.body === undefined ? {} : { body: '{}' }
        const headers = { ...boutique(), ...bearer(stranger), ...keyed() }
        const reply = await through(operation, { headers, ...body }, pathOf(operation, shop.clientId))
        expect(reply).toMatchObject({ status: 404, problem: { status: 404 } })
      },
    )

    it('a sale, a saga and a checkout of another customer are 404, as if they did not exist', async () => {
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
    const claims = { role: 'administrateur', sub: 'e2e-staff', iss: 'sagabench', aud: 'sagabench', exp: now + 600 }
    const forge = (changes: object, alg = 'EdDSA') => new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg })
    const own = () => createPrivateKey(Buffer.from(shop.system.secrets.JWT_PRIVATE_KEY ?? '', 'base64'))
    const publicPem = () => Buffer.from(shop.system.secrets.JWT_PUBLIC_KEY ?? '', 'base64')
    const forgeries: [string, () => Promise<string>][] = [
      ['without a token', async () => ''],
      ['with an expired token', () => forge({ exp: now - 60 }).sign(own())],
      ['with alg none', async () => new UnsecuredJWT(claims).encode()],
      ['with another issuer', () => forge({ iss: 'elsewhere' }).sign(own())],
      ['with another audience', () => forge({ aud: 'elsewhere' }).sign(own())],
      ['signed by another key', () => forge({}).sign(generateKeyPairSync('ed25519').privateKey)],
      ['signed with the public key as a secret', () => forge({}, 'HS256').sign(createSecretKey(publicPem()))],
    ]

    it.each(forgeries)('no operation that needs a token accepts one %s', async (_how, token) => {
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

    it('no operation accepts a caller without a key or with an unknown one', async () => {
      for (const operation of operations)
        for (const headers of [{}, { 'x-api-key': 'guessed-key' }, { 'x-api-key': '' }])
          expect([operation.operationId, (await through(operation, { headers })).status]).toEqual([
            operation.operationId,
            401,
          ])
    })

    it('no service accepts requests that bypass the gateway, whatever their headers', async () => {
      for (const operation of operations)
        for (const secret of ['', 'guessed', shop.key('application-boutique')]) {
          const headers = {
            ...gatewayHeaders(operation.service, 'service-saga-orchestrator'),
            'x-gateway-secret': secret,
          }
          const reply = await past(operation, { headers: { ...headers, ...bearer(shop.tokens.administrateur) } })
          expect([operation.operationId, reply.status, reply.problem.type]).toEqual([
            operation.operationId,
            401,
            'urn:sagabench:problem:gateway-required',
          ])
        }
    })

    it('no process can impersonate the gateway at another service with the secrets it has', async () => {
      const processes = shop.system.services.filter((name) => shop.system.env(name).HOST !== undefined)
      const held = processes.flatMap((process) =>
        Object.values(shop.system.env(process)).map((secret) => ({ process, secret })),
      )
      expect(new Set(held.map(({ process }) => process)).size).toBeGreaterThan(12)
      for (const service of services) {
        const operation = operations.find((one) => one.service === service) ?? fresh('')
        const own = gatewaySecretOf(service)
        expect([service, own.length > 8]).toEqual([service, true])
        const others = held.filter(({ process }) => shop.system.env(process).GATEWAY_SECRET !== own)
        const attempts = [...new Set(others.map(({ secret }) => secret))].filter((text) => /^[\x21-\x7e]+$/.test(text))
        expect(attempts).not.toContain(own)
        for (const secret of attempts) {
          const headers = { 'x-gateway-secret': secret, 'x-consumer-username': 'service-saga-orchestrator' }
          const reply = await past(operation, { headers })
          expect([service, reply.status, reply.problem.type]).toEqual([
            service,
            401,
            'urn:sagabench:problem:gateway-required',
          ])
        }
      }
    })

    it('only the key identifies the caller: X-Consumer headers and secrets in the request are replaced', async () => {
      const claims = {
        ...gatewayHeaders('inventaire', 'service-saga-orchestrator'),
        'x-consumer-id': '1',
        'x-consumer-groups': 'all',
      }
      for (const operation of operations.filter(({ callers }) => callers && !callers.includes('application-boutique')))
        expect([
          operation.operationId,
          (await through(operation, { headers: { ...claims, ...boutique(), ...keyed() } })).status,
        ]).toEqual([operation.operationId, 403])
    })
  })

  describe('API2 registration', () => {
    const register = (courriel: string) =>
      through(fresh('creerCompteClient'), {
        headers: { ...boutique(), ...keyed(), 'content-type': 'application/json' },
        body: JSON.stringify({
          nom: 'Camille Roy',
          courriel,
          mot_de_passe: 'fleur-de-sel-8',
          adresse_livraison: { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' },
        }),
      })
    const confirm = (code: string) =>
      through(fresh('confirmerCompteClient'), {
        headers: { ...boutique(), ...keyed(), 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })

    it('is answered the same with and without an account, and confirmed by the code of its message alone', async () => {
      const courriel = `${randomUUID()}@example.org`
      const [known, unknown] = [await register(seedEmail(3)), await register(courriel)]
      const seen = ({ status, headers, text }: typeof known) => [status, [...headers.keys()].sort(), text]
      expect(seen(known)).toEqual(seen(unknown))
      expect(known.status).toBe(202)
      const wrong = await confirm('A'.repeat(43))
      expect([wrong.status, wrong.problem.type]).toEqual([404, 'urn:sagabench:problem:code-invalide'])
      const code = await codeFor(shop.system.env('ecommerce').MAIL_FOLDER ?? '', courriel)
      expect((await confirm(code)).status).toBe(201)
      expect((await confirm(code)).status).toBe(404)
    })
  })

  describe('API2 guessed passwords', () => {
    it('an address is allowed some wrong passwords, then gets a Retry-After, with or without an account', async () => {
      const answers = []
      for (const courriel of [seedEmail(2), `${randomUUID()}@example.org`]) {
        const guess = (mot_de_passe: string) =>
          through(fresh('ouvrirSession'), {
            headers: { ...boutique(), 'content-type': 'application/json' },
            body: JSON.stringify({ courriel, mot_de_passe }),
          })
        const replies = await Promise.all(
          Array.from({ length: currentLimits.perSource.attemptsMax + 1 }, (_, n) => guess(`wrong-password-${n}`)),
        )
        const statuses = replies.map(({ status }) => status).sort()
        expect(statuses).toEqual([...Array(currentLimits.perSource.attemptsMax).fill(401), 429])
        const last = await guess('wrong-password')
        expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
        answers.push([last.status, last.problem])
      }
      expect(answers[0]).toEqual(answers[1])
    })
  })

  describe('API5 broken function level authorization', () => {
    const reserved = operations.filter(
      ({ roles, callers }) =>
        (roles !== undefined && !roles.includes('client')) ||
        (callers !== undefined && !callers.includes('application-boutique')),
    )

    it.each(named(reserved))("%s rejects a customer of the shop's front end", async (_name, operation) => {
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
}
