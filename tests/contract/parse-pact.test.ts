import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { keptFolder, readPact, readPacts } from './pact-files.ts'
import { readResults } from './provider.ts'

const folder = mkdtempSync(join(tmpdir(), 'pacts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mistakesIn = (content: unknown): string => {
  writeFileSync(join(folder, 'a-b.json'), typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  try {
    readPact(folder, 'a-b.json')
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

const parties = { consumer: { name: 'ledger' }, provider: { name: 'till' } }
const version = (text: string) => ({ metadata: { pactSpecification: { version: text } } })
const message = {
  description: 'Paid',
  type: 'Asynchronous/Messages',
  metadata: { type: 'Paid' },
  contents: { content: { a: 1 } },
}
const call = {
  description: 'a price',
  type: 'Synchronous/HTTP',
  request: { method: 'GET', path: '/a/' },
  response: { status: 200 },
}
const pactOf = (...interactions: unknown[]) => ({ ...parties, ...version('4.0'), interactions })

it('a pact of version 4 is read, even without interactions', () => {
  expect(mistakesIn(pactOf(message, call))).toBe('')
  expect(mistakesIn(pactOf())).toBe('')
  expect(readPacts(keptFolder).length).toBeGreaterThan(20)
})

it.each<[string, unknown, string]>([
  [
    'version 3, which keeps messages elsewhere',
    { ...parties, ...version('3.0.0'), messages: [{ description: 'Paid' }] },
    'Pact version 3.0.0 is not supported',
  ],
  ['version 2', { ...parties, ...version('2.0.0'), interactions: [] }, 'Pact version 2.0.0 is not supported'],
  ['no version', { ...parties, interactions: [call] }, 'doesn’t say its version'],
  ['a message without contents', pactOf({ ...message, contents: undefined }), '“Paid” has no contents'],
  ['a message with empty contents', pactOf({ ...message, contents: { content: null } }), '“Paid” has no contents'],
  ['a message without a type', pactOf({ ...message, metadata: {} }), '“Paid” has no type of event'],
  ['a call without a request', pactOf({ ...call, request: undefined }), '“a price” has no request'],
  ['a call without a status', pactOf({ ...call, response: {} }), '“a price” has no status'],
  [
    'an unsupported kind of interaction',
    pactOf({ ...message, type: 'Synchronous/Messages' }),
    'of the type Synchronous/Messages, which is not supported',
  ],
  ['an interaction without a description', pactOf({ ...call, description: '' }), 'an interaction has no description'],
  ['no list of interactions', { ...parties, ...version('4.0') }, 'interactions is not a list'],
  ['no name', { ...pactOf(call), consumer: {} }, 'consumer has no name'],
  ['something else', [], 'it is not a pact'],
  ['no JSON', '{', 'it is not JSON'],
])('%s is rejected, with its place and what would be right', (_what, content, wrong) => {
  const reported = mistakesIn(content)
  expect(reported).toContain(wrong)
  expect(reported).toMatch(/a-b\.json.*\n {2}right: /)
})

it('every mistake of every pact is reported at once', () => {
  mistakesIn(pactOf({ ...message, contents: undefined }, { ...call, response: {} }))
  writeFileSync(join(folder, 'c-d.json'), JSON.stringify({ ...parties, ...version('3.0.0') }))
  const reported = (() => {
    try {
      return readPacts(folder)
    } catch (error) {
      return (error as AggregateError).errors.map(String)
    }
  })()
  expect(reported).toEqual([
    expect.stringMatching(/a-b\.json:\d+: “Paid” has no contents/),
    expect.stringMatching(/a-b\.json:\d+: “a price” has no status/),
    expect.stringMatching(/c-d\.json:1: Pact version 3\.0\.0/),
  ])
})

it('a failure of Pact’s verifier without a mismatch is not a success', () => {
  const raw = (mismatch: unknown) =>
    JSON.stringify({ interactionResults: [{ consumer: 'a', description: 'b', result: 'ERROR', mismatch }] })
  expect(readResults(raw({ mismatches: [] }))[0]?.problems).toEqual(['ERROR'])
  expect(readResults(raw(undefined))[0]?.problems).toEqual(['ERROR'])
})
