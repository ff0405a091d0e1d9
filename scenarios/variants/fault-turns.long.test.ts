import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#harness/commands/with-system.ts'
import { freeOffset } from '#harness/system/testing.ts'
import { faultsText } from '#harness/variants/faults-text.ts'
import { runFaultTurns } from './fault-turns.ts'
import { variantSet } from './variants.ts'

test('a disabled guarantee breaks invariants under the fault it protects against, and only then', async () => {
  const set = variantSet([
    'orchestrated-without-saga-log',
    'choreographed-without-outbox',
    'choreographed-without-dedupe',
  ])
  const faults = await runFaultTurns(
    {
      offset: await freeOffset(join(projectRoot, 'docker-compose.yml')),
      like: set.scenario,
      progress: { line: () => {}, status: () => {} },
      signal: AbortSignal.timeout(280_000),
    },
    set.variants,
  )
  console.log(faultsText(faults))
  expect(faults.map((one) => [one.variant, one.with])).toEqual([
    ['orchestrated-without-saga-log', []],
    ['choreographed-without-outbox', []],
    ['choreographed-without-dedupe', []],
  ])
  const broken = faults.map(({ without }) => without.map(({ id }) => id))
  expect(broken[0]).toContain('stock')
  expect(broken[1]).toContain('accounting')
  expect(broken[2]).toContain('read-models')
}, 300_000)
