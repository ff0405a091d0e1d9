import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/**
 * A server like a shop's front end: serves a page and the SDK's modules, and forwards /api/ with an API key that the
 * page doesn't know.
 */
export const servePage = async (page: string, sdk: string, gateway: string, apiKey: string) => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page')
    if (pathname.startsWith('/api/')) {
      const headers = { ...request.headers, 'x-api-key': apiKey }
      const onward = send(`${gateway}${request.url}`, { method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      onward.on('error', () => response.destroy())
      response.on('close', () => onward.destroy())
      request.pipe(onward)
    } else if (pathname.startsWith('/sdk/') && !pathname.includes('..')) {
      response.setHeader('content-type', 'text/javascript').end(readFileSync(join(sdk, pathname.slice('/sdk/'.length))))
    } else response.setHeader('content-type', 'text/html').end(page)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
