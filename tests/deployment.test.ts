import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Operation, renderKong } from '#generators/gateway/kong.ts'
import { gatewayProblems } from '#harness/gateway/gateway-problems.ts'
import { readKong } from '#harness/gateway/kong-document.ts'
import { kongToNginx } from '#harness/gateway/kong-to-nginx.ts'
import { readCompose } from '#harness/system/compose.ts'
import { addressesOf } from '#harness/system/ports.ts'
import { foreignSchemas, needing } from './support/left-out.ts'

const root = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const compose = await readCompose(join(root, 'docker-compose.yml'))
const kongText = read('kong/kong.yml')
const anySecret = new Proxy({}, { get: (_none, name) => `secret-${String(name)}` }) as Record<string, string>
const document = readKong(kongText, { file: 'kong/kong.yml', variables: anySecret })
const { kong } = document

/** Errors of a document against a schema; draft-04's differences to draft-07 are not used by these schemas. */
const errorsOf = (schemaFile: string, document: unknown): unknown => {
  const schema = JSON.parse(readFileSync(join(foreignSchemas, schemaFile), 'utf8'), (key, value) =>
    key === '$schema' ? undefined : value,
  )
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true })
  addFormats.default(ajv)
  const validate = ajv.compile(schema)
  validate(document)
  return validate.errors
}

test('docker-compose.yml is valid by the Compose schema', needing('foreignSchemas'), () => {
  expect(errorsOf('compose-spec.schema.json', parse(read('docker-compose.yml'), { merge: true }))).toBeNull()
})

test("kong.yml is valid by Kong's schema", needing('foreignSchemas'), () => {
  expect(errorsOf('kong-declarative.schema.json', parse(kongText))).toBeNull()
})

test('kong.yml is up to date with the base file and the OpenAPI documents', () => {
  const operations = JSON.parse(read('generated/gateway/routes.json')) as Operation[]
  expect(renderKong(read('kong/base.yml'), operations)).toBe(kongText)
})

test('kong.yml compiles for the processes of docker-compose.yml', () => {
  const options = { listen: '127.0.0.1:8080', addresses: addressesOf(compose, 0), workers: 1 }
  expect(() => kongToNginx(document, options)).not.toThrow()
})

test('clients and sessions go to ecommerce, sales to commandes, although they share a prefix', () => {
  const owner = (path: string): string | undefined =>
    kong.services
      .flatMap(({ name, routes }) => routes.flatMap(({ paths }) => paths.map((prefix) => ({ name, prefix }))))
      .filter(({ prefix }) => path.startsWith(prefix))
      .sort((a, b) => b.prefix.length - a.prefix.length)[0]?.name
  expect(owner('/api/commandes/clients/1/checkout/choreo/')).toBe('ecommerce')
  expect(owner('/api/commandes/sessions/')).toBe('ecommerce')
  expect(owner('/api/commandes/enregistrer-vente/')).toBe('commandes')
  expect(owner('/api/commandes/annuler-vente/')).toBe('commandes')
  expect(owner('/api/commandes/ventes/1/')).toBe('commandes')
  expect(owner('/api/commandes/magasins/')).toBe('commandes')
})

const planned = readdirSync(join(root, 'specs/openapi'))
  .filter((file) => (parse(read(`specs/openapi/${file}`)) as { 'x-status'?: string })['x-status'] === 'planned')
  .map((file) => file.replace('.yaml', ''))

test('a specification has either a service behind the gateway or x-status: planned', () => {
  const operations = JSON.parse(read('generated/gateway/routes.json')) as Operation[]
  const served = new Set(kong.services.map(({ name }) => name))
  const unserved = new Set(operations.map(({ service }) => service).filter((service) => !served.has(service)))
  expect([...unserved]).toEqual(planned)
  const one = operations.filter(({ service }) => service === 'catalogue').map((each) => ({ ...each, planned: true }))
  expect(one.length).toBeGreaterThan(0)
  expect(() => renderKong('services: [{ name: catalogue }]', one)).toThrow(/kong\/base\.yml:1:.* is only planned/)
})

test('every key of the gateway has a process that calls with it', () => {
  const keys = [...read('kong/base.yml').matchAll(/username: (\S+)\n.*key: "\$\{(\w+)\}"/g)]
  expect(keys.length).toBe(kong.consumers.length)
  const callers = compose.filter(({ kind }) => kind === 'node').map(({ environment }) => Object.values(environment))
  for (const [, consumer = '', key] of keys) {
    const holders = callers.filter((values) => values.some((value) => value.includes(`\${${key}`)))
    expect([consumer, holders.length > 0]).toEqual([consumer, true])
  }
})

