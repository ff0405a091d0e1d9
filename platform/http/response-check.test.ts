import { afterEach, expect, it } from 'vitest'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { answeredOf, answers } from './answered.ts'
import { startResponseCheck } from './response-check.ts'

const box = { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } }
const table = { readBox: { 200: { 'application/json': box }, 404: { 'application/problem+json': { type: 'object' } } } }

let stop = (): void => {}
afterEach(() => stop())

const start = (share: number) => {
  const metrics = createMetrics({ name: 'test' })
  stop = startResponseCheck({ table, share, metrics, log: createLog({ name: 'test', level: 'silent' }) }).stop
  return async (): Promise<{ checked: number; drifted: unknown[] }> => {
    const [checked] = (await metrics.counter('http_response_checked_total', '').get()).values
    const { values } = await metrics.counter('http_response_drift_total', '').get()
    return { checked: checked?.value ?? 0, drifted: values.map(({ labels, value }) => ({ ...labels, value })) }
  }
}
const answer = (status: number, type: string, body: unknown): void =>
  answers.publish(answeredOf('readBox', status, type, JSON.stringify(body)))

it.each([
  ['a field of another type', 200, 'application/json; charset=utf-8', { size: '3' }],
  ['a missing field', 200, 'application/json', {}],
  ['an undeclared status', 500, 'application/problem+json', {}],
  ['an undeclared media type', 404, 'text/html', {}],
])('%s is counted as drift', async (_what, status, type, body) => {
  const read = start(1)
  answer(200, 'application/json', { size: 3 })
  answer(status, type, body)
  expect(await read()).toEqual({ checked: 2, drifted: [{ operation: 'readBox', status: String(status), value: 1 }] })
})

it('with a share of a tenth, the first and every tenth answer is checked', async () => {
  const read = start(0.1)
  for (let i = 0; i < 21; i++) answer(200, 'application/json', { size: 3 })
  expect(await read()).toEqual({ checked: 3, drifted: [] })
})
