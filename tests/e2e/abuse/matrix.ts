import { createPrivateKey, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { accessOf, type Role, roles } from '#generated/roles.ts'
import { expected, type Rule, rules, type Token } from './access.ts'
import { bearer, gateway, shop, stranger } from './target.ts'

type Sender = { name: string; consumer: string | undefined; headers: Record<string, string> }
type Cell = { rule: Rule; sender: Sender; token: Token; headers: Record<string, string> }

const atOnce = 8
const uuid = '01900000-0000-7000-8000-000000000000'

/** Every consumer of the Kong file, no key, and an unknown key. */
const senders = (): Sender[] => {
  const { consumers } = parse(readFileSync('kong/kong.yml', 'utf8')) as { consumers: { username: string }[] }
  return [
    ...consumers.map(({ username }) => ({
      name: username,
      consumer: username,
      headers: { 'x-api-key': shop.key(username) },
    })),
    { name: 'no key', consumer: undefined, headers: {} },
    { name: 'unknown key', consumer: undefined, headers: { 'x-api-key': randomUUID() } },
  ]
}

type Claims = { aud?: string; secondsLeft?: number }

const signed = (role: string, { aud = 'sagabench', secondsLeft = 600 }: Claims): Promise<string> =>
  new SignJWT({ role, sub: role === 'client' ? shop.clientId : `e2e-${role}`, iss: 'sagabench', aud })
    .setExpirationTime(Math.floor(Date.now() / 1000) + secondsLeft)
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(createPrivateKey(Buffer.from(shop.system.secrets.JWT_PRIVATE_KEY ?? '', 'base64')))

type Sent = [Token, Record<string, string>]

/** A token of the role and ones that are wrong in one way each. */
const tokensOf = async (role: Role): Promise<Sent[]> => [
  [{ name: role, kind: 'valid', role, owns: role === 'client' }, bearer(shop.tokens[role])],
  [{ name: `expired ${role}`, kind: 'invalid' }, bearer(await signed(role, { secondsLeft: -60 }))],
  [{ name: `${role} for another audience`, kind: 'invalid' }, bearer(await signed(role, { aud: 'elsewhere' }))],
  [{ name: `tampered ${role}`, kind: 'invalid' }, bearer(`${shop.tokens[role].slice(0, -4)}AAAA`)],
]

const tokens = async (): Promise<Sent[]> => [
  [{ name: 'no token', kind: 'none' }, {}],
  [{ name: 'other customer', kind: 'valid', role: 'client', owns: false }, bearer(stranger)],
  [{ name: 'a role that no specification knows', kind: 'invalid' }, bearer(await signed('staff', {}))],
  ...(await Promise.all(roles.map(tokensOf))).flat(),
]

const addressOf = ({ path }: Rule): string =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    name === 'id' ? shop.clientId : /produit|magasin/.test(name) ? '1' : name === 'stream' ? 'none.such' : uuid,
  )

/** Each caller has a loopback address of its own, because the gateway limits some operations by address. */
const addresses = new Map<string, string>()
const addressOfSender = (name: string): string => {
  const known = addresses.get(name) ?? `127.0.1.${addresses.size + 1}`
  addresses.set(name, known)
  return known
}

/** The status of a cell. Sends no idempotency key and an invalid body, so that allowed requests have no effect. */
const statusOf = ({ rule, sender, headers }: Cell): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const type = rule.hasBody ? { 'content-type': 'application/json' } : {}
  const from = { method: rule.method, headers: { ...headers, ...type }, localAddress: addressOfSender(sender.name) }
  const sent = request(`${gateway}${addressOf(rule)}`, from, (response) => {
    response.resume().on('error', reject)
    response.on('end', () => resolve(response.statusCode ?? 0))
  })
  sent.on('error', reject).end(rule.hasBody ? '{' : undefined)
  return promise
}

const isRight = (status: number, right: ReturnType<typeof expected>): boolean =>
  right === 'allowed' ? status !== 401 && status !== 403 : status === right

const cellsOf = (kinds: readonly Sent[]): Cell[] =>
  rules.flatMap((rule) =>
    senders().flatMap((sender) =>
      kinds.map(([token, authorization]) => ({
        rule,
        sender,
        token,
        headers: { ...sender.headers, ...authorization },
      })),
    ),
  )

/** Whether the cell is one of the generated table: a role's own token, through a caller that the operation accepts. */
const isInTable = ({ rule, sender, token }: Cell): boolean => {
  if (token.kind !== 'valid' || sender.consumer === undefined || rule.planned) return false
  const through = rule.callers ?? rule.accepted.find(({ role }) => role === token.role)?.through
  return through === undefined || through.includes(sender.consumer)
}

/** Who may do what: every operation × every consumer × every kind of token, through the real gateway. */
export const matrixTests = (): void => {
  describe('API1, API2 and API5: operation × consumer × role', () => {
    it('the generated table says the same as the specifications', () => {
      const read = rules
        .filter(({ accepted }) => accepted.length > 0)
        .map(({ operationId, accepted }) => {
          const cell = (role: string): string => {
            const own = accepted.find((one) => one.role === role)
            return own === undefined ? 'none' : own.isOwner ? 'own' : 'all'
          }
          return [operationId, Object.fromEntries(roles.map((role) => [role, cell(role)]))]
        })
      expect(read.length).toBeGreaterThan(20)
      expect(accessOf).toEqual(Object.fromEntries(read))
    })

    it('each caller may do exactly what the specification allows', async () => {
      const cells = cellsOf(await tokens())
      const counts = new Map<string, number>()
      const checked = new Set<string>()
      const wrong: string[] = []
      const queue = [...cells]
      const work = async (): Promise<void> => {
        for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
          const right = expected(cell.rule, cell.sender.consumer, cell.token)
          const status = await statusOf(cell)
          counts.set(String(right), (counts.get(String(right)) ?? 0) + 1)
          if (cell.token.kind === 'valid' && isInTable(cell)) checked.add(`${cell.rule.operationId} ${cell.token.role}`)
          if (!isRight(status, right))
            wrong.push(`${cell.rule.operationId}, ${cell.sender.name}, ${cell.token.name}: ${status}, right: ${right}`)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work))
      const summary = [...counts].sort().map(([right, count]) => `${count} ${right}`)
      console.log(`matrix: ${cells.length} cells, ${rules.length} operations; ${summary.join(', ')}`)
      expect(wrong).toEqual([])
      // The matrix proves nothing unless each kind of answer was expected many times, and every cell of the table was sent.
      for (const right of ['401', '403', '404', 'allowed']) expect(counts.get(right) ?? 0).toBeGreaterThan(50)
      const served = rules.filter(({ planned, accepted }) => !planned && accepted.length > 0)
      const table = served.flatMap(({ operationId }) => roles.map((role) => `${operationId} ${role}`))
      expect(table.filter((cell) => !checked.has(cell))).toEqual([])
    }, 180_000)
  })
}
