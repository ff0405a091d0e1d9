import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { house } from './house.ts'
import { circles, floorOf, isTest, unusedModules, wrongImports } from './support/house-rules.ts'
import { readImports } from './support/imports.ts'
import { riddlesIn } from './support/riddles.ts'

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(path))
const source = tracked.filter((path) => /\.tsx?$/.test(path) && !path.startsWith('generated/'))
const generated = tracked.filter((path) => /^generated\/.*\.ts$/.test(path))
const read = (path: string): string => readFileSync(path, 'utf8')
const lines = (path: string): string[] => read(path).split('\n')

const findings = (paths: readonly string[], pattern: RegExp): string[] =>
  paths.flatMap((path) =>
    lines(path).flatMap((line, index) => {
      const match = pattern.exec(line)
      return match ? [`${path}:${index + 1}: ${match[0]}`] : []
    }),
  )

describe('documents', () => {
  const documents = tracked.filter((path) => path.endsWith('.md') && !path.startsWith('reports/'))

  it.each(documents)('every relative link in %s leads somewhere', (document) => {
    const targets = [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? '')
    expect(targets.filter((target) => !existsSync(join(dirname(document), target)))).toEqual([])
  })

  it.each(documents)('every path in backticks in %s exists', (document) => {
    const folders =
      /`((?:\.ci|deploy|docs|generators|generated|harness|kong|observability|platform|saga|scenarios|sdk|services|specs|tests|tools|workers)\/[\w./-]*)`/g
    const paths = [...read(document).matchAll(folders)].map((match) => match[1] ?? '')
    expect(paths.filter((path) => !existsSync(path))).toEqual([])
  })

  it.each(documents)('every command of npm or node in %s exists', (document) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...read(document).matchAll(/npm run (?:--silent )?([\w:-]+)|\bnode ((?:\w+\/)+[\w-]+\.ts)/g)]
    const missing = named.filter(([, script, path]) => !(script ? script in scripts : existsSync(path ?? '')))
    expect(missing.map(([command]) => command)).toEqual([])
  })
})

it('the list of settings names each that a process reads, and no other', () => {
  const readers = source.filter((path) => /^(services|workers|platform)\//.test(path) && !/test|fixtures/.test(path))
  const kinds =
    /\b(?:text|secret|storeUrl|smtpUrl|mailAddress|integer|positive|publicKeys?|privateKey|publishedVersions)\('([A-Z_]+)'|variable: '([A-Z_]+)'|\benv\.([A-Z_]+)\b(?! =[^=])/g
  const inCode = readers.flatMap((path) =>
    [...read(path).matchAll(kinds)].map((match) => match[1] ?? match[2] ?? match[3]),
  )
  const rows = lines('docs/settings.md').filter((line) => line.startsWith('| `'))
  const listed = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name))
  expect(listed.toSorted()).toEqual([...new Set(inCode)].toSorted())
})

