import { expect, it } from 'vitest'
import { runDrill } from '#harness/commands/drill.ts'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { freeOffset } from '#harness/system/testing.ts'

it('a system that loses Postgres and Redis is restored from its backup with everything in order, and without customers erased since', async () => {
  expect(await runDrill({ offset: await freeOffset('docker-compose.yml'), units: 60 })).toBe(exitCodes.pass)
})