test('every caller that an operation names is a consumer of the gateway, or a planned service', () => {
  const consumers = new Set([
    ...kong.consumers.map(({ username }) => username),
    ...planned.map((service) => `service-${service}`),
  ])
  const named = globSync('specs/{openapi,common}/*.yaml', { cwd: root }).flatMap((file) => {
    const callers: string[] = []
    JSON.stringify(parse(read(file)), (key, value) => {
      if (key === 'x-callers') callers.push(...(value as string[]))
      return value
    })
    return callers
  })
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !consumers.has(name))).toEqual([])
})

test('every Node command of docker-compose.yml names an existing file', () => {
  const files = compose.filter(({ kind }) => kind === 'node').map(({ command }) => command[1] ?? '')
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

test('the image holds every module that its processes import', () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (\S+) (?!\.)/gm)].map(([, folder]) => `${folder}/`)
  expect(copied.length).toBeGreaterThan(5)
  const sources = copied.flatMap((folder) => globSync(`${folder}**/*.ts`, { cwd: root }))
  const imported = sources
    .filter((file) => !/\.test\.ts$|testing[\w-]*\.ts$/.test(file))
    .flatMap((file) =>
      [...read(file).matchAll(/^(?:import|export) (?!type )[^'"]*'((?:#|\.{1,2}\/)[^']+\.ts)'/gm)].map(([, to = '']) =>
        to.startsWith('#') ? to.slice(1) : join(dirname(file), to),
      ),
    )
  const left = [...new Set(imported)].filter((file) => !copied.some((folder) => file.startsWith(folder)))
  expect(left).toEqual([])
})

test("every problem type in the gateway's answers is listed", () => {
  const listed = parse(read('specs/common/problems.yaml')) as Record<string, { status: number; title: string }>
  for (const { slug, status, title } of gatewayProblems) {
    if (slug !== undefined) expect(listed[slug]).toMatchObject({ status, title })
  }
})

test('Prometheus scrapes every process that serves metrics', () => {
  const { scrape_configs: jobs } = parse(read('observability/prometheus/prometheus.yml')) as {
    scrape_configs: { static_configs: { targets: string[] }[] }[]
  }
  const targets = jobs.flatMap((job) => job.static_configs.flatMap((one) => one.targets))
  const expected = compose
    .filter(({ kind, oneShot }) => kind === 'node' && !oneShot)
    .map(({ name, ports }) => `${name}:${ports[0]?.container}`)
  expect(targets.sort()).toEqual(expected.sort())
})

type Dashboard = { uid: string; panels: { id: number; title: string; targets: { expr: string }[] }[] }
const dashboards = globSync('observability/grafana/dashboards/*.json', { cwd: root })
  .sort()
  .map((file) => JSON.parse(read(file)) as Dashboard)
type Rule = { alert: string; expr: string; annotations: { summary: string; description: string } }
const alerts = (parse(read('observability/prometheus/rules.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  ({ rules }) => rules,
)

test('every metric of a dashboard or an alert is written by some process', () => {
  const sources = globSync('{platform,saga,services,workers}/**/*.ts', { cwd: root }).map(read).join('\n')
  const shown = dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)))
  const named = (expressions: readonly string[]) => new Set(expressions.join('\n').match(/\b[a-z]+(?:_[a-z]+)+\b/g))
  const metrics = named([...shown, ...alerts.map(({ expr }) => expr)])
  metrics.delete('histogram_quantile')
  expect(metrics.size).toBeGreaterThan(20)
  const unknown = [...metrics].filter((name) => !sources.includes(`'${name.replace(/_(bucket|count)$/, '')}'`))
  expect(unknown).toEqual([])
})

test('dashboards show losses, dead letters, backlog and back-pressure; every panel has its own place and name', () => {
  const bus = dashboards.find(({ uid }) => uid === 'sagabench-bus')
  const titles = bus?.panels.map(({ title }) => title).join()
  for (const subject of ['Dead letters', 'Gaps', 'Backlog', 'Back-pressure']) expect(titles).toContain(subject)
  expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length)
  for (const { panels } of dashboards) {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length)
  }
})

test('every alert has a unique name and says what is wrong and where to look, and Prometheus loads the rules', () => {
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
  for (const { annotations } of alerts) expect([annotations.summary, annotations.description]).not.toContain(undefined)
  const { rule_files } = parse(read('observability/prometheus/prometheus.yml')) as { rule_files: string[] }
  for (const file of rule_files) expect(read('docker-compose.yml')).toContain(`./observability/prometheus/${file}:`)
})

test('README.md states how many services npm start starts', () => {
  const stated = [...read('README.md').matchAll(/(\d+) services\b/g)].map(([, number]) => Number(number))
  const started = compose.filter(({ kind }) => kind !== 'none').length
  expect(stated.length).toBeGreaterThan(0)
  expect(stated).toEqual(stated.map(() => started))
})
