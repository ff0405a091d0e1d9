import { expect, test } from 'vitest'
import { decodeEntry, encodeEntry } from './entry.ts'

const message = { stream: 's', type: 'Measured', payload: { n: 7 }, eventId: '7:Measured' }
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

test('a traceparent is written to an entry and read from it', () => {
  const fields = encodeEntry({ ...message, traceparent }, 1_000)
  expect(decodeEntry('s', ['1-0', fields], 1).traceparent).toBe(traceparent)
})

test('an invalid traceparent is neither published nor read', () => {
  for (const text of ['person@example.org', 'x'.repeat(8_000), traceparent.toUpperCase(), '']) {
    const fields = encodeEntry({ ...message, traceparent: text }, 1_000)
    expect(fields).not.toContain('traceparent')
    expect(decodeEntry('s', ['1-0', [...fields, 'traceparent', text]], 1).traceparent).toBeUndefined()
  }
})
