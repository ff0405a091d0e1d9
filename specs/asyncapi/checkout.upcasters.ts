import type { Upcasters } from '#platform/stream/typed-events.ts'

/** The step that readers of version 1 inferred from the reason. Insufficient stock is usually found by the first step. */
const stepsByReason: Readonly<Record<string, string>> = {
  STOCK_INSUFFISANT: 'verifier-stock',
  PRODUIT_INDISPONIBLE: 'lire-produits',
}

/** Converts a version to the next one, to read stored events and older entries of the stream. */
export const upcasters = {
  StockReservationFailed: {
    1: (old) => ({ ...old, etape: stepsByReason[String(old.reason)] ?? 'reserver-stock' }),
  },
} as const satisfies Upcasters

/** Converts a version to the previous one, to publish while older readers still run. */
export const downcasters = {
  StockReservationFailed: {
    2: ({ etape: _, ...old }) => old,
  },
} as const satisfies Upcasters
