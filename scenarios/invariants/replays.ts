import type { Observed, ScenarioSystem, SeenLoad } from '#harness/scenario/plugin.ts'
import type { Sample } from '#harness/scenario/records.ts'
import { type Row, sql } from '#platform/postgres/pool.ts'
import type { Databases } from '../shop/databases.ts'
import type { Ligne } from '../shop/lines.ts'
import { tokenIssuerOf } from '../shop/token-issuer.ts'

type Answer = { id: string | null; succeeded: boolean }

/**
 * A repeated request with the same key: the first answer and the second; `otherBody`: the status of a request with that
 * key and another body, if one was sent.
 */
export type Replay = { key: string; first: Answer; again: Answer; otherBody: number | null }

const eachMost = 5
const timeoutMs = 15_000
const tokenSeconds = 600

const readAccepted = sql(
  'scenario-accepted-by-key',
  `select idempotency_key as key, client_id, payload -> 'panier' -> 'lignes' as lignes
   from checkout join outbox on outbox.event_id = checkout.checkout_id || ':CheckoutInitiated'
   where idempotency_key = any($1)`,
)
const readStarted = sql(
  'scenario-started-by-key',
  `select idempotency_key as key, client_id, record -> 'data' -> 'panier' -> 'lignes' as lignes
   from saga join saga_log on saga_log.saga_id = saga.saga_id and seq = 1
   where idempotency_key = any($1)`,
)

type Request = { key: string; client_id: string; lignes: Ligne[] }
type Post = (request: Request) => Promise<{ status: number; answer: Answer }>

/** A few checkouts of each outcome, from the last loads of one style. */
const chosen = (loads: readonly SeenLoad[]): Sample[] =>
  loads.flatMap(({ samples }) =>
    (['succeeded', 'refused', 'failed'] as const).flatMap((outcome) =>
      samples
        .filter((sample) => sample.outcome === outcome && sample.key != null && sample.id !== null)
        .slice(0, eachMost),
    ),
  )

const posts = (system: ScenarioSystem): Record<string, Post> => {
  const issue = tokenIssuerOf(system)
  const send = async ({ client_id, key }: Request, path: string, body: unknown): Promise<[number, Body]> => {
    const response = await fetch(`${system.url('kong')}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'X-API-Key': system.secrets.GATEWAY_KEY_APPLICATION_BOUTIQUE ?? '',
        Authorization: `Bearer ${await issue({ id: client_id, role: 'client' }, tokenSeconds)}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Idempotency-Key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    return [response.status, (await response.json()) as Body]
  }
  return {
    orchestrated: async (request) => {
      const panier = { lignes: request.lignes }
      const [status, body] = await send(request, '/api/saga/checkout/', { client_id: request.client_id, panier })
      return { status, answer: { id: body.checkout_id ?? null, succeeded: body.etat === 'SAGA_TERMINEE' } }
    },
    choreographed: async (request) => {
      const path = `/api/commandes/clients/${request.client_id}/checkout/choreo/`
      const [status, body] = await send(request, path, { panier: { lignes: request.lignes } })
      const id = body.checkout_id ?? null
      if (id === null) return { status, answer: { id, succeeded: false } }
      const [, outcome] = await send(request, `${path}${id}/`, undefined)
      return { status, answer: { id, succeeded: outcome.etat === 'REUSSI' } }
    },
  }
}

type Body = { checkout_id?: string; etat?: string }

const otherLines = ({ lignes }: Request): Ligne[] => lignes.map((ligne) => ({ ...ligne, quantite: ligne.quantite + 1 }))

/**
 * Repeats a few requests of the last scenario's loads with their key and body, and one with another body. The snapshot
 * is read afterwards, so it also shows any wrong effect of a repetition.
 */
export const replaySome = async (
  system: ScenarioSystem,
  databases: Databases,
  { loads }: Observed,
): Promise<Replay[]> => {
  const post = posts(system)
  const last = loads.at(-1)?.scenario.id
  const ofLast = loads.filter(({ scenario }) => scenario.id === last)
  const replays: Replay[] = []
  for (const style of new Set(ofLast.map((load) => load.style))) {
    const samples = chosen(ofLast.filter((load) => load.style === style))
    replays.push(...(await replayOf(post[style], samples, await requestsOf(databases, style, samples))))
  }
  return replays
}

const requestsOf = async (databases: Databases, style: string, samples: readonly Sample[]): Promise<Request[]> => {
  const keys = [samples.map(({ key }) => key)]
  return style === 'orchestrated'
    ? await databases.saga.query<Request & Row>(readStarted, keys)
    : await databases.ecommerce.query<Request & Row>(readAccepted, keys)
}

const replayOf = async (
  post: Post | undefined,
  samples: readonly Sample[],
  requests: readonly Request[],
): Promise<Replay[]> => {
  const byKey = new Map(requests.map((request) => [request.key, request]))
  const replays: Replay[] = []
  for (const { key, id, outcome } of samples) {
    const request = byKey.get(key ?? '')
    if (post === undefined || request === undefined) continue // Another invariant reports its missing effect.
    const { answer } = await post(request)
    const other = replays.length === 0 ? await post({ ...request, lignes: otherLines(request) }) : null
    const first = { id, succeeded: outcome === 'succeeded' }
    replays.push({ key: request.key, first, again: answer, otherBody: other?.status ?? null })
  }
  return replays
}
