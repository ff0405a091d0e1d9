// Counts the tests of several runs of vitest (their JSON reports) and ends with one line. Fails where a run left no report,
// ran no test or had a failure: a run of nothing is not green.
import { existsSync, readFileSync } from 'node:fs'

const files = process.argv.slice(2)
const sum = { passed: 0, failed: 0, skipped: 0 }
const wrong = files.length === 0 ? ['no report of a run was named'] : []
for (const file of files) {
  const run = readReport(file)
  if (run === undefined) {
    sum.failed += 1
    wrong.push(`${file}: there is no report, so the tests ended before they began`)
    continue
  }
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: skipped = 0, success } = run
  sum.passed += passed
  sum.failed += failed
  sum.skipped += skipped
  if (!(passed >= 1)) wrong.push(`${file}: no test passed`)
  else if (failed > 0 || success === false) wrong.push(`${file}: tests failed`)
}
for (const what of wrong) console.error(what)
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exitCode = wrong.length === 0 ? 0 : 1

function readReport(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  } catch {
    return undefined
  }
}
