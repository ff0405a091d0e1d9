import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareGateway } from '#harness/system/gateway.ts'
import { createSupervisor, logFile, type Supervisor } from '#harness/system/processes.ts'
import { answeredOf, answers } from '#platform/http/answered.ts'
import { projectRoot, readService } from '../contract/contracts.ts'
import { exampleRequest, urlOf } from './example-requests.ts'
import { builtServices } from './servers.ts'

// The gateway's own answers for every operation, with the shipped configuration, limits of one request a second, and no
// service behind it.

const folder = mkdtempSync(join(tmpdir(), 'sagabench-conformance-'))
let supervisor: Supervisor
let port = 0

const freePort = async (): Promise<number> => {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: free } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return free
}

/** The Kong file with low limits, and a value for each of its variables. */
const prepareKong = (file: string): Record<string, string> => {
  const text = readFileSync(join(projectRoot, 'kong/kong.yml'), 'utf8').replaceAll(/second: \d+/g, 'second: 1')
  writeFileSync(file, text)
  const names = [...text.matchAll(/\$\{(\w+)/g)].map((match) => match[1] ?? '')
  return Object.fromEntries(names.map((name) => [name, `value-of-${name}`]))
}

beforeAll(async () => {
  port = await freePort()
  const kongFile = join(folder, 'kong.yml')
  const variables = prepareKong(kongFile)
  const closedPort = `127.0.0.1:${await freePort()}`
  supervisor = createSupervisor(folder, () => {})
  const addresses = { get: () => closedPort, has: () => true } as unknown as ReadonlyMap<string, string>
  const gateway = prepareGateway({
    name: 'gateway',
    projectRoot,
    folder,
    port,
    kongFile,
    variables,
    addresses: () => addresses,
    logFile: logFile(folder, 'gateway'),
  })
  await supervisor.launch(gateway.launch)
})
afterAll(async () => {
  await supervisor.stop(['gateway'])
  await supervisor.close()
  rmSync(folder, { recursive: true, force: true })
})

const operations = (
  await Promise.all(
    builtServices.map(async (service) => {
      const { operations: own } = await readService(service)
      return Object.values(own).map((operation) => [operation.operationId, exampleRequest(service, operation)] as const)
    }),
  )
).flat()

describe.each(operations)('%s', (operationId, example) => {
  const ask = async (key: string | undefined): Promise<{ status: number; type: string }> => {
    const response = await fetch(`http://127.0.0.1:${port}${urlOf(example)}`, {
      method: example.operation.method,
      headers: { ...(key === undefined ? {} : { 'X-API-Key': key }), 'content-type': 'application/json' },
      ...(example.body === undefined ? {} : { body: JSON.stringify(example.body) }),
    })
    const text = await response.text()
    answers.publish(answeredOf(operationId, response.status, response.headers.get('content-type'), text))
    return { status: response.status, type: JSON.parse(text).type }
  }

  it('401: the gateway rejects a request without a key', async () => {
    expect(await ask(undefined)).toEqual({ status: 401, type: 'urn:sagabench:problem:unauthenticated' })
  })

  it('503, then 429: the gateway reports that the service is down, and rejects excessive requests', async () => {
    const seen = new Set<number>()
    for (let i = 0; i < 20 && !(seen.has(429) && seen.size > 1); i++)
      seen.add((await ask('value-of-GATEWAY_KEY_APPLICATION_ADMINISTRATION')).status)
    expect(seen).toContain(429)
  })
})
