import { parseArgs } from 'node:util'
import { exitCodes } from '#platform/base/exit-codes.ts'
import { say, warn } from '#platform/base/say.ts'
import { readEvents, readService, serviceNames } from '../contract/contracts.ts'
import { answerItems, coverageOf, type Item, messageItems, percentOf } from './coverage.ts'
import { exclusions, unbuilt } from './exclusions.ts'
import { type Exercised, readRecords } from './record.ts'

const help = `Shows how much of the specifications the last test run has exercised: each operation with each status and
media type, each message with each application that sends or receives it. An undeclared answer is
listed, and fails.

  npm run conformance                     the table and the missing items
  npm run conformance -- --min 95         exit code 1 below 95 % of the answers or 100 % of the messages

Run npm test first: it records below .sagabench/conformance/. Exit codes: 0 enough; 1 too little, or drift; 64 usage error;
69 nothing was recorded.`

const row = (name: string, items: readonly Item[]): string => {
  const { seen, of } = coverageOf(items)
  return `  ${name.padEnd(22)} ${String(seen).padStart(4)} of ${String(of).padStart(4)}  ${percentOf(items).toFixed(1).padStart(5)} %`
}
const table = (title: string, items: readonly Item[]): void => {
  say(title)
  for (const [owner, own] of Map.groupBy(items, ({ owner }) => owner)) say(row(owner, own))
  say(row('all', items))
  const missing = items.filter(({ seen, excluded }) => !seen && excluded === undefined)
  if (missing.length > 0) say(`  not seen: ${missing.map(({ name }) => name).join(', ')}`)
}

const applications = ['ecommerce', 'stock-reservation', 'order-creation', 'stock-compensation', 'notification', 'audit']
const others = ['cqrs-projection', 'event-store']

const run = async (min: number): Promise<number> => {
  const exercised: Exercised[] = readRecords()
  if (exercised.length === 0) throw new Error('Nothing was recorded: run npm test first.')
  const built = serviceNames().filter((name) => !unbuilt.includes(name))
  const contracts = await Promise.all(built.map((name) => readService(name)))
  const answers = answerItems(contracts, exercised, exclusions)
  const messages = messageItems(await readEvents(), [...applications, ...others], exercised)
  table('Operations × statuses × media types', answers)
  table('Messages × applications', messages)
  const excluded = answers.flatMap(({ name, excluded }) => (excluded === undefined ? [] : [`${name}: ${excluded}`]))
  if (excluded.length > 0) say(`Not counted:\n${excluded.map((line) => `  ${line}`).join('\n')}`)
  for (const name of unbuilt) say(`Counted separately: ${name} has a specification but no service yet.`)
  const drift = exercised.filter((one) => one.kind === 'drift')
  for (const { operationId, status, problem } of drift) say(`✗ ${operationId} answered ${status}: ${problem}`)
  return drift.length > 0 || percentOf(answers) < min || (min > 0 && percentOf(messages) < 100) ? 1 : 0
}

try {
  const { values } = parseArgs({
    options: { help: { type: 'boolean', short: 'h', default: false }, min: { type: 'string', default: '0' } },
  })
  if (values.help) say(help)
  else if (!/^\d{1,3}(\.\d+)?$/.test(values.min) || Number(values.min) > 100)
    throw new TypeError(`--min ${values.min}: must be a percentage, for example 95`)
  else process.exitCode = await run(Number(values.min))
} catch (error) {
  warn(`${(error as Error).message}\nMore: npm run conformance -- --help`)
  process.exitCode = error instanceof TypeError ? exitCodes.usage : exitCodes.unavailable
}
