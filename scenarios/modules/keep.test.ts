import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fillIn } from '#harness/commands/keep.ts'
import { interpolate, mapValues, readCompose, requiredVariables } from '#harness/system/compose.ts'
import { generateSecrets } from '#harness/system/secrets.ts'
import { keepValues, summaryOf } from './keep.ts'

test('every placeholder of keep.txt has a value in a system of the Compose file', async () => {
  const services = await readCompose('docker-compose.yml')
  const secrets = generateSecrets(requiredVariables(services))
  const values = await keepValues({
    url: () => 'http://127.0.0.1:8080',
    env: (name) =>
      mapValues(services.find((service) => service.name === name)?.environment ?? {}, (text) =>
        interpolate(text, secrets),
      ),
    secrets,
    folder: '',
    reroute: async () => {},
    kill: async () => {},
    start: async () => {},
    pid: () => undefined,
  })
  const text = fillIn(readFileSync(join(import.meta.dirname, 'keep.txt'), 'utf8'), values)
  expect(Object.entries(values).filter(([, value]) => value === '')).toEqual([])
  expect(text.match(/\{\w+\}/g)).toBeNull()
})

const accounts = [
  { role: 'gerant', courriel: 'manager@sagabench.example', mot_de_passe: 'abcd-efgh-jkmn-pqrs' },
  { role: 'client', courriel: 'customer@sagabench.example', mot_de_passe: 'tuvw-xyz2-3456-789a' },
] as const

test('the summary has the web address and one line for each account', () => {
  const text = summaryOf(accounts, 'http://127.0.0.1:8080', 'http://127.0.0.1:8000')
  expect(text).toContain('Open http://localhost:8000/ in a browser. Log in as:')
  expect(text).toContain('  manager    manager@sagabench.example    abcd-efgh-jkmn-pqrs\n')
  expect(text).toContain('  customer   customer@sagabench.example   tuvw-xyz2-3456-789a\n')
})

test('the summary of a system without pages has the address of the gateway', () => {
  const text = summaryOf(accounts, 'http://127.0.0.1:8080', undefined)
  expect(text).toContain('The gateway is http://127.0.0.1:8080/')
  expect(text).not.toContain('browser')
})
