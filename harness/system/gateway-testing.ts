import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { prepareGateway } from './gateway.ts'
import { createSupervisor, logFile } from './processes.ts'

export type RawReply = { readonly status: number; readonly headers: string; readonly body: string }
export type Received = { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders }

/** A gateway with this Kong file. One target replaces all services and drops the connection at /…/drop. */
export type TestGateway = {
  readonly port: number
  readonly logFile: string
  /** The requests that have reached the target. */
  readonly received: readonly Received[]
  /** Sends these bytes and reads until the gateway closes; text is sent as UTF-8. */
  readonly send: (bytes: string | Buffer) => Promise<RawReply>
  readonly close: () => Promise<void>
}

/** @param variables values for `${NAME}` in the Kong file */
export const openGateway = async (
  kongText: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<TestGateway> => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-gateway-'))
  chmodSync(folder, 0o711) // as the folder of a run: started by root, workers are another user
  const received: Received[] = []
  const target = createServer((request, response) => {
    received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    if (request.url?.endsWith('/drop')) return request.socket.destroy()
    request.resume()
    return request.once('end', () => response.end(String(request.headers['x-consumer-username'])))
  }).listen(0, '127.0.0.1')
  await once(target, 'listening')
  const address = `127.0.0.1:${(target.address() as AddressInfo).port}`
  const kongFile = join(folder, 'kong.yml')
  writeFileSync(kongFile, kongText)
  const port = await freePort()
  const log = logFile(folder, 'gateway')
  const supervisor = createSupervisor(folder, () => {})
  const { launch } = prepareGateway({
    name: 'gateway',
    projectRoot: resolve(import.meta.dirname, '../..'),
    folder,
    port,
    kongFile,
    variables,
    addresses: () => everywhere(address),
    logFile: log,
  })
  await supervisor.launch(launch)
  return {
    port,
    logFile: log,
    received,
    send: (bytes) => sendRaw(port, bytes),
    close: async () => {
      await supervisor.stop(['gateway'])
      await supervisor.close()
      target.closeAllConnections()
      target.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Resolves every name to one address. */
const everywhere = (address: string): ReadonlyMap<string, string> =>
  new (class extends Map<string, string> {
    override get(): string {
      return address
    }
  })()

export const freePort = async (): Promise<number> => {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const sendRaw = async (port: number, bytes: string | Buffer): Promise<RawReply> => {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(bytes)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of socket) chunks.push(chunk)
  } catch {
    // After a reset, the answer received before it counts.
  }
  const text = Buffer.concat(chunks).toString()
  const [headers = '', body = ''] = text.split(/\r\n\r\n([\s\S]*)/)
  return { status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(headers)?.[1] ?? 0), headers, body }
}
