import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { confirmerCompteClient, creerCompteClient, creerEmploye, ouvrirSession } from '#generated/ecommerce/client.ts'
import type { NouveauClient, NouvelEmploye } from '#generated/ecommerce/types.ts'
import type { Role } from '#generated/roles.ts'
import { buildSite, projectSources } from '#generators/docs/site.ts'
import { codeFor } from '#services/ecommerce/mail-folder.ts'
import routes from '../../generated/gateway/routes.json' with { type: 'json' }
import { documents, members, type Node } from '../../specs/documents.ts'
import type { Shop } from './shop.ts'

const runFile = promisify(execFile)

/** An operation as its page shows it, with the environment in which its examples run. */
export type Documented = {
  operationId: string
  curl: string
  sdk: string
  environment: Record<string, string>
  statuses: number[]
}

const textOf = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

const operationOf = (service: string, id: string): Node => {
  const paths = members(documents.get(`openapi/${service}.yaml`)?.paths)
  const found = paths.flatMap(([, item]) => members(item)).find(([, operation]) => operation.operationId === id)
  if (found === undefined) throw new Error(`${service} has no ${id}`)
  return found[1]
}

/** The caller: the first one allowed, with the token that the operation accepts. */
const environmentOf = (shop: Shop, operation: Node): Record<string, string> => {
  const [role = 'client'] = (operation['x-roles'] ?? []) as Role[]
  const usual = role === 'client' ? 'boutique' : 'administration'
  const [caller = `application-${usual}`] = (operation['x-callers'] ?? []) as string[]
  return {
    GATEWAY: shop.system.url('kong'),
    API_KEY: shop.key(caller),
    TOKEN: shop.tokens[role],
  }
}

const served = new Set(
  (parse(readFileSync('kong/kong.yml', 'utf8')) as { services: { name: string }[] }).services.map(({ name }) => name),
)
const exampleClient = '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f'
const exampleCheckout = '0192f3c4-7b1e-7c3a-9d42-5f0e8a6b1c2d'
const exampleCode = 'q1Zx0cT9mV3nB7kLr5yWf2hJd8sGa6pEuI4oXwQvYtM'

/** Registers a person through the gateway and returns the code of the message. */
const register = async (shop: Shop, body: NouveauClient): Promise<string> => {
  const { status } = await creerCompteClient(shop.transport, { body }, { idempotencyKey: randomUUID() })
  if (status !== 202) throw new Error(`not registered: ${status}`)
  return codeFor(shop.system.env('ecommerce').MAIL_FOLDER ?? '', body.courriel)
}

const exampleOf = <Body>(operationId: string): Body => {
  const request = operationOf('ecommerce', operationId).requestBody as Node
  return (request.content as { 'application/json': { example: Body } })['application/json'].example
}

/** Opens the account of the examples, with which they log in. Returns the code of another registration, to be confirmed by them. */
const openExampleAccount = async (shop: Shop): Promise<string> => {
  const example = exampleOf<NouveauClient>('creerCompteClient')
  const body = { code: await register(shop, example) }
  const { status } = await confirmerCompteClient(shop.transport, { body }, { idempotencyKey: randomUUID() })
  if (status !== 201) throw new Error(`not confirmed: ${status}`)
  return register(shop, { ...example, courriel: `${randomUUID()}@example.org` })
}

/** Creates the member of staff of the examples. */
const hireExampleEmployee = async (shop: Shop): Promise<void> => {
  const options = { idempotencyKey: randomUUID(), token: shop.tokens.administrateur }
  const { status } = await creerEmploye(
    shop.administration,
    { body: exampleOf<NouvelEmploye>('creerEmploye') },
    options,
  )
  if (status !== 201) throw new Error(`no member of staff: ${status}`)
}

/** Logs the customer of the examples in and returns a refresh token, which is valid once. */
const openSession = async (shop: Shop): Promise<string> => {
  const { courriel, mot_de_passe } = exampleOf<NouveauClient>('creerCompteClient')
  const { status, body } = await ouvrirSession(shop.transport, { body: { courriel, mot_de_passe } })
  if (status !== 200) throw new Error(`not logged in: ${status}`)
  return body.jeton_renouvellement
}

/**
 * The examples of all implemented operations, read from the built pages, with existing ids instead of the
 * specification's.
 */
export const documentedOperations = async (shop: Shop): Promise<Documented[]> => {
  const site = await buildSite(projectSources())
  const code = await openExampleAccount(shop)
  await hireExampleEmployee(shop)
  const sessions = async () => ({ curl: await openSession(shop), sdk: await openSession(shop) })
  const renewed = await sessions()
  const closed = await sessions()
  const [orchestrated, choreographed] = await Promise.all([
    shop.checkout.orchestrated([{ produit_id: 7, quantite: 1 }]),
    shop.checkout.choreographed([{ produit_id: 8, quantite: 1 }]),
  ])
  return routes
    .filter(({ service }) => served.has(service))
    .map(({ service, operationId }) => {
      const checkout = service === 'saga-orchestrator' ? orchestrated : choreographed
      const shown = (kind: 'curl' | 'sdk'): string => {
        const refreshToken = (operationId === 'fermerSession' ? closed : renewed)[kind]
        const html = site
          .get(`${service}.html`)
          ?.split(`data-example="${operationId} ${kind}">`)[1]
          ?.split('</code>')[0]
        if (html === undefined) throw new Error(`${service}.html shows no ${kind} for ${operationId}`)
        return textOf(html)
          .replaceAll(exampleClient, shop.clientId)
          .replaceAll(exampleCheckout, checkout.checkout_id)
          .replaceAll(exampleCode, operationId === 'confirmerCompteClient' ? code : refreshToken)
      }
      const operation = operationOf(service, operationId)
      return {
        operationId,
        curl: shown('curl'),
        sdk: shown('sdk'),
        environment: environmentOf(shop, operation),
        statuses: members(operation.responses).map(([status]) => Number(status)),
      }
    })
}

/** The response status of a page's curl command. */
export const statusOfCurl = async ({ curl, environment }: Documented): Promise<number> => {
  const script = `curl() { command curl -o /dev/null -w '%{http_code}' --max-time 20 "$@"; }\n${curl}`
  const { stdout } = await runFile('bash', ['-c', script], { env: { ...process.env, ...environment } })
  return Number(stdout)
}

/** A program that runs modules one after another and prints each one's output, as JSON. */
export const driver = (modules: readonly { file: string; environment: Record<string, string> }[]): string => `
const said = {}
for (const { file, environment } of ${JSON.stringify(modules)}) {
  Object.assign(process.env, environment)
  const log = console.log
  console.log = (...values) => (said[file] = values[0])
  try { await import(file) } catch (error) { said[file] = error.message }
  console.log = log
}
console.log(JSON.stringify(said))
`
