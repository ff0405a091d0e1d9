import { expect, it } from 'vitest'
import { differencesOf } from '../compare.ts'
import { edited, findingsOf, fixtures } from '../testing.ts'

const moved = ['components', 'messages', 'Moved']
const payload = [...moved, 'payload', 'properties']
const at = 'books/Moved payload'
const type = (place: string): string[] => [`breaking type-removed ${place}`, `breaking type-added ${place}`]

it.each<[string, (string | number)[], unknown, string[]]>([
  ['the address of a channel', ['channels', 'books', 'address'], 'books.v2', ['breaking address-changed books']],
  ['a content type', [...moved, 'contentType'], 'text/plain', ['breaking content-type-changed books/Moved']],
  [
    'the default content type, for the messages without their own',
    ['defaultContentType'],
    'text/plain',
    ['breaking content-type-changed books/Lost'],
  ],
  ['a changed event id', [...moved, 'x-event-id'], '{state}:Moved', ['breaking event-id-changed books/Moved']],
  ['a name on the wire', [...moved, 'name'], 'BookMoved', ['breaking message-name-changed books/Moved']],
  [
    'a moved correlation id',
    [...moved, 'correlationId', 'location'],
    '$message.header#/span',
    ['breaking correlation-changed books/Moved correlation id'],
  ],
  [
    'a required header',
    [...moved, 'headers', 'required'],
    [],
    ['breaking property-became-optional books/Moved headers/tenant'],
  ],
  [
    'the type of a header',
    [...moved, 'headers', 'properties', 'tenant', 'type'],
    'integer',
    type('books/Moved headers/tenant'),
  ],
  [
    'a branch of oneOf behind a reference',
    ['components', 'schemas', 'Card', 'properties', 'number', 'type'],
    'integer',
    type(`${at}/by/number`),
  ],
  [
    'a schema used for map values and in allOf',
    ['components', 'schemas', 'Money', 'properties', 'cents', 'type'],
    'string',
    [...type(`${at}/fees/*/cents`), ...type(`${at}/parts/cents`)],
  ],
  [
    'a recursive schema',
    ['components', 'schemas', 'Tree', 'properties', 'leaf', 'type'],
    'integer',
    type(`${at}/tree/leaf`),
  ],
  ['a pattern property', [...payload, 'marks', 'patternProperties', '^m-', 'type'], 'string', type(`${at}/marks/^m-`)],
  ['an item of a tuple', [...payload, 'point', 'prefixItems', 1, 'type'], 'string', type(`${at}/point/1`)],
  [
    'an item added to a tuple',
    [...payload, 'point', 'prefixItems', 2],
    { type: 'number' },
    [`breaking opened ${at}/point/2`],
  ],
  ['the items after a tuple', [...payload, 'point', 'items'], true, [`breaking opened ${at}/point/*`]],
  [
    'a required field in a branch of allOf',
    [...payload, 'parts', 'allOf', 1, 'required'],
    ['cents', 'currency'],
    [`breaking property-became-required ${at}/parts/currency`],
  ],
  [
    'a new required field without a property schema',
    [...moved, 'payload', 'required'],
    ['book_id', 'state', 'by', 'seal', 'colour'],
    [`breaking property-became-required ${at}/colour`],
  ],
  [
    'a field without a property schema that is no longer required',
    [...moved, 'payload', 'required'],
    ['book_id', 'state', 'by'],
    [`breaking property-became-optional ${at}/seal`],
  ],
  ['a field called tags', [...payload, 'tags', 'type'], 'integer', type(`${at}/tags`)],
  ['a field called title', [...payload, 'title', 'type'], 'integer', type(`${at}/title`)],
  ['a field called example', [...payload, 'example', 'type'], 'integer', type(`${at}/example`)],
  ['a field called description', [...payload, 'description', 'type'], 'integer', type(`${at}/description`)],
  [
    'a condition',
    [...payload, 'when', 'if', 'properties', 'kind', 'const'],
    'b',
    [`breaking condition-changed ${at}/when`],
  ],
  [
    'the consequence of a condition',
    [...payload, 'when', 'then', 'required'],
    ['at', 'by'],
    [`breaking property-became-required ${at}/when/by`],
  ],
  ['a schema in not', [...payload, 'never', 'not', 'type'], 'integer', type(`${at}/never`)],
  ['a multiple', [...payload, 'pages', 'multipleOf'], 4, [`breaking multiple-changed ${at}/pages`]],
  ['a tightened limit', [...payload, 'pages', 'minimum'], 2, [`breaking limit-tightened ${at}/pages`]],
  ['a loosened limit', [...payload, 'book_id', 'maxLength'], 40, [`breaking limit-loosened ${at}/book_id`]],
  ['a removed enum value', [...payload, 'state', 'enum'], ['lent', 'returned'], [`breaking value-removed ${at}/state`]],
  [
    'an added enum value',
    [...payload, 'state', 'enum'],
    ['lent', 'returned', 'lost', 'sold'],
    [`breaking value-added ${at}/state`],
  ],
  [
    'a changed pattern, which no rule can compare',
    [...payload, 'book_id', 'pattern'],
    '^c-',
    [`unknown pattern-changed ${at}/book_id`],
  ],
  ['a raised event version', [...moved, 'x-event-version'], 3, ['breaking event-version-raised books/Moved']],
  ['a lowered event version', [...moved, 'x-event-version'], 1, ['breaking event-version-lowered books/Moved']],
  ['a removed message', ['channels', 'books', 'messages', 'Lost'], undefined, ['breaking message-removed books/Lost']],
  [
    'the removed last sender of a message',
    ['operations', 'deskSends'],
    undefined,
    [
      'compatible operation-removed send desk books',
      'breaking senders-changed books/Moved',
      'breaking senders-changed books/Lost',
    ],
  ],
  [
    'the group of a reader',
    ['operations', 'shelfReads', 'x-redis-stream', 'group'],
    'shelf2',
    ['breaking group-changed receive shelf books'],
  ],
  [
    'the stream of dead letters',
    ['channels', 'books', 'x-redis-stream', 'deadLetter'],
    'dead',
    ['breaking dead-letter-changed books'],
  ],
  ['a server', ['servers', 'bus', 'host'], 'bus2:6379', ['breaking server-changed server bus']],
  ['a lowered version of the document', ['info', 'version'], '0.9.0', ['breaking version-lowered info']],
])('%s is classified', (_what, path, value, expected) => {
  expect(findingsOf('events', path, value)).toEqual(expected)
})

