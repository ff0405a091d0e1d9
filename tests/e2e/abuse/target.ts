import { randomUUID } from 'node:crypto'
import { type Role, roles } from '#generated/roles.ts'
import { createTokenIssuer } from '#platform/http/identity.ts'
import { type Reply, readOperations, readServices, type Sent, send } from '../requests.ts'
import { type Shop, startShop } from '../shop.ts'

export const services = readServices()
/** Tests cover every operation of the specifications, so a new one is covered as soon as it is specified. */
export const operations = await readOperations(services)
export type Operation = (typeof operations)[number]

/** The system under test, once `openTarget` has opened it. */
export let shop: Shop
export let gateway: string
/** The token of a customer who owns nothing. */
export let stranger: string

/** Starts the whole system; returns a function that stops it. */
export const openTarget = async (): Promise<() => Promise<void>> => {
  shop = await startShop()
  gateway = shop.system.url('kong')
  const privateKeyPem = Buffer.from(shop.system.secrets.JWT_PRIVATE_KEY ?? '', 'base64').toString()
  stranger = await createTokenIssuer({ privateKeyPem })({ id: randomUUID(), role: 'client' }, 3_600)
  return shop.close
}

const uuid = '01900000-0000-7000-8000-000000000000'
export const pathOf = ({ url }: Operation, id: string = uuid): string =>
  url.replaceAll(/:(\w+)/g, (_all, name: string) =>
    name === 'id' ? id : /produit|magasin/.test(name) ? '1' : name === 'stream' ? 'ecommerce.checkout.events' : uuid,
  )
export const boutique = (): Record<string, string> => ({ 'x-api-key': shop.key('application-boutique') })
/** The role of the token of `tokenOf`: the first one that the operation accepts. */
const roleOf = (accepted: readonly string[] = []): Role => roles.find((role) => accepted.includes(role)) ?? 'client'
/** A caller that the operation accepts, with the token of `tokenOf`. */
export const callerOf = ({ callers, roles: accepted, roleCallers }: Operation): Record<string, string> => {
  const through = roleCallers?.[roleOf(accepted)]
  return { 'x-api-key': shop.key(callers?.[0] ?? through?.[0] ?? 'application-boutique') }
}
export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })
export const keyed = (): Record<string, string> => ({
  'idempotency-key': randomUUID(),
  'content-type': 'application/json',
})
export const tokenOf = ({ roles: accepted }: Operation): Record<string, string> =>
  accepted === undefined ? {} : bearer(shop.tokens[roleOf(accepted)])
export const through = (operation: Operation, sent: Sent = {}, path = pathOf(operation)): Promise<Reply> =>
  send(`${gateway}${path}`, { method: operation.method, ...sent })
const portOf: Record<string, string> = { catalogue: 'catalogue-1' }
export const past = (operation: Operation, sent: Sent = {}, path = pathOf(operation)): Promise<Reply> =>
  send(`${shop.system.url(portOf[operation.service] ?? operation.service)}${path}`, {
    method: operation.method,
    ...sent,
  })
export const named = (list: readonly Operation[]) =>
  list.map((operation) => [operation.operationId, operation] as const)
export const fresh = (operationId: string): Operation => {
  const found = operations.find((operation) => operation.operationId === operationId)
  if (!found) throw new Error(`no operation ${operationId}`)
  return found
}
/** The secret that the gateway adds to requests for this service. */
export const gatewaySecretOf = (service: string): string =>
  shop.system.env(portOf[service] ?? service).GATEWAY_SECRET ?? ''
export const gatewayHeaders = (service: string, consumer: string): Record<string, string> => ({
  'x-gateway-secret': gatewaySecretOf(service),
  'x-consumer-username': consumer,
})
