import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { freeOffset } from '#harness/system/testing.ts'
import { proveValidations } from './planted-validations.ts'

const projectRoot = resolve(import.meta.dirname, '../..')

test('the crash of supply-chain during a validation holds, and is violated if nobody continues the validation', async () => {
  const offset = await freeOffset(join(projectRoot, 'docker-compose.yml'))
  const signal = AbortSignal.timeout(540_000)
  const [proof, ...others] = await proveValidations({ offset, projectRoot, signal })
  expect([proof?.withoutBug.findings, proof?.withoutBug.verdict, others]).toEqual([[], 'held', []])
  expect(proof?.withBug.verdict).toBe('violated')
  expect(proof?.withBug.findings.join('; ')).toMatch(/validation \S+ has not ended/)
}, 600_000)
