import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  bearer,
  boutique,
  callerOf,
  fresh,
  gatewayHeaders,
  keyed,
  named,
  operations,
  past,
  pathOf,
  shop,
  through,
  tokenOf,
} from './target.ts'

/** What may be sent: API3, and bodies that only look valid. */
export const inputTests = (): void => {
  describe('API3 broken object property level authorization', () => {
    it.each(named(operations.filter(({ body }) => body !== undefined)))(
      '%s rejects unknown members, naming them',
      async (_name, operation) => {
        const intruders = {
          prix_cents: 1,
          total_cents: 1,
          etat: 'SAGA_TERMINEE',
          role: 'administrateur',
          est_admin: true,
        }
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

    it('neither checkout accepts a price, a total, a state or another customer from the client', async () => {
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
      ['bytes that are not UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), '/', 'utf-8'],
      ['nesting without end', '['.repeat(10_000), '/', 'depth'],
      ['null', 'null', '/', 'type'],
      ['nothing at all', '', '/', 'type'],
    ]

    it.each(bodies)(
      '%s is rejected with field and rule, at the gateway and at the service',
      async (_what, body, field, rule) => {
        const operation = fresh('ajouterProduitPanier')
        const path = pathOf(operation, shop.clientId)
        const headers = { ...bearer(shop.token), ...keyed() }
        const replies = [
          await through(operation, { headers: { ...headers, ...boutique() }, body }, path),
          await past(
            operation,
            { headers: { ...headers, ...gatewayHeaders(operation.service, 'application-boutique') }, body },
            path,
          ),
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
}
