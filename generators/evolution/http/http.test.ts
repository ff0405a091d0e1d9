import { expect, it } from 'vitest'
import { differencesOf } from '../compare.ts'
import { edited, findingsOf, fixtures } from '../testing.ts'

const list = ['paths', '/books/', 'get']
const add = ['paths', '/books/', 'post']
const answer = [...list, 'responses', '200', 'content', 'application/json', 'schema', 'properties']

it.each<[string, (string | number)[], unknown, string[]]>([
  ['a removed caller', [...list, 'x-callers'], ['service-desk'], ['breaking caller-removed GET /books/']],
  [
    'a new list of callers',
    ['paths', '/books/{book_id}/', 'delete', 'x-callers'],
    ['service-desk'],
    ['breaking callers-closed DELETE /books/{book_id}/'],
  ],
  [
    'a parameter that becomes required',
    [...list, 'parameters', 0, 'required'],
    true,
    ['breaking parameter-required-changed GET /books/ query parameter limit'],
  ],
  [
    'a changed default',
    [...list, 'parameters', 0, 'schema', 'default'],
    30,
    ['breaking default-changed GET /books/ query parameter limit'],
  ],
  [
    'a tightened limit',
    [...list, 'parameters', 0, 'schema', 'maximum'],
    50,
    ['breaking limit-tightened GET /books/ query parameter limit'],
  ],
  [
    'a removed parameter',
    [...list, 'parameters', 0],
    undefined,
    ['breaking parameter-removed GET /books/ query parameter limit'],
  ],
  [
    'the serialization of a referenced parameter',
    ['components', 'parameters', 'Order', 'explode'],
    true,
    ['breaking style-changed GET /books/ query parameter order'],
  ],
  [
    'a parameter of a path, for each of its operations',
    ['paths', '/books/', 'parameters', 0, 'schema', 'maxLength'],
    20,
    [
      'breaking limit-tightened GET /books/ header parameter X-Trace',
      'breaking limit-tightened POST /books/ header parameter X-Trace',
    ],
  ],
  [
    'a new enum value in a response',
    [...answer, 'state', 'enum'],
    ['open', 'done', 'gone'],
    ['breaking value-added GET /books/ 200 application/json/state'],
  ],
  [
    'a removed response header',
    [...list, 'responses', '200', 'headers', 'X-Count'],
    undefined,
    ['breaking response-header-removed GET /books/ 200 header x-count'],
  ],
  [
    'a status split off from a range',
    [...list, 'responses', '404'],
    { description: 'A problem.' },
    ['breaking response-media-type-removed GET /books/ 404', 'compatible refusal-added GET /books/ 404'],
  ],
  [
    'a new success status',
    [...list, 'responses', '202'],
    { description: 'Later.' },
    ['breaking response-status-added GET /books/ 202'],
  ],
  ['a removed security requirement', [...add, 'security', 1], undefined, ['breaking security-removed POST /books/']],
  ['a server', ['servers', 0, 'url'], 'http://other', ['breaking server-removed /', 'compatible server-added /']],
  ['the name of an operation', [...list, 'operationId'], 'readBooks', ['breaking operation-id-changed GET /books/']],
  [
    'a refusal that replaces another',
    [...add, 'responses', '409', 'x-problems'],
    ['book-known', 'no-room'],
    ['breaking refusal-removed POST /books/ 409 shelf-full', 'compatible refusal-added POST /books/ 409 no-room'],
  ],
  [
    'whether a failure had an effect',
    [...add, 'responses', '409', 'x-failure'],
    'unknown',
    ['breaking failure-changed POST /books/ 409'],
  ],
  [
    'another role',
    [...add, 'x-roles'],
    ['apprentice'],
    ['breaking role-removed POST /books/', 'compatible role-added POST /books/'],
  ],
  ['an additional role', [...add, 'x-roles'], ['librarian', 'apprentice'], ['compatible role-added POST /books/']],
  ['no own list of roles', [...add, 'x-roles'], undefined, ['compatible role-added POST /books/']],
  [
    'a first list of roles',
    ['paths', '/books/{book_id}/', 'delete', 'x-roles'],
    ['librarian'],
    ['breaking roles-closed DELETE /books/{book_id}/'],
  ],
  ['the owner of an id', [...add, 'x-owner'], 'reader_id', ['breaking owner-changed POST /books/']],
  [
    'the promise that an operation has no effect',
    ['paths', '/books/{book_id}/', 'delete', 'x-effect'],
    undefined,
    ['breaking effect-changed DELETE /books/{book_id}/'],
  ],
  [
    'a removed operation',
    ['paths', '/books/{book_id}/'],
    undefined,
    ['breaking operation-removed DELETE /books/{book_id}/'],
  ],
  [
    'a body that is no longer accepted',
    [...add, 'requestBody'],
    undefined,
    ['breaking request-body-changed POST /books/'],
  ],
  [
    'the body of a webhook',
    [
      'webhooks',
      'bookMoved',
      'post',
      'requestBody',
      'content',
      'application/json',
      'schema',
      'properties',
      'row',
      'type',
    ],
    'number',
    ['breaking type-added webhook bookMoved post request application/json/row'],
  ],
  [
    'a removed optional field of a response',
    [...answer, 'size'],
    undefined,
    ['breaking optional-property-removed GET /books/ 200 application/json/size'],
  ],
])('%s is classified', (_what, path, value, expected) => {
  const texts = findingsOf('http', path, value).filter((one) => !one.startsWith('documentation'))
  expect(texts).toEqual(expected)
})

