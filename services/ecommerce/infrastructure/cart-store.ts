import { type Once, once } from '#platform/delivery/idempotency.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { ChangeCart, ReadAnswer } from '../application/add-to-cart.ts'
import { answerOf, type RepeatableRequest } from '../application/repeatable-request.ts'
import type { Panier, PanierPlein, QuantiteTropGrande } from '../domain/panier.ts'

// The customer's row with the lines of the active cart, if any.
const select = sql(
  'cart-select',
  `select lignes from client left join panier on panier.client_id = client.client_id and etat = 'actif'
   where client.client_id = $1 and client.efface_le is null`,
)
// Finds or creates the active cart and locks it, so that the decision is made on these lines. An erasure removes the
// active cart and marks the customer: a request that waited for it finds no cart, reads the customer again, and creates
// none.
const take = sql(
  'cart-take',
  `with trouve as (
     update panier set modifie_le = clock_timestamp() where client_id = $1 and etat = 'actif' returning panier_id, lignes
   ), ouvert as (
     insert into panier (client_id)
     select client_id from client
     where client_id = $1 and efface_le is null and not exists (select from trouve) for key share
     on conflict (client_id) where etat = 'actif' do update set modifie_le = clock_timestamp()
     returning panier_id, lignes
   )
   select * from trouve union all select * from ouvert`,
)
const update = sql('cart-update', 'update panier set lignes = $2 where panier_id = $1')
const lookUp = sql('cart-answer', 'select idempotency_begin($1, $2, $3) as once')

type AddedTo = Panier | PanierPlein | QuantiteTropGrande
type CartRow = { panier_id: string; lignes: Panier['lignes'] }

/** Rolls the key back as well: the customer may still open an account. */
class NoSuchClient extends Error {}

/** The customer's active cart, empty if there is none; undefined for a customer that doesn't exist. */
export const readCart =
  (pool: Pool) =>
  async (client_id: string): Promise<Panier | undefined> => {
    const [row] = await pool.query<{ lignes: Panier['lignes'] | null }>(select, [client_id])
    return row && { lignes: row.lignes ?? [] }
  }

/** Outside a transaction the key's lock ends with the statement: this only reads, and claims nothing. */
export const readAnswer =
  (pool: Pool): ReadAnswer =>
  async ({ scope, key, fingerprint }) => {
    const [row] = await pool.query<{ once: Once<AddedTo> | null }>(lookUp, [scope, key, fingerprint])
    return row?.once ? answerOf(row.once) : undefined
  }

export const changeCart =
  (pool: Pool): ChangeCart =>
  async <Refusal extends { readonly kind: string }>(
    client_id: string,
    request: RepeatableRequest,
    decide: (cart: Panier) => Panier | Refusal,
  ) => {
    try {
      return answerOf(
        await once<Panier | Refusal>(pool, request, async (tx) => {
          const [cart] = await tx.query<CartRow>(take, [client_id])
          if (!cart) throw new NoSuchClient()
          const decided = decide({ lignes: cart.lignes })
          if (!('kind' in decided)) await tx.query(update, [cart.panier_id, JSON.stringify(decided.lignes)])
          return decided
        }),
      )
    } catch (error) {
      if (error instanceof NoSuchClient) return { kind: 'client-inconnu' }
      throw error
    }
  }
