import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generatePython } from '#generators/sdk/python.ts'
import { type Shop, startShop } from './shop.ts'

const run = promisify(execFile)
const requirements = 'sdk/python/requirements.txt'

let folder: string
let shop: Shop

/** An environment with the client's dependencies, created once per list of them. */
const pythonWithRequirements = async (): Promise<string> => {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const environment = resolve(`.sagabench/python-${version}`)
  if (!existsSync(environment)) {
    const partial = mkdtempSync(`${environment}-`)
    await run('python3', ['-m', 'venv', partial])
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:']
    await run(join(partial, 'bin/python'), [...pip, '--requirement', requirements])
    renameSync(partial, environment)
  }
  return join(environment, 'bin/python')
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-python-'))
  shop = await startShop()
})
afterAll(async () => {
  await shop?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the Python client installs with pip and checks out in both styles', async () => {
  const [python, source] = await Promise.all([
    pythonWithRequirements(),
    generatePython('.sagabench/python-under-test', join(folder, 'source')),
  ])
  const site = join(folder, 'site')
  const offline = ['--no-deps', '--no-build-isolation', '--no-index', '--disable-pip-version-check', '--quiet']
  await run(python, ['-m', 'pip', 'install', ...offline, '--target', site, source])
  const { stdout } = await run(python, ['sdk/python/checkout.py'], {
    env: {
      ...process.env,
      PYTHONPATH: site,
      GATEWAY: shop.system.url('kong'),
      API_KEY: shop.key('application-boutique'),
      TOKEN: shop.token,
      CLIENT_ID: shop.clientId,
    },
  })
  expect(stdout.trim().split('\n')).toEqual([
    expect.stringMatching(/^REUSSI [0-9a-f-]{36}$/),
    expect.stringMatching(/^SAGA_TERMINEE [0-9a-f-]{36}$/),
    '409 urn:sagabench:problem:panier-vide',
    '5 True',
  ])
})
