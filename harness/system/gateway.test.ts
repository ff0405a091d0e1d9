import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Gateway, prepareGateway } from './gateway.ts'
import { createSupervisor, logFile, type Supervisor } from './processes.ts'

type Answer = { status: number; headers: IncomingHttpHeaders; text: string }

const projectRoot = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'sagabench-gateway-'))
chmodSync(folder, 0o711) // as the folder of a run: started by root, workers are another user
const targets = new Map<string, Server>()
type Seen = { target: string; headers: IncomingHttpHeaders; url: string; method: string; from: number }
const seen: Seen[] = []
const addresses = new Map<string, string>()
let supervisor: Supervisor
let gateway: Gateway
let port = 0

/** A service that returns the request it got; /…/slow answers late, /…/drop breaks the connection, /…/stream sends in three parts. */
const startTarget = async (name: string, at = 0): Promise<void> => {
  const server = createServer((incoming, outgoing) => {
    const { headers, url = '', method = '', socket } = incoming
    seen.push({ target: name, headers, url, method, from: socket.remotePort ?? 0 })
    if (incoming.url?.endsWith('/slow')) setTimeout(() => outgoing.end('late'), 1_500)
    else if (incoming.url?.endsWith('/drop')) incoming.socket.destroy()
    else if (incoming.url?.endsWith('/stream')) {
      outgoing.write('first ')
      setTimeout(() => outgoing.write('second '), 100)
      setTimeout(() => outgoing.end('last'), 1_000)
    } else if (incoming.url?.endsWith('/refuse')) outgoing.writeHead(409, { 'content-type': 'text/x' }).end('own words')
    else outgoing.end(name)
  }).listen(at, '127.0.0.1')
  await once(server, 'listening')
  targets.set(name, server)
  addresses.set(`${name}:80`, `127.0.0.1:${(server.address() as AddressInfo).port}`)
}

const stopTarget = async (name: string): Promise<void> => {
  const server = targets.get(name)
  server?.closeAllConnections()
  await new Promise((done) => server?.close(done))
}

const freePort = async (): Promise<number> => {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: free } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return free
}

