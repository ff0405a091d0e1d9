import { randomUUID } from 'node:crypto'
import { creerDemandeReappro, lireDemandeReappro } from '#generated/inventaire/client.ts'
import { validerDemande } from '#generated/supply-chain/client.ts'
import type { CellContext } from '#harness/faults/plan.ts'
import type { Sample } from '#harness/scenario/records.ts'
import type { System } from '#harness/system/system.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { CallFailure, createTransport, type Transport } from '#platform/http/client.ts'
import { tokenIssuerOf } from '../shop/token-issuer.ts'

// A member of staff who requests and validates restocking while processes die, and checks each answer against the stored request.

/** The style of cells that validate requests instead of checking out; a validation has one style only. */
export const validations = 'validation'

const shop = 2
const quantite = 3
const batchCount = 4
const patienceMs = 40_000
const attemptMs = 10_000
const askAgainMs = 150
const tokenSeconds = 300

type Client = Pick<CellContext, 'now' | 'sleep' | 'random'>
type End = { id: string; outcome: 'approved' | 'undone' | 'unended'; last: string }
type Staff = { transport: Transport; token: string }

const asStaff = async <T>(system: System, work: (staff: Staff) => Promise<T>): Promise<T> => {
  const transport = createTransport({
    baseUrl: system.url('kong'),
    apiKey: system.secrets.GATEWAY_KEY_APPLICATION_ADMINISTRATION ?? '',
    metrics: createMetrics({ name: 'faults' }),
    log: createLog({ name: 'faults', level: 'silent' }),
    breaker: false,
  })
  try {
    return await work({
      transport,
      token: await tokenIssuerOf(system)({ id: randomUUID(), role: 'gerant' }, tokenSeconds),
    })
  } finally {
    await transport.close()
  }
}

/** Repeats a call until it has a result, as a person would; undefined once patience runs out. */
const untilKnown = async <T>(
  { now, sleep }: Client,
  attempt: () => Promise<{ known: T } | { unknown: string }>,
): Promise<{ known: T } | { unknown: string }> => {
  let last = 'no answer in time'
  for (const until = now() + patienceMs; now() < until; await sleep(askAgainMs)) {
    try {
      const result = await attempt()
      if ('known' in result) return result
      last = result.unknown
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      last = error.message
    }
  }
  return { unknown: last }
}

const create = async (client: Client, { transport, token }: Staff): Promise<string> => {
  const [idempotencyKey, products] = [randomUUID(), 100]
  const body = { magasin_id: shop, produit_id: 1 + Math.floor(client.random() * products), quantite }
  const created = await untilKnown(client, async () => {
    const answer = await creerDemandeReappro(transport, { body }, { token, idempotencyKey, timeoutMs: attemptMs })
    return answer.status === 201 ? { known: answer.body.demande_id } : { unknown: `status ${answer.status}` }
  })
  if ('unknown' in created) throw new Error(`the restocking request was not created: ${created.unknown}`)
  return created.known
}

/** Validates a new request, repeating the call with its key until the end is known. */
const validate = async (client: Client, staff: Staff): Promise<End> => {
  const { transport, token } = staff
  const [id, idempotencyKey] = [await create(client, staff), randomUUID()]
  const ended = await untilKnown<End['outcome']>(client, async () => {
    const options = { token, idempotencyKey, timeoutMs: attemptMs, retries: 0 }
    const answer = await validerDemande(transport, { path: { demande_id: id } }, options)
    if (answer.status === 200) return { known: 'approved' }
    const isUndone = (answer.status === 409 || answer.status === 503) && 'motif' in answer.body
    return isUndone ? { known: 'undone' } : { unknown: `status ${answer.status}` }
  })
  return 'known' in ended ? { id, outcome: ended.known, last: '' } : { id, outcome: 'unended', last: ended.unknown }
}

/** What the answer says about the request must be what inventaire stores. */
const check = async (context: CellContext, { transport, token }: Staff, { id, outcome, last }: End): Promise<void> => {
  if (outcome === 'unended') return context.violated(`the validation of request ${id} never ended: ${last}`)
  const read = await untilKnown(context, async () => {
    const answer = await lireDemandeReappro(transport, { path: { demande_id: id } }, { token, timeoutMs: attemptMs })
    return answer.status === 200 ? { known: answer.body.statut } : { unknown: `status ${answer.status}` }
  })
  const stored = 'known' in read ? read.known : read.unknown
  const expected = outcome === 'approved' ? 'approuvee' : 'en_attente'
  if (stored !== expected)
    context.violated(`the validation of request ${id} was ${outcome}, but the request is ${stored}`)
}

/** Validates some new requests at the same time and checks how each ended. */
export const validateBatch = (context: CellContext): Promise<void> =>
  asStaff(context.system, async (staff) => {
    const ends = await Promise.all(Array.from({ length: batchCount }, () => validate(context, staff)))
    for (const end of ends) await check(context, staff, end)
  })

/** One new validation, after the heal. */
export const probeValidation = (system: System, client: Client): Promise<Sample> =>
  asStaff(system, async (staff) => {
    const started = client.now()
    const { id, outcome, last } = await validate(client, staff)
    const moments = { intended: started, ready: started, started, accepted: started, ended: client.now() }
    const end = outcome === 'approved' ? 'succeeded' : outcome === 'undone' ? 'failed' : 'unended'
    return { ...moments, i: 0, key: id, outcome: end, id, status: 200, reason: last }
  })
