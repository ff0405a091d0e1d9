import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { operations as catalogue } from '#generated/catalogue/schemas.ts'
import { operations as commandes } from '#generated/commandes/schemas.ts'
import { operations as ecommerce } from '#generated/ecommerce/schemas.ts'
import { operations as inventaire } from '#generated/inventaire/schemas.ts'
import { operations as supplyChain } from '#generated/supply-chain/schemas.ts'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { makeFolder, runScenarios } from '#harness/commands/run.ts'
import { type Attended, projectRoot, withSystem } from '#harness/commands/with-system.ts'
import { type Verdict, verdictExitCodes, worst } from '#harness/judge/verdict.ts'
import { rawFolder } from '#harness/scenario/records.ts'
import { describeCommit, describeMachine, findK6, planLoad, runLoad } from '#harness/scenario/running.ts'
import { say } from '#platform/base/say.ts'
import { openPool } from '#platform/postgres/pool.ts'
import { databaseUrl } from '#platform/postgres/provision.ts'
import { seedClientId } from '#services/seed-ids.ts'
import { tokenIssuerOf } from '../shop/token-issuer.ts'
import type { Bench } from './bench.ts'
import { browsingTable, type Call, judgeBrowsing, type OperationRow } from './browsing.ts'
import { readOptions, wholeNumber, yesOrNo } from './options.ts'

const help = `Fifty people browse the shop and the back office of a large shop; 95 % of the calls of each operation must answer within 300 ms, of
reports within 1 s.

  npm run bench -- web                    10,000 products, 100,000 sales, about three minutes with P1
  npm run bench -- web --products 1000    fewer products
  npm run bench -- web --sales 10000      fewer sales
  npm run bench -- web --users 10         fewer people
  npm run bench -- web --seconds 120      how long they browse (default 60)
  npm run bench -- web --checkouts no     without P1, which runs alone and beside the people, to compare its verdicts
  npm run bench -- web --offset 10000     use another offset for all ports

Exit code 1 if an operation exceeds its limit or P1's verdict changes, 2 if an operation of a list had too few calls.`

const tokenSeconds = 3_600
const shops = 5
const clients = 200
const think = { leastMs: 500, mostMs: 3_000 }
/** Longer than P1 takes, which then stops the people. */
const besideP1S = 600

/** Every list that a person may read has a page size. */
const listsOfPeople = (): string[] =>
  [catalogue, commandes, ecommerce, inventaire, supplyChain]
    .flatMap((service) => Object.values(service))
    .filter(({ method, query }) => method === 'GET' && 'limite' in ((query?.properties ?? {}) as object))
    .map(({ operationId }) => operationId)

type Sizes = { products: number; users: number; seconds: number }

const targetOf = async ({ system }: Attended, { products }: Sizes): Promise<Record<string, unknown>> => {
  const issue = tokenIssuerOf(system)
  const person = async (id: string, role: Parameters<typeof issue>[0]['role']) => ({
    id,
    token: await issue({ id, role }, tokenSeconds),
  })
  const seed = Number(system.env('seed').SEED ?? 1)
  return {
    baseUrl: system.url('kong'),
    keys: {
      shop: system.secrets.GATEWAY_KEY_APPLICATION_BOUTIQUE,
      backOffice: system.secrets.GATEWAY_KEY_APPLICATION_ADMINISTRATION,
    },
    staff: {
      manager: await person('bench-manager', 'gerant'),
      clerk: await person('bench-clerk', 'commis'),
      administrator: await person('bench-administrator', 'administrateur'),
    },
    customers: await Promise.all(Array.from({ length: 50 }, (_, i) => person(seedClientId(seed, i + 1), 'client'))),
    products,
    shops,
    think,
  }
}

const readCalls = (file: string): Call[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Call)

/** Lets the people browse until the time is over or the signal aborts; returns their calls so far. */
const browse = async (
  attended: Attended,
  sizes: Sizes,
  folder: string,
  name: string,
  signal: AbortSignal,
): Promise<Call[]> => {
  const model = { kind: 'closed', users: sizes.users, paced_to: null } as const
  const load = { id: name, text: name, judged: true, model, duration_s: sizes.seconds, quick_duration_s: sizes.seconds }
  const inputsFile = join(rawFolder(folder), `${name}-inputs.json`)
  writeFileSync(inputsFile, '[]')
  const rawFile = join(rawFolder(folder), `${name}.ndjson`)
  const running = runLoad({
    k6: findK6(projectRoot).path,
    script: join(projectRoot, 'scenarios/k6/browsing.ts'),
    plan: planLoad(load, sizes.seconds),
    inputsFile,
    rawFile,
    logFile: join(rawFolder(folder), `${name}.log`),
    workFolder: rawFolder(folder),
    name,
    target: await targetOf(attended, sizes),
    signal,
  })
  try {
    await running
  } catch (error) {
    if (!signal.aborted || attended.signal.aborted) throw error
  }
  return readCalls(rawFile)
}

