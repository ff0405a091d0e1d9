import type { FastifyInstance } from 'fastify'
import type { Role } from '#generated/roles.ts'
import { ProblemError, type TechnicalSlug } from '#platform/http/problem.ts'
import { type HandlerResult, registerOperations, type ServerOperation } from '#platform/http/route.ts'
import type { ControlState } from '../answers/control.ts'
import type { SendControl } from '../infrastructure/control.ts'

const roles: readonly Role[] = ['administrateur']
const url = '/administration/control'
const amount = { type: 'integer', minimum: 1, maximum: 1_000 }

const bodyOf = (properties: Record<string, object>) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
})

const operations = {
  readControl: { operationId: 'readControl', method: 'GET', url, roles },
  startLoad: {
    operationId: 'startLoad',
    method: 'POST',
    url: `${url}/load`,
    roles,
    body: bodyOf({ ratePerS: amount, seconds: amount }),
  },
  stopLoad: { operationId: 'stopLoad', method: 'DELETE', url: `${url}/load`, roles },
  startFault: {
    operationId: 'startFault',
    method: 'POST',
    url: `${url}/fault`,
    roles,
    body: bodyOf({ id: { type: 'string', minLength: 1, maxLength: 50 }, seconds: amount }),
  },
  undoFault: { operationId: 'undoFault', method: 'DELETE', url: `${url}/fault`, roles },
} satisfies Record<string, ServerOperation>

const problems: Readonly<Record<number, TechnicalSlug>> = { 400: 'validation', 503: 'unavailable' }

/** Forwards an administrator's commands to the harness. `send` is undefined in a system that no harness runs. */
export const registerControl = (server: FastifyInstance, send: SendControl | undefined): void => {
  const forward = async (method: string, path: string, body?: unknown): Promise<HandlerResult> => {
    if (send === undefined)
      throw new ProblemError('not-found', { detail: 'A load and faults exist only in a system on one machine' })
    const answer = await send(method, path, body).catch((cause: unknown) => {
      throw new ProblemError('unavailable', { detail: 'the harness does not answer', cause })
    })
    if (answer.status === 200) return { status: 200, body: { isAvailable: true, ...answer.body } }
    const { detail } = answer.body as { detail?: string }
    if (answer.status === 409)
      return {
        status: 409,
        body: {
          type: 'urn:sagabench:problem:fault-running',
          title: 'Another fault is not undone yet',
          status: 409,
          detail,
        },
      }
    throw new ProblemError(problems[answer.status] ?? 'internal', { detail })
  }
  const unavailable: ControlState = { isAvailable: false }
  registerOperations(server, operations, {
    readControl: () => (send === undefined ? { status: 200, body: unavailable } : forward('GET', '/')),
    startLoad: ({ body }: { body: unknown }) => forward('POST', '/load', body),
    stopLoad: () => forward('DELETE', '/load'),
    startFault: ({ body }: { body: unknown }) => forward('POST', '/fault', body),
    undoFault: () => forward('DELETE', '/fault'),
  })
}
