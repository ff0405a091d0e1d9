import { relative } from 'node:path'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import type { LeftOut } from './left-out.ts'

export type Skipped = { readonly file: string; readonly leftOut: LeftOut | undefined }

const unexplained: LeftOut = { why: 'no reason is given (tests/support/left-out.ts: needing)', accepted: false }

/** The summary of the tests that were left out, by reason; undefined if there are none. */
export const leftOutText = (skipped: readonly Skipped[]): string | undefined => {
  if (skipped.length === 0) return undefined
  const byReason = Map.groupBy(skipped, ({ leftOut }) => (leftOut ?? unexplained).why)
  const lines = [...byReason].map(([why, tests]) => {
    const files = [...new Set(tests.map(({ file }) => file))].sort()
    const accepted = tests[0]?.leftOut?.accepted ? ', which is accepted' : ''
    return `  ${tests.length} of ${files.join(', ')}: ${why}${accepted}`
  })
  return ['', `Left out: ${skipped.length} ${skipped.length === 1 ? 'test' : 'tests'}`, ...lines, ''].join('\n')
}

/** In CI a test may be left out only for an accepted reason. */
export const mayBeLeftOut = (skipped: readonly Skipped[]): boolean =>
  skipped.every(({ leftOut }) => leftOut?.accepted === true)

const leftOutOf = (test: TestCase): LeftOut | undefined => {
  for (let task: TestCase['parent'] | TestCase = test; task.type !== 'module'; task = task.parent) {
    const { leftOut } = task.meta()
    if (leftOut !== undefined) return leftOut
  }
  return undefined
}

/** Ends each run with a list of the tests that were left out; in CI, one without an accepted reason fails the run. */
export class LeftOutReporter implements Reporter {
  #vitest: Vitest | undefined

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const root = this.#vitest?.config.root ?? process.cwd()
    // With a filter, tests are skipped because others were selected.
    const isFiltered = this.#vitest?.config.testNamePattern !== undefined
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => ({
        file: relative(root, module.moduleId),
        leftOut: leftOutOf(test),
      })),
    )
    const listed = isFiltered ? skipped.filter(({ leftOut }) => leftOut !== undefined) : skipped
    const text = leftOutText(listed)
    if (text !== undefined) process.stderr.write(`${text}\n`)
    if (!process.env.CI || mayBeLeftOut(listed)) return
    process.stderr.write('In CI tests may be left out only for accepted reasons, so this run fails.\n')
    process.exitCode = 1
  }
}
