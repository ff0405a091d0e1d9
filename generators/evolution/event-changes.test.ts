import { expect, it } from 'vitest'
import type { Node } from './change.ts'
import { eventChanges } from './event-changes.ts'

const payload = {
  type: 'object',
  required: ['book_id', 'state'],
  properties: {
    book_id: { type: 'string', maxLength: 36 },
    state: { type: 'string', enum: ['lent', 'returned', 'lost'] },
    pages: { type: 'integer', minimum: 1 },
    shelf: { $ref: '#/components/schemas/Shelf' },
  },
}

const documentOf = (changed: object = payload, messages: readonly string[] = ['BookMoved']): Node => ({
  channels: {
    books: {
      messages: Object.fromEntries(messages.map((name) => [name, { $ref: '#/components/messages/BookMoved' }])),
    },
  },
  operations: {
    deskSends: { action: 'send', messages: [{ $ref: '#/channels/books/messages/BookMoved' }], 'x-application': 'desk' },
    shelfReads: {
      action: 'receive',
      messages: [{ $ref: '#/channels/books/messages/BookMoved' }],
      'x-application': 'shelf',
    },
    archiveReads: { action: 'receive', 'x-application': 'archive' },
  },
  components: {
    messages: { BookMoved: { payload: changed } },
    schemas: { Shelf: { type: 'object', required: ['row'], properties: { row: { type: 'integer' } } } },
  },
})

const { properties } = payload
const changesTo = (changed: object) =>
  eventChanges(documentOf(), documentOf(changed)).map(({ kind, rule, place }) => `${kind} ${rule} ${place}`)
const withProperties = (changed: object, required = payload.required) =>
  changesTo({ ...payload, required, properties: { ...properties, ...changed } })

it('a raised version is breaking once, and its payload may change as its upcaster allows; a lowered one is breaking', () => {
  const ofVersion = (version: number, changed: object): Node => {
    const document = documentOf(changed) as { components: { messages: { BookMoved: object } } }
    Object.assign(document.components.messages.BookMoved, { 'x-event-version': version })
    return document as unknown as Node
  }
  const required = { ...payload, required: [...payload.required, 'pages'] }
  const rulesOf = (old: Node, now: Node) => eventChanges(old, now).map(({ kind, rule }) => `${kind} ${rule}`)
  expect(rulesOf(documentOf(), ofVersion(2, required))).toEqual([
    'breaking event-version-raised',
    'compatible property-became-required',
  ])
  expect(rulesOf(ofVersion(2, payload), ofVersion(1, payload))).toEqual(['breaking event-version-lowered'])
})

it('an enum value that is dropped breaks those who read stored events, and they are named', () => {
  const changed = { ...payload, properties: { ...properties, state: { type: 'string', enum: ['lent', 'returned'] } } }
  expect(eventChanges(documentOf(), documentOf(changed))).toEqual([
    {
      kind: 'breaking',
      rule: 'value-removed',
      place: 'books/BookMoved payload/state',
      text: 'value "lost" is no longer allowed: refused by readers of stored events',
      affected: ['archive', 'shelf'],
    },
  ])
})

it('an enum value that is added breaks those who still read by the old schema', () => {
  const changes = eventChanges(
    documentOf(),
    documentOf({
      ...payload,
      properties: { ...properties, state: { type: 'string', enum: ['lent', 'returned', 'lost', 'sold'] } },
    }),
  )
  expect(changes).toMatchObject([
    { kind: 'breaking', rule: 'value-added', text: expect.stringMatching(/readers of the old schema$/) },
  ])
})

it('an optional field may be added and may go, a required one may not', () => {
  expect(withProperties({ colour: { type: 'string' } })).toEqual([
    'compatible optional-property-added books/BookMoved payload/colour',
  ])
  const { pages: _pages, ...withoutPages } = properties
  expect(changesTo({ ...payload, properties: withoutPages })).toEqual([
    'compatible optional-property-removed books/BookMoved payload/pages',
  ])
  expect(withProperties({ colour: { type: 'string' } }, [...payload.required, 'colour'])).toEqual([
    'breaking required-property-added books/BookMoved payload/colour',
  ])
  expect(withProperties({}, ['book_id'])).toEqual(['breaking property-became-optional books/BookMoved payload/state'])
})

it('a field that is renamed breaks, since its old name is gone', () => {
  const { book_id, ...others } = properties
  expect(changesTo({ ...payload, required: ['id', 'state'], properties: { id: book_id, ...others } })).toEqual([
    'breaking required-property-removed books/BookMoved payload/book_id',
    'breaking required-property-added books/BookMoved payload/id',
  ])
})

it('a limit or a type breaks those who refuse the values that it lets through or holds back', () => {
  expect(withProperties({ pages: { type: 'integer', minimum: 2 } })).toEqual([
    'breaking limit-tightened books/BookMoved payload/pages',
  ])
  expect(withProperties({ book_id: { type: 'string', maxLength: 40 } })).toEqual([
    'breaking limit-loosened books/BookMoved payload/book_id',
  ])
  expect(withProperties({ book_id: { type: ['string', 'null'], maxLength: 36 } })).toEqual([
    'breaking type-added books/BookMoved payload/book_id',
  ])
})

it('what a reference leads to is compared as well', () => {
  const now = documentOf()
  const changed = { ...now, components: { ...(now.components as Node), schemas: { Shelf: { type: 'object' } } } }
  expect(eventChanges(documentOf(), changed)).toMatchObject([
    { kind: 'breaking', rule: 'required-property-removed', place: 'books/BookMoved payload/shelf/row' },
  ])
})

it('a message that is gone breaks its readers; a new one breaks nobody', () => {
  const both = documentOf(payload, ['BookMoved', 'BookLost'])
  expect(eventChanges(both, documentOf())).toMatchObject([
    { kind: 'breaking', rule: 'message-removed', place: 'books/BookLost', affected: ['archive'] },
  ])
  expect(eventChanges(documentOf(), both)).toMatchObject([{ kind: 'compatible', rule: 'message-added' }])
})
