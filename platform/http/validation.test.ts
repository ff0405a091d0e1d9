import { describe, expect, test } from 'vitest'
import { ask, owner } from './testing.ts'

const post = (payload: string | Buffer | object, headers = {}, url = '/boxes/') =>
  ask({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k-12345678', ...headers },
  })
const good = { id: owner, size: 3 }
const text = (body: object) => JSON.stringify(body)

describe('bodies', () => {
  test('a valid body reaches the handler, and the client gets its answer with its headers', async () => {
    const answer = await post(good)
    expect(answer).toMatchObject({
      status: 201,
      body: good,
      mediaType: 'application/json',
      headers: { location: `/boxes/${owner}` },
    })
  })

  test.each([
    ['a number as text', { ...good, size: '3' }, '/size', 'type'],
    ['a number in a list', { ...good, size: [3] }, '/size', 'type'],
    ['a boolean as number', { ...good, size: true }, '/size', 'type'],
    ['a fraction', { ...good, size: 1.5 }, '/size', 'type'],
    ['a value above its limit', { ...good, size: 101 }, '/size', 'maximum'],
    ['an unknown field', { ...good, prix: 1 }, '/prix', 'additionalProperties'],
    ['a missing field', { id: owner }, '/size', 'required'],
    ['a deep wrong value', { ...good, parts: [1, 0] }, '/parts/1', 'minimum'],
    ['a wrong format', { ...good, id: 'x' }, '/id', 'format'],
    ['a UUID as a URN, which Postgres rejects', { ...good, id: `urn:uuid:${owner}` }, '/id', 'format'],
    ['a UUID in braces, which Postgres accepts', { ...good, id: `{${owner}}` }, '/id', 'format'],
    ['a UUID and a line feed', { ...good, id: `${owner}\n` }, '/id', 'format'],
    ['an array instead of an object', [good], '/', 'type'],
    ['__proto__ as a member', `{"__proto__":{},"id":"${owner}","size":3}`, '/__proto__', 'additionalProperties'],
    ['a repeated member', `{"id":"${owner}","size":3,"size":4}`, '/', 'duplicate-member'],
    ['an escaped NUL', `{"id":"${owner}","size":3,"label":"a\\u0000"}`, '/', 'nul'],
    ['a lone surrogate', `{"id":"${owner}","size":3,"label":"\\ud800"}`, '/', 'surrogate'],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), '/', 'utf-8'],
    ['no JSON', '{"id":', '/', 'json'],
    ['null', 'null', '/', 'type'],
    ['nesting without end', '['.repeat(10_000), '/', 'depth'],
  ])('%s is rejected, naming field and rule', async (_what, payload, field, rule) => {
    const answer = await post(payload)
    expect(answer.status).toBe(400)
    expect(answer.mediaType).toBe('application/problem+json')
    expect(answer.body).toMatchObject({ type: 'urn:sagabench:problem:validation', status: 400 })
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ field, rule, message: expect.any(String) }))
  })

  test('a text with a surrogate pair is accepted', async () => {
    expect((await post(`{"id":"${owner}","size":3,"label":"\\ud83d\\ude00"}`)).status).toBe(201)
  })

  test.each([
    ['as it is', (label: string) => text({ ...good, label })],
    ['in escapes', (label: string) => text({ ...good, label }).replaceAll('\u0301', '\\u0301')],
  ])(
    'a text reaches the handler in composed form, and its limit counts composed letters, sent %s',
    async (_how, sent) => {
      const decomposed = 'e\u0301'
      expect((await post(sent(decomposed))).body).toEqual({ ...good, label: 'é' })
      expect((await post(sent(decomposed.repeat(20)))).status).toBe(201)
      expect((await post(sent(decomposed.repeat(21)))).status).toBe(400)
    },
  )

  test('a body may be absent only if the operation allows it', async () => {
    expect((await ask({ method: 'POST', url: '/boxes/open/' })).body).toMatchObject({ body: null })
    expect((await ask({ method: 'POST', url: '/boxes/', headers: { 'idempotency-key': 'k-12345678' } })).status).toBe(
      400,
    )
  })

  test('another media type is 415, a body over 64 KiB is 413', async () => {
    expect(await post('<a/>', { 'content-type': 'application/xml' })).toMatchObject({
      status: 415,
      body: { status: 415 },
    })
    expect(await post(text({ label: 'x'.repeat(70_000) }))).toMatchObject({ status: 413, body: { status: 413 } })
  })

  test('a missing required header is named', async () => {
    const answer = await post(good, { 'idempotency-key': 'short' })
    expect(answer.body.errors).toMatchObject([{ field: 'idempotency-key', rule: 'minLength' }])
  })
})

describe('paths and queries', () => {
  test('parameters are converted, defaults filled in, lists split', async () => {
    const answer = await ask({ method: 'GET', url: '/boxes/?all=true&ids=1,2,3' })
    expect(answer.body.query).toEqual({ limit: 20, all: true, ids: [1, 2, 3] })
  })

  test.each([
    ['0', 0],
    ['5', 5],
    ['-5', -5],
    ['0.0', 0],
    ['0.5', 0.5],
    ['-0.25', -0.25],
    ['10.50', 10.5],
    ['1000', 1000],
  ])('a fractional number is accepted only as a plain decimal: %s', async (text, weight) => {
    expect((await ask({ method: 'GET', url: `/boxes/?weight=${text}` })).body.query).toEqual({ limit: 20, weight })
  })

  test.each([
    'limit=0',
    'limit=1e1',
    'limit=0x10',
    'limit=+5',
    'limit=05',
    'limit=',
    'limit=1&limit=2',
    'limit=%205',
    'limit=5%0A',
    'limit=5.0',
    'limit=-0',
    'limit=1_0',
    'limit=%D9%A5', // an Arabic 5
    'limit=99999999999999999999',
    'weight=',
    'weight=%2B5',
    'weight=1e1',
    'weight=0x10',
    'weight=0b1',
    'weight=.5',
    'weight=5.',
    'weight=%205',
    'weight=5%20',
    'weight=5%0A',
    'weight=-0',
    'weight=-0.0',
    'weight=05',
    'weight=--5',
    'weight=1,5',
    'weight=Infinity',
    'weight=NaN',
    'weight=0.0000000000000000000000000001',
    `weight=${'9'.repeat(400)}`,
    'weight=1001',
    'all=TRUE',
    'all=1',
    'all=',
    'all=%20true',
    'all=true%0A',
    'ids=',
    'ids=1,',
    'ids=1,%202',
    'ids=1,1e0',
    'ids=1,x',
    'all=yes',
    'sort=up',
    'all=%00',
  ])('?%s is rejected', async (query) => {
    const answer = await ask({ method: 'GET', url: `/boxes/?${query}` })
    expect(answer).toMatchObject({ status: 400, body: { status: 400 } })
  })

  test('another method is 405 with Allow, another path 404, both as problems', async () => {
    for (const method of ['DELETE', 'PATCH', 'TRACE'] as const)
      expect(await ask({ method: method as 'DELETE', url: '/boxes/' })).toMatchObject({
        status: 405,
        mediaType: 'application/problem+json',
        headers: { allow: 'GET, HEAD, POST' },
      })
    expect(await ask({ method: 'GET', url: '/nothing/' })).toMatchObject({
      status: 404,
      body: { type: 'urn:sagabench:problem:not-found' },
    })
  })
})
