import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { circles, floorOf, isTest, type Room, unusedModules, wrongImports } from './support/house-rules.ts'
import { importsIn, readImports } from './support/imports.ts'

/**
 * The folders from the bottom up, each with its public modules (`*`: all of them). A module may import its own folder and the
 * public modules of the folders listed before its own. Make a module public only if others need it.
 */
const table: Readonly<Record<string, string>> = {
  'platform/base': '*',
  'platform/postgres': 'backup/dump backup/manifest backup/restore pool provision serving-pool',
  'platform/stream':
    'abandoned-groups bus consume-options consumer dead-letter entry event-authenticity event-versions group marks redis-transaction retry trim typed-events watch',
  'platform/delivery': 'backlog idempotency inbox outbox',
  'platform/http':
    'client conformance context failure idempotency idempotency-key identity k6-client page prefer problem request response-check retry-after route server validation',
  'platform/process': 'process',
  saga: 'answers decide definition execute grace join overdue react record remaining settle state transitions trip undo-watch',
  'saga/simulation': 'bugs campaign journal shrink simulate stand system tell',
  specs: '*',
  generated: '*',
  'generators/shared': '*',
  'generators/openapi': 'bundle document generate java main',
  'generators/arazzo': 'main model',
  'generators/asyncapi': 'main model read-document',
  'generators/gateway': 'kong',
  'generators/docs': '',
  'generators/sdk': '',
  'generators/evolution': '',
  'generators/mock': '',
  'generators/main.ts': '',
  sdk: '',
  'services/seed-ids.ts': '',
  'services/catalogue': 'infrastructure/seed',
  'services/commandes': 'infrastructure/seed',
  'services/inventaire': 'infrastructure/seed',
  'services/ecommerce': 'infrastructure/cles-clients infrastructure/conclusion infrastructure/seed mail-folder',
  'services/event-store':
    'domain/trous infrastructure/ancre infrastructure/evenements infrastructure/sceaux infrastructure/verification',
  'services/saga-orchestrator':
    'application/forcer-compensation application/ports application/relancer-saga application/remettre-en-marche application/reprendre-sagas application/sagas-en-cours',
  'services/seed.ts': '',
  'workers/worker.ts': '',
  'workers/uuid-time.ts': '',
  'workers/checkout':
    'known-reservation order-creation reaction standing-reservation stock-compensation stock-reservation',
  'workers/orders': 'cqrs-projection rebuild-orders-by-client',
  workers: '',
  'harness/base': '*',
  'harness/gateway': 'kong-document kong-schema kong-to-nginx',
  'harness/system': 'browser compose launches ports processes redis scratch-postgres secrets-file system tools',
  'harness/dev': 'develop env-file loaded-modules',
  'harness/containers': 'engine images prepare project',
  'harness/scenario':
    'cpu disturb fault-proxy hashes hops k6 limit load machine places plugin raw read-scenarios rest run-record run-scenario sample scenario schema-mistakes speed usage',
  'harness/judge':
    'change-points decidable figures judge judged-load measure resampling rounds statistics throughput usl verdict',
  'harness/report':
    'charts/bars charts/differences charts/dots charts/frame charts/rounds charts/saturation costs format formats/ci formats/markdown-table formats/page formats/terminal legend summary trust write',
  'harness/variants':
    'block block-of capacity capacity-record capacity-text compare compare-text figures gate gate-text hop-change raw-lines read-record record report/write report/write-repeats run run-folder table variant whole-record',
  'harness/history': 'levels line page text words',
  'harness/arc42': 'files',
  'harness/bundle': 'bundle text verify',
  'harness/sensitivity': 'change file markdown record run-sensitivity text',
  'harness/faults': 'cell history plan proof reachable record run-cell run-faults victims',
  'harness/commands': 'drill exit-codes report-error run with-system',
  'scenarios/k6': '',
  'scenarios/shop': 'buyer counters databases lines person token-issuer workload world',
  'scenarios/invariants': 'all causes delivery invariant replays sample snapshot',
  'scenarios/evidence': 'undos',
  'scenarios/modules': 'prepare state',
  'scenarios/planted': 'always count count-in-processes guarantees nursery patch run send-twice settle switch',
  'scenarios/faults': 'planted-lost-entries',
  'scenarios/variants': 'fault-turns variants',
  'scenarios/bench': '',
  'scenarios/containers': '',
  'scenarios/simulation': '',
  'scenarios/planted/main.ts': '',
}
const house: readonly Room[] = Object.entries(table).map(([place, modules]) => ({
  place,
  modules: modules.split(' ').filter((name) => name !== ''),
}))

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(path) && !/\/fixtures\//.test(path))
const imports = readImports(files)

