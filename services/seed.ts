import { ConfigError, integer, readConfig, renamed, storeUrl, text } from '#platform/base/config.ts'
import { exitCodes } from '#platform/base/exit-codes.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { seedCatalogue } from './catalogue/infrastructure/seed.ts'
import { seedCommandes } from './commandes/infrastructure/seed.ts'
import { openKeys } from './ecommerce/infrastructure/client-keys.ts'
import { seedEcommerce } from './ecommerce/infrastructure/seed.ts'
import { seedInventaire } from './inventaire/infrastructure/seed.ts'

// One-shot: fills the services' databases with data that depend only on the seed. Existing data stay.

const productsMax = 1_000_000 // higher ids belong to products that staff add
const requestsMax = 100_000

const readSizes = (env: NodeJS.ProcessEnv) => {
  const config = readConfig(env, {
    seed: integer('SEED', 1),
    products: renamed('SEED_PRODUITS', integer('SEED_PRODUCTS', 1_000)),
    shops: renamed('SEED_MAGASINS', integer('SEED_SHOPS', 3)),
    clients: integer('SEED_CLIENTS', 100),
    stock: integer('SEED_STOCK', 1_000_000),
    requests: integer('SEED_REQUESTS', 20),
    catalogueUrl: storeUrl('CATALOGUE_DATABASE_URL'),
    inventaireUrl: storeUrl('INVENTAIRE_DATABASE_URL'),
    commandesUrl: storeUrl('COMMANDES_DATABASE_URL'),
    ecommerceUrl: storeUrl('ECOMMERCE_DATABASE_URL'),
    keysFolder: text('CLIENT_KEYS_FOLDER'),
  })
  const outside = [
    ...(config.products < 1 || config.products > productsMax ? [`SEED_PRODUCTS must be 1 to ${productsMax}`] : []),
    ...(config.shops < 1 ? ['SEED_SHOPS must be at least 1'] : []),
    ...(config.clients < 0 ? ['SEED_CLIENTS must not be negative'] : []),
    ...(config.requests < 0 || config.requests > requestsMax ? [`SEED_REQUESTS must be 0 to ${requestsMax}`] : []),
    ...(config.stock < 0 || config.stock > 2_000_000_000 ? ['SEED_STOCK must be 0 to 2000000000'] : []),
  ]
  if (outside.length > 0) throw new ConfigError(outside)
  return config
}

const fill = async (name: string, url: string, seeding: (pool: Pool) => Promise<void>, what: string): Promise<void> => {
  const startedMs = performance.now()
  const pool = openPool({ url, name: `seed ${name}`, max: 4 })
  try {
    await seeding(pool)
    console.log(`${name}: ${what} (${Math.round(performance.now() - startedMs)} ms)`)
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error })
  } finally {
    await pool.close()
  }
}

const main = async (env: NodeJS.ProcessEnv): Promise<number> => {
  try {
    const { seed, products, shops, clients, stock, requests, keysFolder, ...urls } = readSizes(env)
    const keys = await openKeys(keysFolder)
    console.log(`seed ${seed}`)
    await Promise.all([
      fill('catalogue', urls.catalogueUrl, (pool) => seedCatalogue(pool, { seed, products }), `${products} products`),
      fill(
        'inventaire',
        urls.inventaireUrl,
        (pool) => seedInventaire(pool, { seed, products, shops, stock, requests }),
        `${stock} items of each product`,
      ),
      fill('commandes', urls.commandesUrl, (pool) => seedCommandes(pool, { shops }), `${shops} shops`),
      fill(
        'ecommerce',
        urls.ecommerceUrl,
        (pool) => seedEcommerce(pool, keys, { seed, clients }),
        `${clients} customers`,
      ),
    ])
    return 0
  } catch (error) {
    console.error(`seed: ${(error as Error).message}`)
    return error instanceof ConfigError ? exitCodes.usage : exitCodes.software
  }
}

process.exitCode = await main(process.env)
