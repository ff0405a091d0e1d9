import { ProblemError } from '#platform/http/problem.ts'
import type { Handler, HandlerRequest, HandlerResult } from '#platform/http/route.ts'
import type { Memory } from './memory.ts'
import { nodeOf } from './node.ts'
import type { Answer, MockOperation } from './operation.ts'

/** The default delay and error rate of the mock. */
export type Behaviour = {
  readonly delayMs: number
  /** The share of requests answered with an error, 0 to 1. */
  readonly errorRate: number
  readonly random: () => number
  readonly sleep: (ms: number) => Promise<void>
}

/** Request headers that override the default behaviour. */
export const controls = {
  status: 'x-mock-status',
  example: 'x-mock-example',
  delayMs: 'x-mock-delay-ms',
  errorRate: 'x-mock-error-rate',
} as const

const refused = (detail: string): ProblemError => new ProblemError('validation', { detail })
const delayMaxMs = 60_000

const numberOf = (text: unknown, name: string, max: number): number | undefined => {
  if (text === undefined) return undefined
  const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN
  if (!(value >= 0 && value <= max)) throw refused(`${name} must be a number from 0 to ${max}`)
  return value
}

const success = ({ answers }: MockOperation): Answer =>
  answers.find(({ status }) => status < 400) ?? { status: 204, body: undefined, named: {} }

const chosen = (operation: MockOperation, status: unknown): Answer => {
  if (status === undefined) return success(operation)
  const found = operation.answers.find((one) => String(one.status) === status)
  if (found) return found
  const known = operation.answers.map((one) => one.status).join(', ')
  throw refused(
    `${controls.status}: ${operation.operationId} has no response ${String(status)}; expected one of: ${known}`,
  )
}

const remembered = (operation: MockOperation, memory: Memory, request: HandlerRequest, body: unknown): unknown => {
  const { method, path } = operation
  const given = nodeOf(request.path)
  if (method === 'POST') return memory.create(path, request.body, body)
  if (method === 'PUT' || method === 'PATCH') return memory.change(path, given, request.body) ?? body
  if (method === 'DELETE') memory.remove(path, given)
  if (method !== 'GET') return body
  const found = memory.read(path, given)
  if (found === 'removed') throw new ProblemError('not-found')
  return found ?? memory.list(path, memory.example(path, given, body))
}

const named = ({ body, named: examples }: Answer, name: unknown): unknown => {
  if (name === undefined) return body
  if (typeof name === 'string' && Object.hasOwn(examples, name)) return examples[name]
  const known = Object.keys(examples).join(', ')
  throw refused(
    `${controls.example}: no example ${String(name)}; ${known === '' ? 'the response has no named examples' : `expected one of: ${known}`}`,
  )
}

/** Responds with examples and previously created items. The same idempotency key gets the same response. */
export const mockHandler = (operation: MockOperation, memory: Memory, behaviour: Behaviour): Handler => {
  const answered = new Map<string, HandlerResult>()
  return async (request: HandlerRequest) => {
    const headers = nodeOf(request.headers)
    const delayMs = numberOf(headers[controls.delayMs], controls.delayMs, delayMaxMs) ?? behaviour.delayMs
    const errorRate = numberOf(headers[controls.errorRate], controls.errorRate, 1) ?? behaviour.errorRate
    if (delayMs > 0) await behaviour.sleep(delayMs)
    if (behaviour.random() < errorRate)
      throw new ProblemError('unavailable', { detail: 'simulated failure (mock error rate)' })
    const answer = chosen(operation, headers[controls.status])
    const example = named(answer, headers[controls.example])
    if (answer !== success(operation) || example !== answer.body) return { status: answer.status, body: example }
    const key = headers['idempotency-key']
    const before = typeof key === 'string' ? answered.get(key) : undefined
    if (before) return before
    const result = { status: answer.status, body: remembered(operation, memory, request, example) }
    if (typeof key === 'string') answered.set(key, result)
    return result
  }
}
