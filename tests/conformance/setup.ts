import { type Answered, answers, responseChecker } from '#platform/http-conformance.ts'
import { readService, type ServiceContract, serviceNames } from '../contract/contracts.ts'
import { record } from './record.ts'

// Runs before the tests of each file: every answer of an operation is checked against its specification and recorded.

let contracts: Promise<ServiceContract[]> | undefined
const read = (): Promise<ServiceContract[]> => {
  contracts ??= Promise.all(serviceNames().map((service) => readService(service)))
  return contracts
}

const checkers = new Map<string, ReturnType<typeof responseChecker>>()

const note = async (answered: Answered): Promise<void> => {
  const { operationId, status, mediaType } = answered
  const contract = (await read()).find(({ operations }) => operationId in operations)
  if (!contract) return // an operation that a test made up
  const check = checkers.get(contract.service) ?? responseChecker(contract.responses)
  checkers.set(contract.service, check)
  const problem = check(answered)
  if (problem === undefined) record({ kind: 'answer', operationId, status, mediaType })
  else record({ kind: 'drift', operationId, status, problem })
}

answers.subscribe((answered) => void note(answered as Answered))