/** Sends a request over a new connection: at a reload, nginx closes idle ones, maybe while a request is on its way. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> =>
  new Promise((done, failed) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (incoming) => {
      let text = ''
      incoming.on('data', (data) => {
        text += data
      })
      incoming.on('end', () => done({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }))
    })
    outgoing.on('error', failed)
    outgoing.end(body)
  })

const key = { 'X-API-Key': 'application-key' }

beforeAll(async () => {
  for (const name of ['pool-1', 'pool-2', 'wide', 'narrow']) await startTarget(name)
  port = await freePort()
  supervisor = createSupervisor(folder, () => {})
  gateway = prepareGateway({
    name: 'gateway',
    projectRoot,
    folder,
    port,
    kongFile: join(import.meta.dirname, '../gateway/fixtures/kong.yml'),
    variables: { APPLICATION_KEY: 'application-key' },
    addresses: () => addresses,
    logFile: logFile(folder, 'gateway'),
  })
  await supervisor.launch(gateway.launch)
})

afterAll(async () => {
  await supervisor.stop(['gateway'])
  await supervisor.close()
  for (const name of targets.keys()) await stopTarget(name)
  rmSync(folder, { recursive: true })
})

const expectProblem = (answer: Answer, status: number, type: string): void => {
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(JSON.parse(answer.text)).toMatchObject({ status, type })
}

test('a caller without a key, or with an unknown one, is refused and never reaches a service', async () => {
  const before = seen.length
  expectProblem(await ask('/api/shared/x'), 401, 'urn:sagabench:problem:unauthenticated')
  expectProblem(await ask('/api/shared/x', { 'X-API-Key': 'wrong' }), 401, 'urn:sagabench:problem:unauthenticated')
  expectProblem(await ask('/api/shared/x?X-API-Key=application-key'), 401, 'urn:sagabench:problem:unauthenticated')
  expect(seen.length).toBe(before)
})

test('the service learns who calls from the gateway alone; what a client claims is replaced', async () => {
  const claims = { 'X-Consumer-Username': 'admin', 'X-Consumer-ID': '1', 'X-Consumer-Custom-ID': '2' }
  await ask('/api/shared/x', { ...key, ...claims, 'X-Gateway-Secret': 'guessed', 'X-Credential-Identifier': '3' })
  const headers = seen.at(-1)?.headers ?? {}
  expect(headers['x-consumer-username']).toBe('application')
  expect(headers['x-gateway-secret']).toBe('secret-of-wide')
  for (const name of ['x-api-key', 'x-consumer-id', 'x-consumer-custom-id', 'x-credential-identifier']) {
    expect(headers[name]).toBeUndefined()
  }
})

test('a service gets the secret that is its own, or the common one', async () => {
  for (const [path, secret] of [
    ['/api/shared/x', 'secret-of-wide'],
    ['/api/shared/part/x', 'secret-of-all-others'],
    ['/api/shared/part', 'secret-of-wide'],
  ] as const) {
    await ask(path, { ...key, 'X-Gateway-Secret': 'guessed' })
    expect([path, seen.at(-1)?.headers['x-gateway-secret']]).toEqual([path, secret])
  }
})

test('the service learns the address of the caller from the gateway; what a client claims is replaced', async () => {
  for (const name of ['X-Real-IP', 'X-Forwarded-For', 'x_real_ip'])
    await ask('/api/shared/x', { ...key, [name]: '192.0.2.7' })
  for (const { headers } of seen.slice(-3)) {
    expect([headers['x-real-ip'], headers['x-forwarded-for']]).toEqual(['127.0.0.1', '127.0.0.1'])
  }
})

test('the longest prefix decides which service is called', async () => {
  expect((await ask('/api/shared/x', key)).text).toBe('wide')
  expect((await ask('/api/shared/part/x', key)).text).toBe('narrow')
  expect((await ask('/api/shared/partial', key)).text).toBe('wide')
  expect((await ask('/api/shared/part', key)).text).toBe('wide')
})

test('an address outside all routes is not found, key or not', async () => {
  for (const path of ['/', '/api/', '/api/pool', '/metrics', '/api/poolside/x']) {
    expectProblem(await ask(path, key), 404, 'urn:sagabench:problem:not-found')
  }
})

test('path, query and method arrive as they were sent', async () => {
  await ask('/api/shared/a%2Fb//c?q=%C3%A9&q=2', key, 'DELETE')
  expect(seen.at(-1)).toMatchObject({ method: 'DELETE', url: '/api/shared/a%2Fb//c?q=%C3%A9&q=2' })
})

test('a route is looked up by the resolved path, with repeated slashes as they are', async () => {
  for (const path of ['/api/shared/./x', '/api/pool/../shared/x', '/api/%73hared/x', '/api/shared/part/..//x'])
    expect([path, (await ask(path, key)).text, seen.at(-1)?.url]).toEqual([path, 'wide', path])
  for (const path of ['//api/shared/x', '/api//shared/x', '/API/shared/x', '/api/shared/../x'])
    expect([path, (await ask(path, key)).status]).toEqual([path, 404])
})

test('a connection to a service is used again', async () => {
  await ask('/api/shared/part/x', key)
  const first = seen.at(-1)?.from
  await ask('/api/shared/part/x', key)
  expect(seen.at(-1)?.from).toBe(first)
})

test('a correlation id is kept or created, and passed to both sides', async () => {
  const kept = await ask('/api/shared/x', { ...key, 'X-Correlation-ID': 'mine-1' })
  expect(kept.headers['x-correlation-id']).toBe('mine-1')
  expect(seen.at(-1)?.headers['x-correlation-id']).toBe('mine-1')
  const made = await ask('/api/shared/x', key)
  expect(made.headers['x-correlation-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(seen.at(-1)?.headers['x-correlation-id']).toBe(made.headers['x-correlation-id'])
  expect((await ask('/nowhere', { 'X-Correlation-ID': 'mine-2' })).headers['x-correlation-id']).toBe('mine-2')
})

test('a consumer over its limit gets a Retry-After header; others are not affected', async () => {
  const limited = { 'X-API-Key': 'limited-key' }
  const answers: Answer[] = []
  for (let count = 0; count < 6; count += 1) answers.push(await ask('/api/shared/x', limited))
  expect(answers.filter(({ status }) => status === 200).length).toBe(3)
  const refused = answers.at(-1) as Answer
  expectProblem(refused, 429, 'urn:sagabench:problem:too-many-requests')
  expect(refused.headers['retry-after']).toBe('20')
  expect((await ask('/api/shared/x', key)).status).toBe(200)
})

test('a route with a limit by address counts every caller there together, and nothing else', async () => {
  const limited = { 'X-API-Key': 'limited-key' }
  const answers: Answer[] = []
  for (const headers of [key, limited, key, limited, key, limited])
    answers.push(await ask(answers.length % 2 === 0 ? '/api/shared/door/' : '/api/shared/gate/', headers, 'POST'))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429])
  for (const refused of answers.slice(4)) {
    expectProblem(refused, 429, 'urn:sagabench:problem:too-many-requests')
    expect(refused.headers['retry-after']).toBe('15')
  }
  expect((await ask('/api/shared/%64oor/?again', key)).status).toBe(429)
  for (const path of ['/api/shared/door', '/api/shared/door/x', '/api/shared/doors/', '/api/shared/Door/'])
    expect([path, (await ask(path, key)).status]).toEqual([path, 200])
  expect((await ask('/api/shared/door/')).status).toBe(401)
})

test('a body over the limit is refused', async () => {
  const answer = await ask('/api/shared/x', key, 'POST', 'x'.repeat(70_000))
  expectProblem(answer, 413, 'urn:sagabench:problem:payload-too-large')
})

test('what a service answers passes unchanged, problems too', async () => {
  const answer = await ask('/api/shared/refuse', key)
  expect(answer).toMatchObject({ status: 409, text: 'own words' })
  expect(answer.headers['content-type']).toBe('text/x')
})

test('an answer in parts is passed on part by part where the route asks for it', async () => {
  const begin = performance.now()
  const secondMs = await new Promise<number>((done) => {
    request({ host: '127.0.0.1', port, path: '/api/shared/part/stream', headers: key }, (incoming) => {
      incoming.on('data', (data) => {
        if (String(data).includes('second')) done(performance.now() - begin)
      })
    }).end()
  })
  expect(secondMs).toBeLessThan(900)
})

test('a service that does not answer in time is a 504, one that breaks off a 502: the effect is unknown', async () => {
  expectProblem(await ask('/api/shared/slow', key, 'POST'), 504, 'about:blank')
  const before = seen.length
  expectProblem(await ask('/api/shared/drop', key, 'POST'), 502, 'about:blank')
  expect(seen.length).toBe(before + 1)
})

test('a service that is not there is a 503: nothing was sent, so the request may be repeated', async () => {
  const at = Number(addresses.get('wide:80')?.split(':')[1])
  await stopTarget('wide')
  const answer = await ask('/api/shared/x', key, 'POST')
  expectProblem(answer, 503, 'urn:sagabench:problem:unavailable')
  expect(answer.headers['retry-after']).toBe('1')
  await startTarget('wide', at)
  expect((await ask('/api/shared/x', key, 'POST')).status).toBe(200)
})

/** A target that failed is left out for a second: waits until both are asked again. */
const bothTargets = (): Promise<void> =>
  vi.waitFor(
    async () => {
      const answers = [await ask('/api/pool/x', key), await ask('/api/pool/x', key)]
      expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['pool-1', 'pool-2']))
    },
    { timeout: 10_000 },
  )

