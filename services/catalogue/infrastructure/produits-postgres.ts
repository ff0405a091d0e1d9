import { once } from '#platform/delivery/idempotency.ts'
import { type Pool, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import type { ChercherProduits, LireProduits, Produits, UneFois } from '../application/ports.ts'
import { nomProduit, type Produit, prixMonetaire, referenceSku } from '../domain/produit.ts'

const colonnes = 'produit_id, sku, nom, prix_cents, actif'

const lireEnsemble = sql('lire-produits', `select ${colonnes} from produit where produit_id = any($1)`)
const chercher = sql(
  'chercher-produits',
  `select ${colonnes} from produit
   where produit_id > $3::bigint
     and ($1::text is null or strpos(lower(nom), lower($1)) > 0 or strpos(lower(sku), lower($1)) > 0)
     and ($2::boolean is null or actif = $2)
   order by produit_id limit $4`,
)
const verrouiller = sql('verrouiller-produit', `select ${colonnes} from produit where produit_id = $1 for update`)
const ecrire = sql(
  'ecrire-produit',
  'update produit set nom = $2, prix_cents = $3, actif = $4, updated_at = clock_timestamp() where produit_id = $1',
)
const ajouter = sql(
  'ajouter-produit',
  `insert into produit (sku, nom, prix_cents, actif) values ($1, $2, $3, $4)
   on conflict (sku) do nothing returning ${colonnes}`,
)
const porteur = sql('lire-porteur-sku', 'select produit_id from produit where sku = $1')

type Ligne = Row & { produit_id: number; sku: string; nom: string; prix_cents: number; actif: boolean }

const produitDe = (ligne: Ligne): Produit => {
  const sku = referenceSku(ligne.sku)
  const nom = nomProduit(ligne.nom)
  const prix = prixMonetaire(ligne.prix_cents)
  if (sku === undefined || nom === undefined || prix === undefined)
    throw new Error(`product ${ligne.produit_id} is stored with invalid values`)
  return { produitId: ligne.produit_id, sku, nom, prix, actif: ligne.actif }
}

export const lireProduitsDans =
  (pool: Pool): LireProduits =>
  async (produitIds) =>
    (await pool.query<Ligne>(lireEnsemble, [produitIds])).map(produitDe)

export const chercherProduitsDans =
  (pool: Pool): ChercherProduits =>
  async ({ texte, actif }, { after, limit }) =>
    (await pool.query<Ligne>(chercher, [texte, actif, after, limit + 1])).map(produitDe)

const produitsDans = (tx: Tx): Produits => ({
  lire: async (produitId) => {
    const [ligne] = await tx.query<Ligne>(verrouiller, [produitId])
    return ligne && produitDe(ligne)
  },
  ecrire: async ({ produitId, nom, prix, actif }) => {
    await tx.query(ecrire, [produitId, nom, prix, actif])
  },
  ajouter: async ({ sku, nom, prix, actif }) => {
    const [ligne] = await tx.query<Ligne>(ajouter, [sku, nom, prix, actif])
    if (ligne !== undefined) return produitDe(ligne)
    const [existant] = await tx.query<{ produit_id: number }>(porteur, [sku])
    if (existant === undefined) throw new Error(`SKU ${sku} conflicts but no product has it`)
    return { kind: 'sku-existant', produitId: existant.produit_id }
  },
})

export const uneFoisDans =
  (pool: Pool): UneFois =>
  (request, effet) =>
    once(pool, request, (tx) => effet(produitsDans(tx)))
