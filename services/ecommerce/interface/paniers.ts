import type { Handlers } from '#generated/ecommerce/server.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import type { ajouterProduitPanier } from '../application/ajouter-produit-panier.ts'
import type { Panier } from '../domain/panier.ts'
import { refuse } from './refusals.ts'
import { orUnavailable } from './unavailable.ts'

type UseCases = {
  ajouterProduitPanier: ReturnType<typeof ajouterProduitPanier>
  lirePanier: (client_id: string) => Promise<Panier | undefined>
}

type Paniers = Pick<Handlers, 'ajouterProduitPanier' | 'lirePanier'>

const shown = (client_id: string, { lignes }: Panier) => ({ client_id, lignes: [...lignes] })

/** The active cart. */
export const paniers = ({ ajouterProduitPanier, lirePanier }: UseCases): Paniers => ({
  lirePanier: async ({ path }) => {
    const panier = await lirePanier(path.id)
    return panier ? { status: 200, body: shown(path.id, panier) } : refuse({ refus: 'client-inconnu' })
  },

  ajouterProduitPanier: async ({ path, headers, body }, context) => {
    const demande = {
      scope: `client:${path.id}`,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('ajouterProduitPanier', body),
    }
    const panier = await orUnavailable(
      ajouterProduitPanier({ client_id: path.id, ligne: body, demande, origine: context }),
    )
    if (!('refus' in panier)) return { status: 200, body: shown(path.id, panier) }
    if (panier.refus === 'produit-indisponible') return refuse(panier, { produit_ids: [...panier.produit_ids] })
    return refuse(panier)
  },
})