test('an unsafe request that was sent is never sent again, a safe one is tried at the next target', async () => {
  await bothTargets()
  const before = seen.length
  expect((await ask('/api/pool/drop', key, 'POST')).status).toBe(502)
  expect(seen.length).toBe(before + 1)
  await bothTargets()
  const between = seen.length
  expect((await ask('/api/pool/drop', key, 'GET')).status).toBe(502)
  expect(seen.length).toBe(between + 2)
})

test('targets of an upstream take turns, and one that is gone is left out without an error', async () => {
  await bothTargets()
  await stopTarget('pool-1')
  for (let count = 0; count < 6; count += 1) {
    const answer = await ask('/api/pool/x', key, count % 2 === 0 ? 'GET' : 'POST')
    expect(answer).toMatchObject({ status: 200, text: 'pool-2' })
  }
})

test('a service can be reached elsewhere after a reload, and requests in progress end well', async () => {
  const before = seen.length
  const inProgress = ask('/api/shared/part/stream', key)
  await expect.poll(() => seen.slice(before).map(({ url }) => url)).toEqual(['/api/shared/part/stream'])
  await startTarget('elsewhere')
  addresses.set('wide:80', addresses.get('elsewhere:80') ?? '')
  await gateway.reload(supervisor.pid('gateway') ?? 0)
  expect((await ask('/api/shared/x', key)).text).toBe('elsewhere')
  expect((await inProgress).text).toBe('first second last')
})
