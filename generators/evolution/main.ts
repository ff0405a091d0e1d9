import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { say, warn } from '#platform/base/say.ts'
import { exitCodes, optionMistake, reportMistakes } from '../shared/command.ts'
import { bundleInto } from './bundles.ts'
import {
  type Comparison,
  compareAll,
  compareDocuments,
  release,
  releasedFolder,
  type Verdict,
  verdictOf,
} from './evolution.ts'
import { formatComparison, formatHidden, formatSummary, formatUnused, formatVerdict } from './format.ts'
import { readReviews, reviewedFile, unusedReviews } from './reviewed.ts'

// npm run evolution: what changed in specs/ since the last release, and which applications break.

const help = `Compares every API, event and process in specs/ with its last release in ${releasedFolder}/. Rules classify each
difference as breaking, compatible or documentation, and report its place and the affected applications. A difference
that no rule covers is unknown until a person records a review in ${reviewedFile}. A document with a
breaking change needs a new major version (info.version).

Prints a summary of each document: every difference that fails or that a person has reviewed, and the number of the
others by kind.

  npm run evolution
  npm run evolution -- OLD NEW      compare two files
  npm run evolution -- --all        print every difference
  npm run evolution -- --json       print the result, with every difference, as JSON
  npm run evolution -- --release    copy specs/ to ${releasedFolder}/ as the new release

Exit codes: 0 no breaking change without a new major version, no unknown difference; 1 a breaking change without a new
major version, or an unknown difference; 2 nothing was compared; 64 wrong arguments; 65 an error in a specification or
in ${reviewedFile}; 70 a crash.`

const codes: Readonly<Record<Verdict, number>> = { compatible: 0, broken: 1, unknown: 1, 'nothing compared': 2 }

class UsageError extends Error {}

const options = {
  help: { type: 'boolean', short: 'h' },
  all: { type: 'boolean' },
  json: { type: 'boolean' },
  release: { type: 'boolean' },
} as const

const parse = (args: string[]) => {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    if (![0, 2].includes(positionals.length))
      throw new Error(
        `Got ${positionals.length} file(s): ${positionals.join(' ')}\n  expected: two files (OLD NEW), or none`,
      )
    const missing = positionals.find((file) => !existsSync(file))
    if (missing !== undefined) throw new Error(`${missing}: no such file`)
    if (values.release && positionals.length > 0) throw new Error('--release takes no files: it releases all of specs/')
    return { ...values, files: positionals }
  } catch (error) {
    throw new UsageError(optionMistake(error, Object.keys(options)))
  }
}

type Shown = { isAll: boolean; isJson: boolean }

const report = (comparisons: readonly Comparison[], { isAll, isJson }: Shown): void => {
  const verdict = verdictOf(comparisons)
  process.exitCode = codes[verdict]
  if (isJson) {
    say(JSON.stringify({ verdict, exitCode: codes[verdict], documents: comparisons }, null, 2))
    return
  }
  for (const comparison of comparisons) say(isAll ? formatComparison(comparison) : formatSummary(comparison))
  say(formatVerdict(verdict))
  const hidden = isAll ? undefined : formatHidden(comparisons)
  if (hidden !== undefined) say(hidden)
}

/** Bundles two files and compares them. */
const compareFiles = async (old: string, now: string): Promise<Comparison> => {
  const folder = mkdtempSync(join(tmpdir(), 'evolution-'))
  try {
    await bundleInto([old], join(folder, 'old'))
    await bundleInto([now], join(folder, 'now'))
    return await compareDocuments(now, join(folder, 'old', basename(old)), join(folder, 'now', basename(now)), {
      released: old,
      source: now,
      reviews: readReviews(),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const compareSpecs = async (isRelease: boolean, shown: Shown): Promise<void> => {
  const reviews = readReviews()
  await compareAll({ reviews }, (bundled, comparisons) => {
    report(comparisons, shown)
    const all = comparisons.flatMap(({ changes }) => changes)
    for (const review of unusedReviews(reviews, all)) warn(formatUnused(review))
    if (!isRelease || process.exitCode === codes.broken) return
    release(bundled)
    process.exitCode = 0
    warn(`Released: ${releasedFolder}/ is now a copy of specs/.`)
  })
}

const main = async (args: string[]): Promise<void> => {
  const { help: isHelp, all = false, json = false, release: isRelease = false, files } = parse(args)
  const shown: Shown = { isAll: all, isJson: json }
  const [old, now] = files
  if (isHelp) say(help)
  else if (old !== undefined && now !== undefined) report([await compareFiles(old, now)], shown)
  else await compareSpecs(isRelease, shown)
}

await reportMistakes(async () => {
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    warn(`${error.message}\nRun npm run evolution -- --help for usage.`)
    process.exitCode = exitCodes.usage
  }
})
