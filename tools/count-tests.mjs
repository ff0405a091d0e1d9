// Counts the tests in several JSON reports of vitest and prints a total. Fails if a report is missing, contains no passed
// test or contains a failure.
import { existsSync, readFileSync } from 'node:fs'

const files = process.argv.slice(2)
const sum = { passed: 0, failed: 0, skipped: 0 }
const wrong = files.length === 0 ? ['no report given; usage: count-tests.mjs REPORT.json…'] : []
for (const file of files) {
  const run = readReport(file)
  if (run === undefined) {
    sum.failed += 1
    wrong.push(`${file}: missing or not a JSON report of vitest; the run probably crashed`)
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
