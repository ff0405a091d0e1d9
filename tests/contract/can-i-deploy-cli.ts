import { parseArgs } from 'node:util'
import { SpecError } from '#generators/shared/spec-error.ts'
import { exitCodes } from '#platform/base/exit-codes.ts'
import { say, warn } from '#platform/base/say.ts'
import { canIDeploy, exitCodeOf, type Judged, partiesAt } from './can-i-deploy.ts'
import { NoSuchVersion, sideAt } from './versions.ts'

const help = `Reports whether a service at one version would work with all others at another: which interaction of which
consumer would break. It reads the pacts and specifications of both versions, and the results of their verifications.

  npm run can-i-deploy -- catalogue                     the working copy, beside the last commit
  npm run can-i-deploy -- catalogue v2                  at a commit, tag or branch, beside the last commit
  npm run can-i-deploy -- catalogue v2 --beside main    beside the others on main

Tests record results below .sagabench/; npm run pacts stores them in tests/contract/results/.
Exit codes: 0 yes; 1 no, something would break; 2 the specification allows it all, but some of it was never verified, or there is
nothing to check; 64 usage error, 65 a pact can't be read, 69 a version can't be read, 70 crash.`

class UsageError extends Error {}

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h', default: false }, beside: { type: 'string', default: 'HEAD' } },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

const signs = { verified: '✓', broken: '✗', allowed: '?', empty: '?' } as const

const unseen = {
  verified: '',
  allowed: 'allowed by the specification, but never verified',
  empty: "the pact has no interaction: run the consumer's tests to write them (npm run pacts)",
} as const

const print = (judged: readonly Judged[]): void => {
  for (const pair of Map.groupBy(judged, ({ consumer, provider }) => `${consumer} → ${provider}`)) {
    const [name, interactions] = pair
    const kept = interactions.filter(({ verdict }) => verdict === 'verified').length
    const all = interactions.filter(({ verdict }) => verdict !== 'empty').length
    say(`  ${name}: ${kept} of ${all} verified`)
    for (const { description, verdict, why } of interactions.filter((one) => one.verdict !== 'verified')) {
      say(`    ${signs[verdict]} ${description}`)
      for (const reason of verdict === 'broken' ? why : [unseen[verdict]]) say(`        ${reason}`)
    }
  }
}

const answers = {
  0: 'yes: every interaction is verified',
  1: 'no: interactions marked ✗ would break',
  2: 'perhaps: interactions marked ? were never verified; run npm test at that version, then try again',
  nothing: 'perhaps: no pact names this service, so there was nothing to check',
} as const

const run = async (args: string[]): Promise<number> => {
  const { values, positionals } = parse(args)
  const [service, version, ...rest] = positionals
  if (values.help) {
    say(help)
    return 0
  }
  if (rest.length > 0) throw new UsageError(`Unexpected argument ${rest[0]}: give a service and at most one version.`)
  const at = sideAt(version)
  const beside = sideAt(values.beside)
  const known = [...new Set([...partiesAt(at), ...partiesAt(beside)])].sort()
  if (service === undefined || !known.includes(service))
    throw new UsageError(`${service ?? 'No service'}: name one of ${known.join(', ')}.`)
  say(`${service}, ${at.label}, beside the others at ${beside.label}:`)
  const judged = await canIDeploy(service, at, beside)
  print(judged)
  const code = exitCodeOf(judged)
  say(judged.length === 0 ? answers.nothing : answers[code])
  return code
}

const codeOf = (error: unknown): number | undefined => {
  if (error instanceof UsageError) return exitCodes.usage
  if (error instanceof NoSuchVersion) return exitCodes.unavailable
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error]
  return errors.every((one) => one instanceof SpecError) ? exitCodes.data : undefined
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const code = codeOf(error)
  if (code === undefined) throw error
  warn(`${(error as Error).message}\nMore: npm run can-i-deploy -- --help`)
  process.exitCode = code
}