it.each<[string, (string | number)[], unknown, string[]]>([
  [
    'a removed enum value in a response',
    [...answer, 'state', 'enum'],
    ['open'],
    ['compatible value-removed GET /books/ 200 application/json/state'],
  ],
  [
    'a new optional field of a request',
    ['components', 'schemas', 'NewBook', 'properties', 'colour'],
    { type: 'string' },
    ['compatible optional-property-added POST /books/ request application/json/colour'],
  ],
  [
    'a refusal removed without a replacement',
    [...add, 'responses', '409', 'x-problems'],
    ['book-known'],
    ['compatible refusal-removed POST /books/ 409 shelf-full'],
  ],
  [
    'a new optional parameter',
    [...list, 'parameters', 2],
    { name: 'after', in: 'query', schema: { type: 'string' } },
    ['compatible optional-parameter-added GET /books/ query parameter after'],
  ],
])('%s is compatible', (_what, path, value, expected) => {
  expect(findingsOf('http', path, value)).toEqual(expected)
})

it('a change that is breaking in a request is compatible in a response, and vice versa', () => {
  const title = ['components', 'schemas', 'NewBook', 'properties', 'title', 'minLength']
  expect(findingsOf('http', title, 2)).toEqual(['breaking limit-tightened POST /books/ request application/json/title'])
  expect(findingsOf('http', title, 0)).toEqual([
    'compatible limit-loosened POST /books/ request application/json/title',
  ])
  expect(findingsOf('http', [...answer, 'size', 'type'], 'integer')).toEqual([
    'compatible type-removed GET /books/ 200 application/json/size',
  ])
  expect(findingsOf('http', [...answer, 'size', 'type'], ['integer', 'null', 'string'])).toEqual([
    'breaking type-added GET /books/ 200 application/json/size',
  ])
})

it('weaker protection is unknown, so that a person reviews it', () => {
  expect(findingsOf('http', [...add, 'security', 0, 'staffToken'], undefined)).toEqual([
    'unknown security-weakened POST /books/',
  ])
  expect(findingsOf('http', [...list, 'security'], [])).toEqual(['unknown security-weakened GET /books/'])
  expect(findingsOf('http', [...list, 'x-callers'], undefined)).toEqual(['unknown callers-opened GET /books/'])
  expect(findingsOf('http', [...add, 'security', 2], { gatewayKey: [], caseToken: [] })).toEqual([
    'compatible security-added POST /books/',
  ])
})

