import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { differencesOf } from '../compare.ts'
import { edited, findingsOf, fixtures } from '../testing.ts'

const flow = ['workflows', 0]
const step = [...flow, 'steps', 1]

it.each<[string, (string | number)[], unknown, string[]]>([
  ['a shorter timeout', [...step, 'timeout'], 700, ['breaking timeout-changed lend take']],
  ['a longer timeout', [...step, 'timeout'], 900, ['compatible timeout-changed lend take']],
  ['no timeout', [...step, 'timeout'], undefined, ['unknown no-rule lend take']],
  ['a removed step', step, undefined, ['breaking step-removed lend take']],
  [
    'a different operation',
    [...step, 'operationId'],
    '$sourceDescriptions.books.addBook',
    ['breaking step-call-changed lend take'],
  ],
  ['a different body', [...step, 'requestBody', 'payload'], {}, ['breaking step-data-changed lend take']],
  ['a different owner', [...step, 'x-saga', 'owner'], 'desk', ['breaking owner-changed lend take']],
  ['a state', [...step, 'x-saga', 'states', 'done'], 'HELD', ['breaking state-changed lend take']],
  [
    'a refusal',
    [...step, 'x-saga', 'refusals', 'book-lent'],
    undefined,
    ['breaking refusal-removed lend take book-lent'],
  ],
  ['a changed undo', [...step, 'x-saga', 'undo', 'payload'], {}, ['breaking undo-changed lend take undo']],
  ['a removed undo', [...step, 'x-saga', 'undo'], undefined, ['breaking undo-changed lend take undo']],
  ['a pivot', [...step, 'x-saga', 'pivot', 'payload'], {}, ['breaking pivot-changed lend take pivot']],
  [
    'a later deadline of the choreography',
    [...flow, 'x-saga', 'choreography', 'deadline'],
    30_000,
    ['breaking deadline-changed lend'],
  ],
  [
    'no deadline of the choreography',
    [...flow, 'x-saga', 'choreography', 'deadline'],
    undefined,
    ['breaking deadline-changed lend'],
  ],
  ['more attempts', [...step, 'x-saga', 'attempts'], 3, ['compatible retry-changed lend take']],
  ['a later deadline', [...flow, 'x-saga', 'deadline'], 9000, ['breaking deadline-changed lend']],
  ['an earlier deadline', [...flow, 'x-saga', 'deadline'], 7000, ['compatible deadline-changed lend']],
  [
    'states derived from the steps instead of a list',
    [...flow, 'x-saga', 'states', 'all'],
    undefined,
    ['compatible states-derived lend'],
  ],
  [
    'a reaction',
    [...flow, 'x-saga', 'choreography', 'reactions', 0, 'run'],
    ['take'],
    ['breaking reaction-changed lend shelf on Asked'],
  ],
  [
    'a new required input',
    [...flow, 'inputs', 'required'],
    ['book_id', 'reader_id'],
    ['breaking property-became-required lend inputs/reader_id'],
  ],
  ['a removed output', [...flow, 'outputs', 'loan'], undefined, ['breaking output-removed lend output loan']],
  ['a source', ['sourceDescriptions', 0, 'url'], './other.yaml', ['breaking source-changed books']],
  ['a member without a rule', [...step, 'onFailure'], [{ type: 'end' }], ['unknown no-rule lend take']],
  ['a summary', [...flow, 'summary'], 'Other words.', ['documentation documentation /workflows/0/summary']],
])('%s is classified', (_what, path, value, expected) => {
  expect(findingsOf('process', path, value)).toEqual(expected)
})

it('reordering steps is breaking, and a change of a step affects its owner', () => {
  const [find, take] = (fixtures.process.workflows as { steps: unknown[] }[])[0]?.steps ?? []
  const turned = edited(fixtures.process, [...flow, 'steps'], [take, find])
  const rules = differencesOf(fixtures.process, turned).map(({ kind, rule }) => `${kind} ${rule}`)
  expect(new Set(rules)).toEqual(new Set(['breaking step-order-changed', 'documentation documentation']))
  const hurried = edited(fixtures.process, [...step, 'timeout'], 700)
  expect(differencesOf(fixtures.process, hurried)[0]?.affected).toEqual(['shelf'])
})

it('every member of x-saga has a rule', () => {
  type Schema = { properties: Record<string, Schema> }
  const { $defs } = JSON.parse(readFileSync('generators/arazzo/x-saga.schema.json', 'utf8')) as {
    $defs: Record<string, Schema>
  }
  const membersOf = (path: string[], schema: Schema | undefined): string[][] =>
    Object.entries(schema?.properties ?? {}).flatMap(([name, member]) =>
      member.properties && !member.properties.$ref ? membersOf([...path, name], member) : [[...path, name]],
    )
  const places = [
    ...membersOf([], $defs.step).map((path) => [...step, 'x-saga', ...path]),
    ...membersOf([], $defs.workflow).map((path) => [...flow, 'x-saga', ...path]),
  ]
  const unjudged = places.filter((path) =>
    differencesOf(fixtures.process, edited(fixtures.process, path, 77)).some(
      ({ rule, text }) => rule === 'no-rule' && text.startsWith(`${path.at(-1)} `),
    ),
  )
  expect(places.length).toBeGreaterThan(30)
  expect(unjudged).toEqual([])
})
