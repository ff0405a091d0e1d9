import { queryOptions, skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { ajouterProduitPanier, lirePanier, modifierQuantitePanier } from '#generated/ecommerce/client.ts'
import type { LigneCommande, Panier } from '#generated/ecommerce/types.ts'
import { bodyOf } from '#sdk/problems.ts'
import { boutique } from '../shell/api.ts'
import { queryClient } from '../shell/query-client.ts'
import { customerId, useCustomerId } from './customer.ts'

const { transport } = boutique

const cart = (id: string | undefined) =>
  queryOptions({
    queryKey: ['cart', id],
    queryFn:
      id === undefined
        ? skipToken
        : async ({ signal }) => bodyOf(await lirePanier(transport, { path: { id } }, { signal })),
  })

/** The customer's cart. Nothing is called without a session. */
export const useCart = () => useQuery(cart(useCustomerId()))

/** Pieces in the cart; 0 as long as it isn't known. */
export const useCartSize = (): number => useCart().data?.lignes.reduce((sum, { quantite }) => sum + quantite, 0) ?? 0

const remember = (panier: Panier): void => void queryClient.setQueryData(cart(panier.client_id).queryKey, panier)
const reload = () => queryClient.invalidateQueries({ queryKey: ['cart'] })

/** Adds pieces to a line, or adds the line. */
export const useAddToCart = () =>
  useMutation({
    mutationFn: async (body: LigneCommande) =>
      bodyOf(await ajouterProduitPanier(transport, { path: { id: customerId() }, body })),
    onSuccess: remember,
    onError: reload,
  })

/** Sets the pieces of a line; 0 removes it. */
export const useSetQuantity = () =>
  useMutation({
    mutationFn: async ({ produit_id, quantite }: LigneCommande) =>
      bodyOf(await modifierQuantitePanier(transport, { path: { id: customerId(), produit_id }, body: { quantite } })),
    onSuccess: remember,
    onError: reload,
  })
