import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MatchersV3, Pact as PactWriter } from '@pact-foundation/pact'
import { afterAll, describe, expect, it } from 'vitest'
import { definitions, stream } from '#generated/events/events.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import { decodeEntry, type StreamEntry } from '#platform/stream/entry.ts'
import { record } from '../conformance/record.ts'
import type { Pact, State } from './pact.ts'
import { keepInstead, normalised, readPacts } from './pact-files.ts'

// How a consumer records its expectations: its own code calls Pact's server, which gives the expected answers.

/** The complete request, and the parts of the answer that the consumer uses. */
export type Expectation = {
  given: State[]
  request: {
    method: 'GET' | 'POST'
    path: string
    query?: Record<string, string>
    headers?: Record<string, string | MatchersV3.Matcher<string>>
    body?: unknown
  }
  answer: { status: number; body?: unknown }
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The same id for the same text in every run, so that pacts change only when expectations do. */
export const idOf = (text: string): string => {
  const digits = hex(text)
  return `0192f3c4-7b1e-7${digits.slice(0, 3)}-9${digits.slice(3, 6)}-${digits.slice(6, 18)}`
}
/** The checkout of all events in the pacts; their ids derive from it. */
export const checkoutId = idOf('checkout of the events')
/** The same product for the same text. */
export const productOf = (text: string): number => 1 + (Number.parseInt(hex(text).slice(0, 6), 16) % 900_000)

/** A refusal, of which the consumer reads only the type. */
export const problemBody = (slug: string) => ({ type: `urn:sagabench:problem:${slug}` })

const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
export const uuid = (example: string) => MatchersV3.regex(`^${uuidPattern}$`, example)
/** An idempotency key of a checkout. */
export const keyOf = (checkoutId: string, ending: string) =>
  MatchersV3.regex(`^${uuidPattern}${ending}$`, `${checkoutId}${ending}`)

/** The stored pacts of a consumer of the same kind as the written ones: for calls or for events. */
const keptLike = (consumer: string, written: readonly Pact[]): Pact[] => {
  const kinds = new Set(written.flatMap(({ interactions }) => interactions.map(({ type }) => type)))
  return readPacts().filter(
    (pact) => pact.consumer.name === consumer && pact.interactions.some(({ type }) => kinds.has(type)),
  )
}

const withTransport = async (baseUrl: string, use: (transport: Transport) => Promise<void>): Promise<void> => {
  const metrics = createMetrics({ name: 'pact' })
  const log = createLog({ name: 'pact', level: 'silent' })
  const transport = createTransport({ baseUrl, apiKey: 'pact', metrics, log, breaker: false })
  try {
    await use(transport)
  } finally {
    await transport.close()
  }
}

const versionOf = (type: string): string => String(new Map(Object.entries(definitions)).get(type)?.version ?? 1)

/** An event as the consumer expects it: type and payload, with matchers. The entry's other fields are implied. */
export type ExpectedEvent = { type: string; payload: Record<string, unknown> }

export type PactOfPair = {
  /** Adds a test: the consumer's code makes this request and handles the answer as `use` states. */
  expects: (description: string, expectation: Expectation, use: (transport: Transport) => Promise<void>) => void
  /** Adds a test: the consumer handles this event, decoded from a stream entry, as `use` states. */
  receives: (event: ExpectedEvent, use: (entry: StreamEntry) => Promise<void>) => void
}

/**
 * The tests of one consumer. Their expectations, by provider, must equal the stored ones; `npm run pacts` stores them
 * again.
 */
export const consumerTests = (consumer: string, declare: (of: (provider: string) => PactOfPair) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-pacts-'))
  const of = (provider: string): PactOfPair => {
    const writer = new PactWriter({ consumer, provider, dir: folder, logLevel: 'error' })
    return { expects: expecting(writer, provider), receives: receiving(writer, consumer, provider) }
  }
  describe(consumer, () => {
    declare(of)
    it('has the expectations stored in tests/contract/pacts (otherwise: npm run pacts)', () => {
      const written = readPacts(folder).map(normalised)
      expect(written.flatMap(({ interactions }) => interactions).length).toBeGreaterThan(0)
      if (process.env.SAGABENCH_KEEP_PACTS === 'yes') keepInstead(keptLike(consumer, written), written)
      expect(keptLike(consumer, written)).toEqual(written)
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))
  })
}

const expecting =
  (writer: PactWriter, provider: string): PactOfPair['expects'] =>
  (description, { given, request, answer }, use) => {
    it(`${provider}: ${description}`, async () => {
      const interaction = writer.addInteraction().uponReceiving(description)
      for (const { name, params } of given) interaction.given(name, params as never)
      const { method, path, query, headers, body } = request
      await interaction
        .withRequest(method, path, (builder) => {
          if (query) builder.query(query)
          if (headers) builder.headers(headers)
          if (body !== undefined) builder.jsonBody(body)
        })
        .willRespondWith(answer.status, (builder) => {
          if (answer.status >= 400) builder.headers({ 'Content-Type': 'application/problem+json' })
          if (answer.body !== undefined) builder.jsonBody(answer.body)
        })
        .executeTest(({ url }) => withTransport(url, use))
    })
  }

const receiving =
  (writer: PactWriter, application: string, publisher: string): PactOfPair['receives'] =>
  ({ type, payload }, use) => {
    it(`${publisher}: ${type}`, () =>
      writer
        .addAsynchronousInteraction()
        .expectsToReceive(type, (builder) => {
          const event_id = MatchersV3.regex(`^${uuidPattern}:${type}$`, `${checkoutId}:${type}`)
          builder.withMetadata({ stream, type, version: versionOf(type), event_id } as never).withJSONContent(payload)
        })
        .executeTest(async ({ contents, metadata }) => {
          const fields = {
            ...(metadata as Record<string, string>),
            payload: JSON.stringify(contents.content),
            ts: '1.5',
          }
          await use(decodeEntry(stream, ['1-1', Object.entries(fields).flat()], 1))
          record({ kind: 'message', application, direction: 'receives', type })
        }))
  }
