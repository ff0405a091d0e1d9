import fc from 'fast-check'
import { expect, it } from 'vitest'
import { definitions, readPayload, stockReservationFailed } from '#generated/events/events.ts'
import { checkoutSaga } from '#generated/saga/checkout.ts'
import { inVersion } from '#platform/stream/event-versions.ts'

const reasons = fc.constantFrom('STOCK_INSUFFISANT', 'PRODUIT_INDISPONIBLE', 'DELAI_DEPASSE', 'ERREUR_SERVICE')
const steps = fc.constantFrom<string | null>(...checkoutSaga.steps.map(({ id }) => id), null)

it('version 1 of a failed reservation lacks only the step, and is read with the step inferred from its reason', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), reasons, steps, (checkout_id, client_id, reason, etape) => {
      const newest = stockReservationFailed({ checkout_id, client_id, reason, etape })
      const old = inVersion(definitions, new Map([['StockReservationFailed', 1]]))(newest)
      expect(old).toEqual({ ...newest, version: 1, payload: { checkout_id, client_id, reason } })
      const suggested = { STOCK_INSUFFISANT: 'verifier-stock', PRODUIT_INDISPONIBLE: 'lire-produits' } as const
      expect(readPayload({ type: old.type, version: 1, payload: old.payload })).toEqual({
        checkout_id,
        client_id,
        reason,
        etape: new Map<string, string>(Object.entries(suggested)).get(reason) ?? 'reserver-stock',
      })
    }),
  )
})
