import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { exitCodes } from '#platform/base/exit-codes.ts'

const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: { seed: { environment: Record<string, string | number> } }
}

it.each([
  ['SEED_PRODUITS', 'SEED_PRODUCTS'],
  ['SEED_MAGASINS', 'SEED_SHOPS'],
])('the seed rejects %s, which Compose passes on, and names %s', (former, name) => {
  expect(services.seed.environment).toMatchObject({ [former]: `\${${former}:-}` })
  const env = { PATH: process.env.PATH, [former]: '200' }
  const { status, stderr } = spawnSync(process.execPath, ['services/seed.ts'], { env, encoding: 'utf8' })
  expect(stderr).toContain(`${former} is called ${name} now: set ${name} instead`)
  expect(status).toBe(exitCodes.usage)
})

const seedWith = (settings: Record<string, string>) => {
  const env = { PATH: process.env.PATH, ...settings }
  return spawnSync(process.execPath, ['services/seed.ts'], { env, encoding: 'utf8' })
}
const stores = {
  ...Object.fromEntries(
    ['CATALOGUE', 'INVENTAIRE', 'COMMANDES', 'ECOMMERCE'].map((name) => [
      `${name}_DATABASE_URL`,
      'postgres://nobody:secret@127.0.0.1:9/none',
    ]),
  ),
  CLIENT_KEYS_FOLDER: '/nonexistent',
}

it.each([
  ['SEED_SALES', '-1', 'SEED_SALES=-1: must be 0 to 1000000'],
  ['SEED_SALES', '1000001', 'SEED_SALES=1000001: must be 0 to 1000000'],
  ['SEED_SALES', 'many', 'SEED_SALES is not a whole number'],
  ['SEED_WEEKS', '0', 'SEED_WEEKS=0: must be 1 to 520'],
  ['SEED_PRODUCTS', '0', 'SEED_PRODUCTS=0: must be 1 to 1000000'],
  ['SEED_SHOPS', '0', 'SEED_SHOPS=0: must be 1 to 1000'],
  ['SEED_CLIENTS', '-2', 'SEED_CLIENTS=-2: must be 0 to 100000'],
  ['SEED_VENTES', '5', 'SEED_VENTES is no setting of the seed; it has SEED, SEED_PRODUCTS, SEED_SHOPS'],
])('the seed rejects %s=%s and states what is right', (name, value, message) => {
  const { status, stderr } = seedWith({ ...stores, [name]: value })
  expect(stderr).toContain(message)
  expect(status).toBe(exitCodes.usage)
})
