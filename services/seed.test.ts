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
