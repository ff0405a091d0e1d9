import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Shop, startShop } from './shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await startShop()
})
afterAll(() => shop?.close())

it('a worker started under the name of a running one exits with an error that says so; the first one keeps running', async () => {
  const second = spawn(process.execPath, ['workers/main.ts', 'audit'], {
    env: { PATH: process.env.PATH, ...shop.system.env('worker-audit'), HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  second.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [exitCode] = await once(second, 'exit')
  expect(exitCode).toBe(70)
  expect(said).toMatch(/consumer name worker-audit of choreo-audit is already held by process \d+ on/)
  await shop.checkout.choreographed([{ produit_id: 21, quantite: 1 }])
  await expect
    .poll(
      async () => (await shop.rows<{ n: number }>('worker-audit', 'select count(*)::int n from audit_trail'))[0]?.n,
      {
        timeout: 20_000,
      },
    )
    .toBe(4)
})
