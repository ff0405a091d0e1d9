import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { closedWayIn } from './way-in.ts'

test('a system is reachable if its gateway accepts connections or if it has no gateway', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const system = { gateway: 'door', address: () => place }
  expect(await closedWayIn(system)).toBeNull()
  server.close()
  await once(server, 'close')
  expect(await closedWayIn(system)).toBe(`door at ${place} takes no connections`)
  expect(await closedWayIn({ ...system, gateway: undefined })).toBeNull()
})
