import { type Pool, type Statement, sql, statementPerText } from '#platform/postgres/pool.ts'
import type { ListCategories, Search, SearchProducts } from '../application/ports.ts'
import { type ProductRow, productColumns, productOf } from './products-postgres.ts'

/** Without the collation, accented capitals would stay capitals under the locale C. */
const lower = (text: string): string => `lower(${text} collate pg_c_utf8)`

// Except for text, the rule of correspond in domain/recherche.ts.
const conditions: Readonly<Record<keyof Search, (parameter: string) => string>> = {
  text: (parameter) =>
    `strpos(${lower('nom')}, ${lower(`${parameter}::text`)}) > 0 or strpos(lower(sku), lower(${parameter})) > 0`,
  words: (parameter) =>
    `mots_produit(nom, sku, categorie) @@ websearch_to_tsquery('pg_catalog.french', sans_accents(${parameter}))`,
  produitIds: (parameter) => `produit_id = any(${parameter}::integer[])`,
  categorie: (parameter) => `categorie = ${parameter}`,
  prixMinCents: (parameter) => `prix_cents >= ${parameter}::integer`,
  prixMaxCents: (parameter) => `prix_cents <= ${parameter}::integer`,
  actif: (parameter) => `actif = ${parameter}::boolean`,
}
const criteria = Object.keys(conditions) as (keyof Search)[]

const findStatement = statementPerText('find-products')

/** A statement for each combination of criteria: with optional conditions in one statement, none would have its index. */
const statementFor = (given: readonly (keyof Search)[]): Statement => {
  const where = given.map((criterion, i) => `and (${conditions[criterion](`$${i + 3}`)})`).join(' ')
  return findStatement(
    `select ${productColumns} from produit where produit_id > $1::bigint ${where} order by produit_id limit $2`,
  )
}

/** Postgres fails on more than 32 dashes in a row; only a dash before a word or a quotation excludes something. */
const withoutStrayDashes = (words: string): string => words.replace(/-(?![\p{L}\p{N}"])/gu, ' ')

export const findProductsIn =
  (pool: Pool): SearchProducts =>
  async (asked, { after, limit }) => {
    const search = asked.words === undefined ? asked : { ...asked, words: withoutStrayDashes(asked.words) }
    const given = criteria.filter((criterion) => search[criterion] !== undefined)
    const values = [after, limit + 1, ...given.map((criterion) => search[criterion])]
    return (await pool.query<ProductRow>(statementFor(given), values)).map(productOf)
  }

// Reads an index of the products on sale only, not the table.
const categories = sql(
  'list-categories',
  `select categorie, count(*)::integer as produits from produit where actif group by categorie order by categorie limit $1`,
)

export const listCategoriesIn =
  (pool: Pool): ListCategories =>
  (limit) =>
    pool.query<{ categorie: string; produits: number }>(categories, [limit])