describe('the house', () => {
  test('every module of the product is in one of its places', () => {
    expect(files.length).toBeGreaterThan(900)
    expect(imports.length).toBeGreaterThan(3_000)
    expect(files.filter((file) => !isTest(file) && floorOf(house, file) < 0)).toEqual([])
    expect(house.filter((_, floor) => !files.some((file) => floorOf(house, file) === floor))).toEqual([])
  })

  test('no import points upwards or past the public modules of a folder', () => {
    expect(wrongImports(house, imports)).toEqual([])
  })

  test('every public module is imported from outside its folder', () => {
    expect(unusedModules(house, imports)).toEqual([])
  })

  test('no modules import each other in a circle, type-only imports included', () => {
    expect(circles(imports).map((files) => files.join(' → '))).toEqual([])
  })

  test('no service imports another one', () => {
    const serviceOf = (path: string): string | undefined => /^services\/([^/]+)\//.exec(path)?.[1]
    const between = imports.filter(({ from, to }) => serviceOf(from) && serviceOf(to) && !isTest(from))
    expect(between.length).toBeGreaterThan(100)
    expect(between.filter(({ from, to }) => serviceOf(from) !== serviceOf(to))).toEqual([])
  })
})

describe('the rules of the house', () => {
  const small: Room[] = [
    { place: 'ground', modules: ['*'] },
    { place: 'first', modules: ['door'] },
    { place: 'first/attic.ts', modules: [] },
    { place: 'second', modules: [] },
  ]
  const one = (from: string, to: string) => ({ from, to, line: 1 })

  test('every way to import counts, with its line', () => {
    const source = `import type { A } from '#ground/a.ts'
export * from './b.ts'
export type { C } from '../first/c.ts'
import { readFileSync } from 'node:fs'
import './d.ts'
const lazy = () => import('./e.ts')
type F = import('./f.ts').F`
    expect(importsIn('second/x.ts', source).map(({ to, line }) => `${line} ${to}`)).toEqual([
      '1 ground/a.ts',
      '5 second/d.ts',
      '2 second/b.ts',
      '3 first/c.ts',
      '6 second/e.ts',
      '7 second/f.ts',
    ])
  })

  test.each([
    ['upwards', 'ground/a.ts', 'first/door.ts', 'which is above ground'],
    ['upwards within a folder', 'first/a.ts', 'first/attic.ts', 'which is above first'],
    ['past the public module', 'second/a.ts', 'first/cellar.ts', 'which is not a public module of first'],
    ['to no place', 'second/a.ts', 'garden/tree.ts', 'which is in no place of the table'],
    ['to a test', 'second/a.ts', 'second/testing.ts', 'which is a module of tests'],
  ])('an import %s is found', (_, from, to, why) => {
    expect(wrongImports(small, [one(from, to)])).toEqual([`${from}:1 imports ${to}, ${why}`])
  })

  test('imports of public modules below, of the own folder, and by tests are right', () => {
    const right = [
      one('second/a.ts', 'first/door.ts'),
      one('second/a.ts', 'second/b.ts'),
      one('ground/a.test.ts', 'first/x.ts'),
    ]
    expect(wrongImports(small, [...right, one('second/a.ts', 'first/attic.ts')])).toEqual([])
  })

  test('a public module that only tests import is found', () => {
    expect(unusedModules(small, [one('second/a.test.ts', 'first/door.ts')])).toEqual(['first/door'])
  })

  test('a circle is found with its modules in order', () => {
    expect(circles([one('a', 'b'), one('b', 'c'), one('c', 'b'), one('x', 'a')])).toEqual([['b', 'c', 'b']])
  })
})
