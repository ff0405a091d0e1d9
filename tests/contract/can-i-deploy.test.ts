import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { canIDeploy, exitCodeOf, type Judged, type Side } from './can-i-deploy.ts'
import { projectRoot } from './contracts.ts'

const here: Side = { label: 'here', root: projectRoot }
let next: Side

/** A version of the project in which catalogue has renamed a field of an answer. */
beforeAll(() => {
  const root = mkdtempSync(join(projectRoot, '.sagabench/next-version-'))
  for (const folder of ['generated', 'specs', 'tests/contract/pacts'])
    cpSync(join(projectRoot, folder), join(root, folder), { recursive: true })
  const responses = join(root, 'generated/catalogue/responses.ts')
  writeFileSync(responses, readFileSync(responses, 'utf8').replaceAll('prix_unitaire_cents', 'prix_cents'))
  next = { label: 'next', root }
})
afterAll(() => rmSync(next.root, { recursive: true, force: true }))

const broken = (judged: readonly Judged[]): string[] =>
  judged
    .filter(({ verdict }) => verdict === 'broken')
    .map(({ consumer, provider, description }) => `${consumer} → ${provider}: ${description}`)
    .sort()

it('a provider that renamed a field would break the consumers that read it, and no others', async () => {
  const judged = await canIDeploy('catalogue', next, here)
  expect(broken(judged)).toEqual([
    'saga-orchestrator → catalogue: the products of a cart, all on sale',
    'stock-reservation → catalogue: the products of a cart, all on sale',
  ])
  expect(judged.find(({ verdict }) => verdict === 'broken')?.why.join()).toContain('prix_unitaire_cents')
  expect(exitCodeOf(judged)).toBe(1)
})

it("a consumer would break with the provider's other version", async () => {
  expect(broken(await canIDeploy('stock-reservation', here, next))).toEqual([
    'stock-reservation → catalogue: the products of a cart, all on sale',
  ])
  expect(broken(await canIDeploy('order-creation', here, next))).toEqual([])
})

it('a pact without interactions, or no pact at all, never gives a yes', async () => {
  const root = mkdtempSync(join(projectRoot, '.sagabench/empty-pacts-'))
  try {
    const folder = join(root, 'tests/contract/pacts')
    for (const part of ['generated', 'specs', 'tests/contract/pacts'])
      cpSync(join(projectRoot, part), join(root, part), { recursive: true })
    for (const file of readdirSync(folder)) {
      const pact = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      writeFileSync(join(folder, file), JSON.stringify({ ...pact, interactions: [] }))
    }
    const judged = await canIDeploy('catalogue', { label: 'empty', root }, { label: 'empty', root })
    expect(new Set(judged.map(({ verdict }) => verdict))).toEqual(new Set(['empty']))
    expect(exitCodeOf(judged)).toBe(2)
    expect(exitCodeOf([])).toBe(2)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})

it('an interaction that is allowed but never verified is neither yes nor no', async () => {
  const judged = await canIDeploy('catalogue', next, here)
  const others = judged.filter(({ verdict }) => verdict !== 'broken')
  expect(new Set(others.map(({ verdict }) => verdict))).toEqual(new Set(['allowed']))
  expect(exitCodeOf(others)).toBe(2)
})

const command = (...args: string[]) =>
  spawnSync(process.execPath, ['tests/contract/can-i-deploy-cli.ts', ...args], { cwd: projectRoot, encoding: 'utf8' })

it('the command explains itself, and reports invalid arguments', () => {
  expect(command('--help').stdout).toContain('npm run can-i-deploy -- catalogue')
  const unknown = command('bakery')
  expect([unknown.status, unknown.stderr]).toEqual([64, expect.stringContaining('bakery: name one of audit, ')])
  const never = command('catalogue', 'no-such-version')
  expect([never.status, never.stderr]).toEqual([69, expect.stringContaining('Git knows no version no-such-version')])
  expect(command('catalogue', 'HEAD', 'again').status).toBe(64)
})

it('the command answers for a version of Git', () => {
  const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: projectRoot, encoding: 'utf8' }).trim()
  const { status, stdout } = command('notification', head, '--beside', 'HEAD')
  expect(stdout).toContain(`notification, ${head.slice(0, 8)}, beside the others at HEAD`)
  expect(stdout).toMatch(/notification → order-creation: \d of 1 verified/)
  expect([0, 2]).toContain(status)
})
