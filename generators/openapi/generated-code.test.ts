import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { CallFailure, createTransport, type Transport } from '#platform/http/client.ts'
import { responseChecker } from '#platform/http/conformance.ts'
import { problemType } from '#platform/http/problem.ts'
import { createHttpServer, listen } from '#platform/http/server.ts'
import { addBook, checkShelf, followReader, listBooks, selectBooks } from './fixtures/golden/client.ts'
import { responses } from './fixtures/golden/responses.ts'
import { type Handlers, registerBookShelf } from './fixtures/golden/server.ts'

// Runs the golden files: the generated client calls the generated server over a real connection.

const reader = '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f'
const known = new Set<string>()

const handlers: Handlers = {
  listBooks: async ({ query }) => ({ status: 200, body: { elements: [], next_cursor: `${query.limit}` } }),
  addBook: async ({ body }) => {
    if (known.has(body.title))
      return { status: 409, body: { type: problemType('known'), title: 'known', status: 409, book_id: 1 } }
    known.add(body.title)
    return { status: 201, headers: { location: '/x' }, body: { book_id: 1, title: body.title, state: 'on_shelf' } }
  },
  selectBooks: async ({ query }) => ({
    status: 200,
    body: query.book_id.map((book_id) => ({ book_id, title: 't', state: 'lent' })),
  }),
  followReader: async ({ path }) => ({
    status: 200,
    stream: (async function* () {
      yield `data: ${path.reader}\n\n`
    })(),
  }),
  checkShelf: async () => ({ status: 204 }),
}

const metrics = createMetrics({ name: 'test' })
const log = createLog({ name: 'test', level: 'silent' })
const server = createHttpServer({
  name: 'test',
  log,
  metrics,
  gatewaySecret: 's',
  ready: async () => {},
  verifyToken: () => ({ id: 'boss', role: 'librarian' }),
})
let transport: Transport

beforeAll(async () => {
  // Plays the gateway, which adds the secret and the caller.
  server.server.prependListener('request', (request) => {
    request.headers['x-gateway-secret'] = 's'
    request.headers['x-consumer-username'] = 'application-desk'
  })
  registerBookShelf(server, handlers)
  const baseUrl = await listen(server, { host: '127.0.0.1', port: 0 })
  transport = createTransport({ baseUrl, apiKey: 'k', metrics, log })
})
afterAll(async () => {
  await transport.close()
  await server.close()
})

describe('the generated client and the generated server agree on', () => {
  test('defaults of a query', async () => {
    expect(await listBooks(transport)).toMatchObject({ status: 200, body: { next_cursor: '20' } })
    expect(await listBooks(transport, { query: { limit: 5 } })).toMatchObject({ body: { next_cursor: '5' } })
  })

  test('lists in a query', async () => {
    const answer = await selectBooks(transport, { query: { book_id: [3, 1] } })
    expect(answer.body.map(({ book_id }) => book_id)).toEqual([3, 1])
  })

  test('results that differ by status', async () => {
    const options = { idempotencyKey: 'key-12345678', token: 't' }
    const first = await addBook(transport, { body: { title: 'a' } }, options)
    if (first.status !== 201) expect.unreachable()
    expect(first.body.state).toBe('on_shelf')
    const second = await addBook(transport, { body: { title: 'a' } }, options)
    if (second.status !== 409) expect.unreachable()
    expect(second.body.type === 'urn:sagabench:problem:known' && second.body.book_id).toBe(1)
  })

  test('optional request bodies and empty responses', async () => {
    expect(await checkShelf(transport)).toMatchObject({ status: 204 })
  })

  test('streams', async () => {
    const answer = await followReader(transport, { path: { reader } })
    if (answer.status !== 200) expect.unreachable()
    let text = ''
    for await (const chunk of answer.stream) text += chunk
    expect(text).toBe(`data: ${reader}\n\n`)
  })

  test.each([
    ['known', { book_id: 1 }, undefined],
    ['shelf-full', {}, undefined],
    ['known', {}, /book_id/],
    ['shelf-empty', {}, /must/],
  ] as const)('members and types of problems: %s with %j', (slug, members, wrong) => {
    const body = JSON.stringify({ type: problemType(slug), title: 't', status: 409, ...members })
    const answered = { operationId: 'addBook', status: 409, mediaType: 'application/problem+json', body }
    const found = responseChecker(responses)(answered)
    if (wrong === undefined) expect(found).toBeUndefined()
    else expect(found).toMatch(wrong)
  })

  test('the schema of a problem, which the operations share', () => {
    const [one, other] = [responses.listBooks, responses.addBook].map(
      (answers) => answers?.[503]?.['application/problem+json'],
    )
    expect(one).toBeDefined()
    expect(other).toBe(one)
  })

  test('failures: the client throws for an undocumented response', async () => {
    const failure = await addBook(transport, { body: { title: 'b' } }, { token: 't' }).catch((error) => error)
    expect(failure).toBeInstanceOf(CallFailure)
    expect(failure).toMatchObject({
      status: 400,
      effect: 'none',
      body: { errors: [{ field: 'idempotency-key', rule: 'required' }] },
    })
  })
})
