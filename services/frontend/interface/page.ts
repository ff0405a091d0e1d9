import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '#platform/http/problem.ts'
import type { Asset, Encoding, Page } from '../infrastructure/page.ts'

/** The page runs only its own files, and no other page may contain it. React sets styles by script, which this policy allows. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const pageHeaders = {
  'content-security-policy': policy,
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

const immutable = 'public, max-age=31536000, immutable'
const preferred: readonly Encoding[] = ['br', 'gzip']

const encodingOf = (asset: Asset, accepted: string): Encoding =>
  preferred.find(
    (encoding) => asset.encoded[encoding] !== undefined && new RegExp(`\\b${encoding}\\b(?!;q=0)`).test(accepted),
  ) ?? 'identity'

const send = (request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply => {
  void reply.headers({
    'cache-control': asset.isImmutable ? immutable : 'no-cache',
    etag: asset.etag,
    vary: 'accept-encoding',
  })
  if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send()
  const encoding = encodingOf(asset, String(request.headers['accept-encoding'] ?? ''))
  if (encoding !== 'identity') void reply.header('content-encoding', encoding)
  return reply.header('content-type', asset.type).send(asset.encoded[encoding])
}

/** Serves the built files. Every other address that a browser navigates to is the page itself, whose router reads the address. */
export const registerPage = (server: FastifyInstance, page: Page): void => {
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(pageHeaders)
    done()
  })
  server.get('/*', async (request, reply) => {
    const [path = '/'] = (request.raw.url ?? '/').split('?')
    const file = page.file(path)
    if (file !== undefined) return send(request, reply, file)
    const isNavigation = String(request.headers.accept ?? '').includes('text/html')
    if (!isNavigation || path.startsWith('/assets/')) throw new ProblemError('not-found')
    return send(request, reply, await page.index())
  })
}
