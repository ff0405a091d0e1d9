import { createPrivateKey, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { send } from '../requests.ts'
import { expected, type Role, type Rule, rules, type Token } from './access.ts'
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

const signed = (role: Role, id: string, secondsLeft: number): Promise<string> =>
  new SignJWT({ role, sub: id, iss: 'sagabench', aud: 'sagabench', exp: Math.floor(Date.now() / 1000) + secondsLeft })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(createPrivateKey(Buffer.from(shop.system.secrets.JWT_PRIVATE_KEY ?? '', 'base64')))

const tokens = async (): Promise<[Token, Record<string, string>][]> => [
  [{ name: 'no token', kind: 'none' }, {}],
  [{ name: 'customer', kind: 'client', owns: true }, bearer(shop.token)],
  [{ name: 'other customer', kind: 'client', owns: false }, bearer(stranger)],
  [{ name: 'staff', kind: 'staff', owns: false }, bearer(shop.staffToken)],
  [{ name: 'expired customer', kind: 'invalid' }, bearer(await signed('client', shop.clientId, -60))],
  [{ name: 'expired staff', kind: 'invalid' }, bearer(await signed('staff', 'e2e-staff', -60))],
  [{ name: 'tampered staff', kind: 'invalid' }, bearer(`${shop.staffToken.slice(0, -4)}AAAA`)],
]

const addressOf = ({ path }: Rule): string =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    name === 'id' ? shop.clientId : /produit|magasin/.test(name) ? '1' : name === 'stream' ? 'none.such' : uuid,
  )

/** The status of a cell. Sends no idempotency key and an invalid body, so that allowed requests have no effect. */
const statusOf = async ({ rule, headers }: Cell): Promise<number> => {
  const body = rule.hasBody ? { body: '{' } : {}
  const type = rule.hasBody ? { 'content-type': 'application/json' } : {}
  return (
    await send(`${gateway}${addressOf(rule)}`, { method: rule.method, headers: { ...headers, ...type }, ...body })
  ).status
}

const isRight = (status: number, right: ReturnType<typeof expected>): boolean =>
  right === 'allowed' ? status !== 401 && status !== 403 : status === right

/** Who may do what: every operation × every consumer × every kind of token, through the real gateway. */
export const matrixTests = (): void => {
  describe('API1, API2 and API5: operation × consumer × role', () => {
    it('each caller may do exactly what the specification allows', async () => {
      const kinds = await tokens()
      const cells: Cell[] = rules.flatMap((rule) =>
        senders().flatMap((sender) =>
          kinds.map(([token, authorization]) => ({
            rule,
            sender,
            token,
            headers: { ...sender.headers, ...authorization },
          })),
        ),
      )
      const counts = new Map<string, number>()
      const wrong: string[] = []
      const queue = [...cells]
      const work = async (): Promise<void> => {
        for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
          const right = expected(cell.rule, cell.sender.consumer, cell.token)
          const status = await statusOf(cell)
          counts.set(String(right), (counts.get(String(right)) ?? 0) + 1)
          if (!isRight(status, right))
            wrong.push(`${cell.rule.operationId}, ${cell.sender.name}, ${cell.token.name}: ${status}, right: ${right}`)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work))
      const summary = [...counts].sort().map(([right, count]) => `${count} ${right}`)
      console.log(`matrix: ${cells.length} cells, ${rules.length} operations; ${summary.join(', ')}`)
      expect(wrong).toEqual([])
      // The matrix proves nothing unless each kind of answer was expected many times.
      for (const right of ['401', '403', '404', 'allowed']) expect(counts.get(right) ?? 0).toBeGreaterThan(50)
    }, 180_000)
  })
}
