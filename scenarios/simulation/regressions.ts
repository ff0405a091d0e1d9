import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bug } from '#saga/simulation/bugs.ts'
import type { Style } from '#saga/simulation/style.ts'

/** A schedule that once violated a rule; if its bug can be planted, it still does so with the bug. */
export type Regression = {
  readonly saga: string
  readonly style: Style
  readonly bugs: readonly Bug[]
  /** Absent: all of them. */
  readonly sagasMax?: number
  readonly violations: readonly string[]
  readonly choices: readonly number[]
  /** A readable trace of the schedule. */
  readonly trace: readonly string[]
}

/** Where regressions are stored. */
export const folder = 'scenarios/simulation/regressions'

export const saveRegression = (name: string, regression: Regression): string => {
  const path = join(folder, `${name}.json`)
  mkdirSync(folder, { recursive: true })
  const { choices, ...rest } = regression
  const text = JSON.stringify({ ...rest, choices: 0 }, undefined, 2).replace(
    '"choices": 0',
    `"choices": ${JSON.stringify(choices).replaceAll(',', ', ')}`,
  )
  writeFileSync(path, `${text}\n`)
  return path
}

export const readRegressions = (): { name: string; regression: Regression }[] =>
  readdirSync(folder).map((file) => ({
    name: file.replace(/\.json$/, ''),
    regression: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Regression,
  }))
