import { mapOnce, type Once } from '#platform/delivery/idempotency.ts'
import { boutiqueEnLigne } from '../domain/magasin.ts'
import { type CommandeVente, calculerTotal, type Vente, type VenteAnnulee } from '../domain/vente.ts'
import type { EpochSuperseded, FencedRequest, WriteSale } from './ports.ts'

type Outcome = { kind: 'sale'; sale: Vente } | VenteAnnulee | EpochSuperseded

/** Records the sale of a checkout in the online shop, once; computes its total here. */
export const recordSale =
  (write: WriteSale, newId: () => string) =>
  async (request: FencedRequest, order: CommandeVente): Promise<Once<Outcome>> => {
    const totalCents = calculerTotal(order.lignes)
    const { magasinId } = boutiqueEnLigne
    const once = await write(request, { ...order, commandeId: newId(), magasinId, totalCents })
    return mapOnce(once, (outcome) =>
      outcome.kind === 'enregistree'
        ? { kind: 'sale', sale: { ...order, commandeId: outcome.commandeId, etat: 'enregistree', totalCents } }
        : outcome,
    )
  }
