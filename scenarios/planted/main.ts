import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { isProven, keepProof } from '#harness/faults/proof.ts'
import { say, warn } from '#platform/base/say.ts'
import { type CellProof, proveLostEntries } from '../faults/planted-lost-entries.ts'
import { proveValidations } from '../faults/planted-validations.ts'
import { countOf } from './count-in-processes.ts'
import { type PlantedResult, runPlantedBugs } from './run.ts'

const help = `Proves the checker: plants one bug after another in a system of its own, runs checkouts in both styles, and
reports whether the expected invariant detects the bug. Takes about two minutes.

  npm run prove                   all bugs
  npm run prove -- --cells        instead, the fault cells in which stream entries vanish, and one in which a
                                  validation is interrupted: each must hold, and be violated once its bug is planted; about half an hour
  npm run prove -- --offset 7000  use another offset for all ports (default 9000)

Exit codes: 0 all found, 1 some not found, 64 and above: could not run.`

const projectRoot = resolve(import.meta.dirname, '../..')
const defaultOffset = '9000'

const line = ({ id, invariant, text, found, red }: PlantedResult): string =>
  `  ${found ? '✓' : '✗'} ${id}: ${text}\n      ${invariant}${found ? '' : ' did not find it'}; red: ${red.join(', ') || 'none'}`

const isFound = ({ withoutBug, withBug }: CellProof): boolean =>
  withoutBug.verdict === 'held' && withBug.verdict === 'violated'

const cellLine = (proof: CellProof): string => {
  const { phase, words, withoutBug, withBug } = proof
  const first = (isFound(proof) ? withBug : withoutBug).findings[0] ?? 'no finding'
  return `  ${isFound(proof) ? '✓' : '✗'} ${phase}: ${withoutBug.verdict}; with ${words.join(' and ')} ${withBug.verdict}: ${first}`
}

const proveCells = async (offset: number, signal: AbortSignal): Promise<number> => {
  const onResult = (proof: CellProof): void => say(cellLine(proof))
  const options = { offset, projectRoot, signal, onResult }
  const proofs = [...(await proveValidations(options)), ...(await proveLostEntries(options))]
  const found = proofs.filter(isFound).length
  say(
    `\nplanted bugs detected by the cells in which entries vanish or a validation is interrupted: ${found} of ${proofs.length}`,
  )
  return found === proofs.length && found > 0 ? exitCodes.pass : exitCodes.fail
}

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      offset: { type: 'string', default: defaultOffset },
      cells: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    say(help)
    return exitCodes.pass
  }
  const offset = Number(values.offset)
  if (!/^\d{1,5}$/.test(values.offset)) throw new TypeError(`--offset takes a whole number, not ${values.offset}`)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(new Error('interrupted')))
  if (values.cells) return proveCells(offset, stop.signal)
  const results = await runPlantedBugs({
    offset,
    projectRoot,
    signal: stop.signal,
    onStarted: (services) => say(`  ${services} services are up in ${join('.sagabench', `run-${offset}`)}`),
    onResult: (result) => say(line(result)),
  })
  const planted = countOf(results)
  keepProof(projectRoot, planted, Date.now())
  say(`\nplanted bugs found: ${planted.found} of ${planted.all}`)
  return isProven(planted) ? exitCodes.pass : exitCodes.fail
}

try {
  process.exitCode = await main()
} catch (error) {
  const { code, message } = error as { code?: string; message: string }
  const usage = error instanceof TypeError || code?.startsWith('ERR_PARSE_ARGS') === true
  warn(usage ? `${message}\nnpm run prove -- --help lists the options.` : `prove: ${message}`)
  process.exitCode = usage ? exitCodes.usage : exitCodes.software
}