describe('the house (tests/house.ts)', () => {
  const files = source.filter((path) => !/\/fixtures\//.test(path))
  const imports = readImports([...files, ...generated])

  it('every module of the product is in one of its places', () => {
    expect(files.length).toBeGreaterThan(900)
    expect(imports.length).toBeGreaterThan(3_000)
    expect(files.filter((file) => !isTest(file) && floorOf(house, file) < 0)).toEqual([])
    expect(
      house.filter((_, floor) => ![...files, ...generated].some((file) => floorOf(house, file) === floor)),
    ).toEqual([])
  })

  it('no import points upwards or past the public modules of a folder', () => {
    expect(wrongImports(house, imports)).toEqual([])
  })

  it('every public module is imported from outside its folder', () => {
    expect(unusedModules(house, imports)).toEqual([])
  })

  it('no modules import each other in a circle, type-only imports included', () => {
    expect(circles(imports).map((paths) => paths.join(' → '))).toEqual([])
  })

  it('no service imports another one', () => {
    const serviceOf = (path: string): string | undefined => /^services\/([^/]+)\//.exec(path)?.[1]
    const between = imports.filter(({ from, to }) => serviceOf(from) && serviceOf(to) && !isTest(from))
    expect(between.length).toBeGreaterThan(100)
    expect(between.filter(({ from, to }) => serviceOf(from) !== serviceOf(to))).toEqual([])
  })
})

it('no hand-written module has more than 300 lines', () => {
  const long = source
    .map((path) => ({ path, count: read(path).trimEnd().split('\n').length }))
    .filter(({ count }) => count > 300)
  expect(source.length).toBeGreaterThan(900)
  expect(long.map(({ path, count }) => `${path}: ${count} lines; split it by concept`)).toEqual([])
})

describe('the generic parts know nothing of the shop', () => {
  const generic = tracked.filter(
    (path) =>
      /^(generators|platform|saga|harness)\//.test(path) && /\.(ts|tsx|js|mjs|mustache|json|yaml|sql)$/.test(path),
  )
  const shopWords =
    /stock|commande|panier|produit|catalogue|inventaire|magasin|vente|livraison|checkout|ecommerce|client_id|boutique/i

  it.each(generic)('%s', (path) => {
    expect(findings([path], shopWords)).toEqual([])
  })
})

it('every command prints by platform/base/say.ts, which escapes what moves a cursor', () => {
  const commands = source.filter(
    (path) =>
      /^(harness|scenarios|generators|services\/[\w-]+\/cli)\/|^tests\/.*(cli|main)\.ts$/.test(path) &&
      !/\.test\.ts$|\/fixtures\/|\/k6\/|^generators\/docs\/examples|^scenarios\/planted\/(plants|preload)/.test(path),
  )
  expect(commands.length).toBeGreaterThan(100)
  expect(findings(commands, /\bconsole\.(log|error|warn|info)\b/)).toEqual([])
})

describe('queries', () => {
  const statements = source.flatMap((path) =>
    [...read(path).matchAll(/`[^`]*\border by\b[^`]*`/gi)].map(([text]) => ({ path, text })),
  )

  // In Postgres a bare name after `order by` means the list's value first: the text, in which 10 comes before 9.
  it('no statement is ordered by the text form of a column', () => {
    const wrong = statements.flatMap(({ path, text }) => {
      const [, ...orders] = text.split(/\border by\b/i)
      const cast = [...text.matchAll(/(?<![\w.$:])(\w+)::text\b(?!\[)/g)].map(([, name]) => name)
      const by = orders.flatMap((order) => [...order.matchAll(/(?<![\w.])\w+(?![\w.])/g)].map(([name]) => name))
      return cast.filter((name) => name && by.includes(name)).map((name) => `${path}: order by ${name}`)
    })
    expect(statements.length).toBeGreaterThan(0)
    expect(wrong).toEqual([])
  })
})

it('no two migrations of a database have the same number', () => {
  const places = tracked.flatMap((path) => /^(.*\/migrations\/.*?\d{3})-[^/]*\.sql$/.exec(path)?.[1] ?? [])
  expect(places.length).toBeGreaterThan(20)
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([])
})

describe('one writer', () => {
  const production = source.filter(
    (path) => !path.endsWith('.test.ts') && !/^(tests|scenarios|harness|generators)\//.test(path),
  )

  it('every metric name is written in one place', () => {
    const names = production.flatMap((path) =>
      [...read(path).matchAll(/\.(?:counter|gauge|histogram)\(\s*'(\w+)'/g)].map((match) => ({ name: match[1], path })),
    )
    const places = Map.groupBy(names, ({ name }) => name)
    expect(names.length).toBeGreaterThan(0)
    expect([...places.values()].filter((uses) => uses.length > 1)).toEqual([])
  })

  it('saga states are written in the Arazzo document alone', () => {
    const states =
      /'(EN_ATTENTE|VERIFICATION_STOCK|STOCK_VERIFIE|RESERVATION_STOCK|STOCK_RESERVE|CREATION_COMMANDE|COMMANDE_CREEE|SAGA_TERMINEE|SAGA_ANNULEE|COMPENSATION_EN_COURS|ECHEC_\w+)'/
    expect(findings(production, states)).toEqual([])
  })

  it('the environment is read in composition roots alone', () => {
    const roots =
      /(\/main|platform\/process\/process|platform\/postgres\/provision|services\/seed|harness\/commands\/(cli|report))\.ts$/
    expect(
      findings(
        production.filter((path) => !roots.test(path)),
        /process\.env/,
      ),
    ).toEqual([])
  })
})

it('no hand-written text contains a phrase that readers have to decode', () => {
  // Released documents and applied migrations never change; databases store the hash of each migration.
  const fixed =
    /^(generated|reports|specs\/released)\/|\/migrations\/|\.sql$|package-lock\.json$|^LICENSE$|^tests\/support\/riddles/
  const written = tracked.filter(
    (path) => /\.(tsx?|mjs|js|css|html|md|ya?ml|json|py|sh|conf)$/.test(path) && !fixed.test(path),
  )
  expect(written.length).toBeGreaterThan(0)
  expect(written.flatMap((path) => riddlesIn(path, read(path)))).toEqual([])
})

describe('no file names anything outside the project', () => {
  const texts = tracked.filter((path) => !/\.(png|ico|woff2|jar)$/.test(path) && path !== 'tests/tidy.test.ts')

  it('no file contains a path of one machine or a registry host', () => {
    const machinePath = /\/(?:home|root|Users|work|mnt)\/[\w.-]+|\/tmp\/(?!kong\.yml)[\w.-]+/ // kong.yml: in its container
    const registry = /\bregistry\.[\w-]+\.\w+|py(?:pi|thonhosted)\.org|\bmaven[\w.-]*\.(?:org|com)/
    expect([...findings(texts, machinePath), ...findings(texts, registry)]).toEqual([])
  })
})
