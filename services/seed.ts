import { ConfigError, integer, readConfig, renamed, storeUrl, text } from '#platform/base/config.ts'
import { exitCodes } from '#platform/base/exit-codes.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { seedCatalogue } from './catalogue/infrastructure/seed.ts'
import { seedProduct } from './catalogue/infrastructure/seed-products.ts'
import { seedCommandes } from './commandes/infrastructure/seed.ts'
import { seedSales } from './commandes/infrastructure/seed-sales.ts'
import { openKeys } from './ecommerce/infrastructure/client-keys.ts'
import { seedEcommerce } from './ecommerce/infrastructure/seed.ts'
import { seedInventaire } from './inventaire/infrastructure/seed.ts'

// One-shot: fills the services' databases with data that depend only on the seed. Existing data stay.

const productsMax = 1_000_000 // higher ids belong to products that staff add
const salesPerTransfer = 50
const salesPerRejection = 500

const settings = {
  seed: integer('SEED', 1),
  products: renamed('SEED_PRODUITS', integer('SEED_PRODUCTS', 1_000)),
  shops: renamed('SEED_MAGASINS', integer('SEED_SHOPS', 3)),
  clients: integer('SEED_CLIENTS', 100),
  stock: integer('SEED_STOCK', 1_000_000),
  requests: integer('SEED_REQUESTS', 20),
  sales: integer('SEED_SALES', 0),
  weeks: integer('SEED_WEEKS', 12),
}
/** The least and the highest value of each size. */
const limits = {
  SEED_PRODUCTS: ['products', 1, productsMax],
  SEED_SHOPS: ['shops', 1, 1_000],
  SEED_CLIENTS: ['clients', 0, 100_000],
  SEED_STOCK: ['stock', 0, 2_000_000_000],
  SEED_REQUESTS: ['requests', 0, 100_000],
  SEED_SALES: ['sales', 0, 1_000_000],
  SEED_WEEKS: ['weeks', 1, 520],
} as const

const unknownSettings = (env: NodeJS.ProcessEnv): string[] => {
  const known = ['SEED', ...Object.keys(limits)]
  const former = Object.values(settings).map((setting) => setting.former)
  return Object.entries(env)
    .filter(([name, value]) => /^SEED_/.test(name) && value !== '' && !known.includes(name) && !former.includes(name))
    .map(([name]) => `${name} is no setting of the seed; it has ${known.join(', ')}`)
}

const readSizes = (env: NodeJS.ProcessEnv) => {
  const unknown = unknownSettings(env)
  if (unknown.length > 0) throw new ConfigError(unknown)
  const config = readConfig(env, {
    ...settings,
    catalogueUrl: storeUrl('CATALOGUE_DATABASE_URL'),
    inventaireUrl: storeUrl('INVENTAIRE_DATABASE_URL'),
    commandesUrl: storeUrl('COMMANDES_DATABASE_URL'),
    ecommerceUrl: storeUrl('ECOMMERCE_DATABASE_URL'),
    keysFolder: text('CLIENT_KEYS_FOLDER'),
  })
  const outside = Object.entries(limits)
    .filter(([, [size, least, most]]) => config[size] < least || config[size] > most)
    .map(([name, [size, least, most]]) => `${name}=${config[size]}: must be ${least} to ${most}`)
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

type Sizes = ReturnType<typeof readSizes>

/** Prices of all products, because popular ones are sold often. */
const priceList = ({ seed, products }: Sizes): ((product: number) => number) => {
  const prices = Array.from({ length: products }, (_, i) => seedProduct(seed, i + 1).prixCents)
  return (product) => prices[product - 1] ?? 0
}

const fillCommandes = async (pool: Pool, sizes: Sizes): Promise<void> => {
  await seedCommandes(pool, sizes)
  if (sizes.sales > 0) await seedSales(pool, { ...sizes, nowMs: Date.now(), priceOf: priceList(sizes) })
}

const main = async (env: NodeJS.ProcessEnv): Promise<number> => {
  try {
    const sizes = readSizes(env)
    const { seed, products, shops, clients, stock, sales } = sizes
    const keys = await openKeys(sizes.keysFolder)
    console.log(`seed ${seed}`)
    const moved = {
      rejected: Math.floor(sales / salesPerRejection),
      transfers: Math.floor(sales / salesPerTransfer),
    }
    await Promise.all([
      fill(
        'catalogue',
        sizes.catalogueUrl,
        (pool) => seedCatalogue(pool, { seed, products, formerPrices: sales > 0 }),
        `${products} products`,
      ),
      fill(
        'inventaire',
        sizes.inventaireUrl,
        (pool) => seedInventaire(pool, { ...sizes, ...moved }),
        `${stock} items of each product`,
      ),
      fill('commandes', sizes.commandesUrl, (pool) => fillCommandes(pool, sizes), `${shops} shops, ${sales} sales`),
      fill('ecommerce', sizes.ecommerceUrl, (pool) => seedEcommerce(pool, keys, sizes), `${clients} customers`),
    ])
    return 0
  } catch (error) {
    console.error(`seed: ${(error as Error).message}`)
    return error instanceof ConfigError ? exitCodes.usage : exitCodes.software
  }
}

process.exitCode = await main(process.env)
