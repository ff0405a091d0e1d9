import type { Upcasters } from '#platform/stream/typed-events.ts'

/** What readers took for the failed step while the event did not tell it: too little stock is what the first one finds. */
const stepsByReason: Readonly<Record<string, string>> = {
  STOCK_INSUFFISANT: 'verifier-stock',
  PRODUIT_INDISPONIBLE: 'lire-produits',
}

/** From a version to the next one: what is stored or still in the stream is read by them. */
export const upcasters = {
  StockReservationFailed: {
    1: (old) => ({ ...old, etape: stepsByReason[String(old.reason)] ?? 'reserver-stock' }),
  },
} as const satisfies Upcasters

/** From a version to the one before: what is published while readers of only that one run. */
export const downcasters = {
  StockReservationFailed: {
    2: ({ etape: _, ...old }) => old,
  },
} as const satisfies Upcasters