it('a security scheme redefined under its old name is breaking, and the text shows both definitions', () => {
  const now = edited(fixtures.http, ['components', 'securitySchemes', 'gatewayKey', 'name'], 'X-Key')
  const closed = differencesOf(fixtures.http, now).find(({ rule }) => rule === 'security-removed')
  expect(closed).toMatchObject({ kind: 'breaking', place: 'GET /books/' })
  expect(closed?.text).toMatch(/gatewayKey was .*X-API-Key.*, is .*X-Key/)
})

it('an API that becomes planned is breaking; a planned API that gets a service is compatible', () => {
  const planned = edited(fixtures.http, ['x-status'], 'planned')
  const rules = (old: unknown, now: unknown) => differencesOf(old, now).map(({ kind, rule }) => `${kind} ${rule}`)
  expect(rules(fixtures.http, planned)).toEqual(['breaking status-changed'])
  expect(rules(planned, fixtures.http)).toEqual(['compatible status-changed'])
  expect(rules(fixtures.http, edited(fixtures.http, ['x-status'], 'soon'))).toEqual(['unknown no-rule'])
})

it('renaming path parameters or changing the case of headers is compatible', () => {
  const { '/books/{book_id}/': item, ...paths } = fixtures.http.paths as Record<string, object>
  const renamed = edited(
    edited(fixtures.http, ['paths'], { ...paths, '/books/{id}/': item }),
    [...['paths', '/books/{id}/', 'delete', 'parameters', 0, 'name']],
    'id',
  )
  const rules = differencesOf(fixtures.http, renamed).map(({ kind, rule }) => `${kind} ${rule}`)
  expect(new Set(rules)).toEqual(new Set(['compatible path-parameter-renamed', 'documentation documentation']))
  expect(findingsOf('http', ['paths', '/books/', 'parameters', 0, 'name'], 'x-trace')).toEqual([])
})

it('removing a caller affects only that caller', () => {
  const now = edited(fixtures.http, [...list, 'x-callers'], ['service-desk'])
  expect(differencesOf(fixtures.http, now)[0]?.affected).toEqual(['service-shelf'])
  const tightened = edited(fixtures.http, [...list, 'parameters', 0, 'schema', 'maximum'], 50)
  expect(differencesOf(fixtures.http, tightened, () => ['a pact'])[0]?.affected).toEqual([
    'a pact',
    'service-desk',
    'service-shelf',
  ])
})

it.each<[string, (string | number)[], unknown]>([
  ['an extension of an operation', [...list, 'x-new'], 1],
  ['an extension of a path', ['paths', '/books/', 'x-new'], 1],
  ['a link', [...list, 'responses', '200', 'links'], { next: { operationId: 'addBook' } }],
  ['an encoding', [...add, 'requestBody', 'content', 'application/json', 'encoding'], { title: { style: 'form' } }],
  ['a dialect', ['jsonSchemaDialect'], 'https://example.org/dialect'],
  ['a different version of OpenAPI', ['openapi'], '3.2.0'],
  ['XML', [...answer, 'state', 'xml'], { attribute: true }],
  ['a malformed list of roles', [...add, 'x-roles'], 'librarian'],
  ['a malformed list of callers', [...list, 'x-callers'], 'service-desk'],
  ['a limit that is not a number', [...list, 'parameters', 0, 'schema', 'maximum'], Number.NaN],
  ['an infinite multipleOf', [...list, 'parameters', 0, 'schema', 'multipleOf'], Number.POSITIVE_INFINITY],
])('%s is unknown', (_what, path, value) => {
  expect(findingsOf('http', path, value)).toEqual([expect.stringMatching(/^unknown no-rule /)])
})

it('a duplicate parameter in one list is unknown', () => {
  const limit = { name: 'limit', in: 'query' }
  const once = edited(fixtures.http, [...list, 'parameters'], [{ ...limit, schema: { type: 'integer' } }])
  const twice = ['string', 'integer'].map((type) => ({ ...limit, schema: { type } }))
  const found = differencesOf(once, edited(once, [...list, 'parameters'], twice))
  expect(found.map(({ kind, rule, place }) => `${kind} ${rule} ${place}`)).toContainEqual(
    expect.stringMatching(/^unknown no-rule .*\/type$/),
  )
})
