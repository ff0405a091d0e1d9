import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { State } from './plugin.ts'
import { costsPerUnit, openMeter, type UsedSystem } from './usage.ts'

let server: Server
let address: string
let answer = ''

beforeEach(async () => {
  server = createServer((_request, response) => response.end(answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

const page = (requests: number, statements: number): string => `# TYPE sql_statements_total counter
sql_statements_total{process="shelf"} ${statements}
http_request_duration_seconds_sum{operation="readBook",status="200"} ${requests / 100}
http_request_duration_seconds_count{operation="readBook",status="200"} ${requests}
http_request_duration_seconds_count{operation="readBook",status="404"} 3
events_published_total{topic="a",type="b"} ${requests}
events_consumed_total{topic="a",type="b",consumer="c"} 0
nodejs_eventloop_lag_min_seconds 0.1
nodejs_eventloop_lag_p99_seconds 0.112
nodejs_eventloop_lag_max_seconds 0.15
`

const system: () => UsedSystem = () => ({
  services: ['shelf', 'ended'],
  extras: [],
  address: (name) => (name === 'shelf' ? address : undefined),
  pid: (name) => (name === 'shelf' ? process.pid : undefined),
})

const stateWith = (counters: () => Promise<Record<string, number>>): State => ({
  unrest: async () => null,
  check: async () => [],
  close: async () => {},
  counters,
})

test('the cost of a load is the growth of every counter per unit of work', async () => {
  answer = page(10, 100)
  let bytes = 500
  const read = await openMeter(
    system(),
    stateWith(async () => ({ 'Store bytes': bytes })),
  )
  answer = page(30, 180)
  bytes = 900
  const usage = await read()
  expect(Object.keys(usage.processes)).toEqual(['shelf'])
  expect(usage.processes.shelf).toMatchObject({ statements: 80, requests: 20, published: 20, handled: 0 })
  expect(usage.hops['shelf: readBook']).toMatchObject({ count: 20 })
  expect(costsPerUnit(usage, 20)).toMatchObject({
    'SQL statements': 4,
    'HTTP requests answered': 1,
    'Events published': 1,
    'Events handled': 0,
    'Store bytes': 20,
  })
})

test('the lag of an event loop excludes its sampling interval', async () => {
  answer = page(1, 1)
  const read = await openMeter(
    system(),
    stateWith(async () => ({})),
  )
  const { shelf } = (await read()).processes
  expect(shelf?.lagP99Ms).toBeCloseTo(12)
  expect(shelf?.lagMaxMs).toBeCloseTo(50)
})

test('a restarted process counts from zero', async () => {
  answer = page(10, 100)
  const read = await openMeter(
    system(),
    stateWith(async () => ({})),
  )
  answer = page(2, 7)
  expect((await read()).processes.shelf).toMatchObject({ statements: 7, requests: 5 })
})

test('there are no costs per unit without units', async () => {
  answer = page(1, 1)
  const read = await openMeter(
    system(),
    stateWith(async () => ({ 'Store bytes': 1 })),
  )
  expect(costsPerUnit(await read(), 0)).toEqual({})
})

test('an unreachable store costs the figures, not the load', async () => {
  answer = page(1, 1)
  const away = async (): Promise<Record<string, number>> => {
    throw new Error('connection refused')
  }
  const read = await openMeter(system(), stateWith(away))
  expect((await read()).stores).toEqual({})
})
