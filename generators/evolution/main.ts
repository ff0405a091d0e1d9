import { exitCodes, reportMistakes } from '../shared/command.ts'
import { compareAll, release, releasedFolder } from './evolution.ts'
import { installOasdiff, NoOasdiff } from './oasdiff.ts'
import { tellComparison } from './tell.ts'

// npm run evolution [-- --release]: what changed in specs/ since the last release, and whom it breaks.

const help = `Compares every API and event of specs/ with its last release in ${releasedFolder}/, and tells whether each change is
breaking, compatible or documentation, by which rule, where, and which applications it concerns. A document that breaks
somebody needs a new major version (info.version).

  npm run evolution
  npm run evolution -- --release    make what stands in specs/ the last release

APIs are compared by oasdiff, which is built with Go, once; where there is no Go they are left out, except in CI.

Exit codes: 0 done, 1 a breaking change without a new major version, 64 usage, 65 a mistake in a specification,
69 no Go in CI, 70 a crash.`

const failed = 1
const unavailable = 69

/** Whether APIs can be compared. */
const withOasdiff = async (): Promise<boolean> => {
  try {
    await installOasdiff()
    return true
  } catch (error) {
    if (!(error instanceof NoOasdiff)) throw error
    const isCi = (process.env.CI ?? '') !== ''
    process.stderr.write(`${error.message}: APIs are ${isCi ? 'not compared' : 'left out, events are compared'}.\n`)
    if (isCi) process.exitCode = unavailable
    return false
  }
}

const main = async (args: readonly string[]): Promise<void> => {
  if (args.some((arg) => arg === '--help' || arg === '-h')) return console.log(help)
  const unknown = args.find((arg) => arg !== '--release')
  if (unknown !== undefined) {
    console.error(`${unknown} is not understood.\nnpm run evolution -- --help shows what can be asked for.`)
    process.exitCode = exitCodes.usage
    return
  }
  const withHttp = await withOasdiff()
  await compareAll({ withHttp }, (bundled, comparisons) => {
    for (const comparison of comparisons) console.log(tellComparison(comparison))
    const isBroken = comparisons.some((one) => one.isBroken)
    if (isBroken) process.exitCode = failed
    if (!args.includes('--release') || process.exitCode) return
    release(bundled)
    console.log(`\n${releasedFolder}/ holds what stands in specs/ now`)
  })
}

await reportMistakes(() => main(process.argv.slice(2)))
