import type { Answered } from '#platform/http/answered.ts'
import { responseChecker } from '#platform/http/conformance.ts'
import { readService, serviceNames } from '../contract/contracts.ts'
import { record } from './record.ts'

const contracts = await Promise.all(serviceNames().map((service) => readService(service)))
const services = contracts.map(({ operations, responses }) => ({ operations, check: responseChecker(responses) }))

/** Records an operation's answer, or how it deviates from the specification. */
export const checkAnswer = (answered: Answered): void => {
  const { operationId, status, mediaType } = answered
  const service = services.find(({ operations }) => operationId in operations)
  if (!service) return // an operation made up by a test
  const problem = service.check(answered)
  if (problem === undefined) record({ kind: 'answer', operationId, status, mediaType })
  else record({ kind: 'drift', operationId, status, problem })
}
