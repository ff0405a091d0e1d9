import { rmSync } from 'node:fs'
import { say, warn } from '#platform/base/say.ts'
import { deriveSchemas, generateSaga } from './arazzo/main.ts'
import { generateEvents } from './asyncapi/main.ts'
import { generateKong } from './gateway/kong.ts'
import { lint } from './openapi/bundle.ts'
import { generateOpenapi } from './openapi/main.ts'
import { allOrNothing } from './shared/all-or-nothing.ts'
import { exitCodes, reportMistakes } from './shared/command.ts'
import { format } from './shared/format.ts'
import { run } from './shared/run.ts'

// npm run generate [-- --check]: writes generated/, specs/derived/ and the routes in kong/kong.yml from specs/ and kong/base.yml.

const target = 'generated'
/** The schemas derived from specs/arazzo, which the other documents reference. */
const derived = 'specs/derived'
const outputs = [target, derived, 'kong/kong.yml'] as const

const help = `Generates all of generated/ and specs/derived/, and the routes in kong/kong.yml from specs/ and kong/base.yml.

  npm run generate
  npm run generate -- --check    also fail if the result differs from the last commit

Exit codes: 0 done, 64 wrong arguments, 65 an error in a specification, 66 --check found a difference, 70 a crash.`

type Generator = { name: string; generate: () => Promise<unknown> }

/** All generators. */
const generators: readonly Generator[] = [
  {
    name: 'openapi',
    generate: async () => {
      await generateOpenapi(target)
      generateKong()
    },
  },
  { name: 'asyncapi', generate: () => generateEvents() },
  { name: 'arazzo', generate: () => generateSaga() },
]

const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`

const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
  const startMs = performance.now()
  await work()
  process.stdout.write(`${name.padEnd(10)} ${seconds(startMs)}\n`)
}

const generateAll = async (): Promise<void> => {
  const startMs = performance.now()
  await timed('derive', deriveSchemas) // first, because the other generators read it
  const outcomes = await Promise.allSettled([
    timed('lint', lint),
    ...generators.map(({ name, generate }) => timed(name, generate)),
  ])
  const [linted] = outcomes
  if (linted?.status === 'rejected') throw linted.reason // the generators' errors would only repeat it
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  if (failures.length > 0) throw new AggregateError(failures)
  await timed('format', () => format(target, 'kong/kong.yml'))
  process.stdout.write(`generated/ is up to date with specs/ (${seconds(startMs)})\n`)
}

/** Fails if the generated files differ from the committed ones. */
const checkDrift = async (): Promise<void> => {
  const { output } = await run('git', ['status', '--porcelain', '--', ...outputs])
  if (output.trim() === '') return
  process.stderr.write(
    `These committed files don't match specs/; run \`npm run generate\` and commit the result:\n${output}`,
  )
  process.exitCode = exitCodes.drift
}

const main = async (args: readonly string[]): Promise<void> => {
  if (args.some((arg) => arg === '--help' || arg === '-h')) return say(help)
  const unknown = args.find((arg) => arg !== '--check')
  if (unknown !== undefined) {
    warn(`Unknown argument ${unknown}; the only option is --check.\nRun npm run generate -- --help for usage.`)
    process.exitCode = exitCodes.usage
    return
  }
  const isCheck = args.includes('--check')
  await allOrNothing(outputs, '.sagabench', async () => {
    if (isCheck) for (const folder of [target, derived]) rmSync(folder, { recursive: true, force: true })
    await generateAll()
  })
  if (isCheck) await checkDrift()
}

await reportMistakes(() => main(process.argv.slice(2)))
