import type { Handlers } from '#generated/ecommerce/server.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import type { addToCart, ChangeCart } from '../application/add-to-cart.ts'
import { modifierQuantite, type Panier } from '../domain/panier.ts'
import { refuse } from './refusals.ts'
import { orUnavailable } from './unavailable.ts'

type UseCases = {
  addToCart: ReturnType<typeof addToCart>
  changeCart: ChangeCart
  readCart: (client_id: string) => Promise<Panier | undefined>
}

type Carts = Pick<Handlers, 'ajouterProduitPanier' | 'lirePanier' | 'modifierQuantitePanier'>

const shown = (client_id: string, { lignes: lines }: Panier) => ({ client_id, lignes: [...lines] })

/** The active cart. */
export const carts = ({ addToCart, changeCart, readCart }: UseCases): Carts => ({
  lirePanier: async ({ path }) => {
    const cart = await readCart(path.id)
    return cart ? { status: 200, body: shown(path.id, cart) } : refuse({ kind: 'client-inconnu' })
  },

  ajouterProduitPanier: async ({ path, headers, body }, context) => {
    const request = {
      scope: `client:${path.id}`,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('ajouterProduitPanier', body),
    }
    const cart = await orUnavailable(addToCart({ client_id: path.id, line: body, request, origin: context }))
    if (!('kind' in cart)) return { status: 200, body: shown(path.id, cart) }
    if (cart.kind === 'produit-indisponible') return refuse(cart, { produit_ids: [...cart.produit_ids] })
    return refuse(cart)
  },

  modifierQuantitePanier: async ({ path, headers, body }) => {
    const line = { produit_id: path.produit_id, quantite: body.quantite }
    const request = {
      scope: `client:${path.id}`,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('modifierQuantitePanier', line),
    }
    const cart = await changeCart(path.id, request, (before) => modifierQuantite(before, line))
    return 'kind' in cart ? refuse(cart) : { status: 200, body: shown(path.id, cart) }
  },
})
