import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fillIn } from '#harness/commands/keep.ts'
import { interpolate, mapValues, readCompose, requiredVariables } from '#harness/system/compose.ts'
import { generateSecrets } from '#harness/system/secrets.ts'
import { keepValues } from './keep.ts'

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