/** Maintenance that Postgres does by itself within a minute or two. */
const maintain = async ({ system }: Attended): Promise<void> => {
  const adminUrl = system.env('provision').DATABASE_ADMIN_URL ?? ''
  for (const service of ['catalogue-1', 'inventaire', 'commandes', 'ecommerce']) {
    const name = new URL(system.env(service).DATABASE_URL ?? '').pathname.slice(1)
    const pool = openPool({ url: databaseUrl(adminUrl, name), name: 'bench', max: 1 })
    try {
      await pool.raw.query('vacuum (analyze)')
    } finally {
      await pool.close()
    }
  }
}

type P1 = { alone: Verdict; beside: Verdict; calls: number }

const p1Verdict = async ({ system, progress, signal }: Attended): Promise<Verdict> => {
  const { verdict, folder } = await runScenarios(system, {
    only: ['P1'],
    progress,
    signal,
    versions: system.versions(),
  })
  progress.line(`P1: ${verdict} (${join(folder, 'report.html')})`)
  return verdict
}

/** P1 alone, then beside the people. */
const compareP1 = async (attended: Attended, sizes: Sizes, folder: string): Promise<P1> => {
  const alone = await p1Verdict(attended)
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, attended.signal])
  const people = browse(attended, { ...sizes, seconds: besideP1S }, folder, 'beside-p1', signal)
  try {
    const beside = await p1Verdict(attended)
    over.abort()
    return { alone, beside, calls: (await people).length }
  } finally {
    over.abort()
    await people.catch(() => {})
  }
}

const p1Text = (p1: P1 | undefined): string =>
  p1 === undefined
    ? 'not run'
    : `${p1.alone} alone, ${p1.beside} beside the people, who made ${p1.calls} calls meanwhile`

/** A changed verdict fails; people who made no call changed nothing that could be compared. */
export const p1Outcome = (p1: P1 | undefined): Verdict => {
  if (p1 === undefined) return 'pass'
  if (p1.calls === 0) return 'inconclusive'
  return p1.alone === p1.beside ? p1.beside : 'fail'
}

const writeWebReport = (folder: string, command: string, rows: readonly OperationRow[], p1: P1 | undefined): void => {
  const { commit, dirty } = describeCommit(projectRoot)
  const machine = describeMachine()
  const record = { schema: 'sagabench/web@1', commit, dirty, command, machine, operations: rows, p1: p1 ?? null }
  writeFileSync(join(folder, 'web.json'), `${JSON.stringify(record, null, 2)}\n`)
  const text = `# People who browse\n\n\`${command}\`, commit ${commit}${dirty ? ' with changes' : ''}, ${machine.cores} × ${machine.cpu}.

95 % of the calls of each operation must answer 200 within the limit (exact binomial test at 95 % confidence).\n\n${browsingTable(rows)}\n\nP1: ${p1Text(p1)}.\n`
  writeFileSync(join(folder, 'report.md'), text)
}

/** Prints P50 and P95 of each operation against its limit, and both verdicts of P1. */
export const bench: Bench = async (args) => {
  const options = readOptions('web', args)
  if (options.help) {
    say(help)
    return exitCodes.pass
  }
  const sizes = {
    products: wholeNumber('products', options.products, 100, 1_000_000),
    users: wholeNumber('users', options.users, 10, 500),
    seconds: wholeNumber('seconds', options.seconds, 10, 3_600),
  }
  const sales = wholeNumber('sales', options.sales, 0, 1_000_000)
  const withP1 = yesOrNo('checkouts', options.checkouts)
  const offset = wholeNumber('offset', options.offset, 0, 50_000)
  const seed = {
    SEED_PRODUCTS: String(sizes.products),
    SEED_SHOPS: String(shops),
    SEED_CLIENTS: String(clients),
    SEED_SALES: String(sales),
    SEED_REQUESTS: '200',
  }
  return withSystem({ offset, environment: { seed } }, async (attended) => {
    const { commit } = describeCommit(projectRoot)
    const folder = makeFolder(join(projectRoot, 'reports'), `${new Date().toISOString().slice(0, 10)}-${commit}-web`)
    attended.progress.line(
      `${sizes.users} people browse ${sizes.products} products and ${sales} sales for ${sizes.seconds} s`,
    )
    await maintain(attended)
    const calls = await browse(attended, sizes, folder, 'browsing', attended.signal)
    const rows = judgeBrowsing(calls, listsOfPeople())
    const p1 = withP1 ? await compareP1(attended, sizes, folder) : undefined
    writeWebReport(folder, `npm run bench -- web ${args.join(' ')}`.trim(), rows, p1)
    say(`\n${browsingTable(rows)}\n\n  P1: ${p1Text(p1)}\n  report: ${join(folder, 'report.md')}\n`)
    return verdictExitCodes[worst([...rows.map(({ verdict }) => verdict), p1Outcome(p1)])]
  })
}
