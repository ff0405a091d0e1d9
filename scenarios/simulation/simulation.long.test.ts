import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const seedsEach = 200_000
const limitMs = 15 * 60_000

it('a million schedules violate no rule', { timeout: limitMs }, async () => {
  const args = ['scenarios/simulation/cli.ts', '--seeds', String(seedsEach)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: limitMs })
  expect(stdout.match(/200,000 schedules/g)).toHaveLength(5)
})