it.each<[string, (string | number)[], unknown, string[]]>([
  [
    'a new optional field',
    [...payload, 'colour'],
    { type: 'string' },
    [`compatible optional-property-added ${at}/colour`],
  ],
  ['a removed optional field', [...payload, 'tags'], undefined, [`compatible optional-property-removed ${at}/tags`]],
  [
    'a removed reader',
    ['operations', 'shelfReads'],
    undefined,
    ['compatible operation-removed receive shelf books', 'compatible readers-changed books/Moved'],
  ],
  [
    'a changed number of deliveries',
    ['channels', 'books', 'x-redis-stream', 'maxDeliveries'],
    6,
    ['compatible delivery-changed books'],
  ],
  [
    'an unused schema',
    ['components', 'schemas', 'New'],
    { type: 'string' },
    ['compatible component-added /components/schemas/New'],
  ],
])('%s is compatible', (_what, path, value, expected) => {
  expect(findingsOf('events', path, value)).toEqual(expected)
})

it.each<[string, (string | number)[], unknown]>([
  ['a description in a branch of anyOf', [...payload, 'note', 'anyOf', 0, 'description'], 'Other words.'],
  ['a summary', [...moved, 'summary'], 'Other words.'],
  ['the description of a server', ['servers', 'bus', 'description'], 'Other words.'],
  ['the title of a payload', [...moved, 'payload', 'title'], 'BookMoved'],
])('%s is documentation', (_what, path, value) => {
  expect(findingsOf('events', path, value)).toEqual([expect.stringMatching(/^documentation documentation /)])
})

it.each<[string, (string | number)[], unknown]>([
  ['an extension of the document', ['x-new'], 1],
  ['an extension of a schema', [...payload, 'state', 'x-new'], 1],
  ['a binding', [...moved, 'bindings'], { redis: { a: 1 } }],
  ['a trait', [...moved, 'traits'], [{ contentType: 'text/plain' }]],
  ['a reply', ['operations', 'deskSends', 'reply'], { channel: {} }],
])('%s is unknown', (_what, path, value) => {
  expect(findingsOf('events', path, value)).toEqual([expect.stringMatching(/^unknown no-rule /)])
})

it('with a raised event version, a breaking change of the payload is compatible, one of the headers is not', () => {
  const raised = edited(fixtures.events, [...moved, 'x-event-version'], 3)
  const changed = edited(edited(raised, [...payload, 'pages', 'minimum'], 2), [...moved, 'headers', 'required'], [])
  expect(differencesOf(fixtures.events, changed).map(({ kind, rule }) => `${kind} ${rule}`)).toEqual([
    'breaking event-version-raised',
    'compatible limit-tightened',
    'breaking property-became-optional',
  ])
})

it('a change of a message or of its channel lists the readers as affected', () => {
  const affectedBy = (path: string[], value: unknown) =>
    differencesOf(fixtures.events, edited(fixtures.events, path, value))[0]?.affected
  expect(affectedBy([...payload, 'pages', 'minimum'], 2)).toEqual(['archive', 'shelf'])
  expect(affectedBy(['channels', 'books', 'address'], 'books.v2')).toEqual(['archive', 'shelf'])
  expect(affectedBy(['channels', 'books', 'messages', 'Lost'], undefined)).toEqual(['archive'])
})

it('moving a schema behind a reference, or inlining it, is no difference', () => {
  const row = { type: 'object', required: ['row'], properties: { row: { type: 'integer' } } }
  const inline = edited(fixtures.events, [...payload, 'shelf'], row)
  const rulesOf = (old: unknown, now: unknown) => differencesOf(old, now).map(({ kind, rule }) => `${kind} ${rule}`)
  expect(rulesOf(fixtures.events, inline)).toEqual([])
  expect(rulesOf(inline, fixtures.events)).toEqual([])
  expect(rulesOf(fixtures.events, edited(inline, ['components', 'schemas', 'Shelf'], undefined))).toEqual([])
})
