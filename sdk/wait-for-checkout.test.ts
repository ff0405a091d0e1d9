import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { listerMagasins } from '#generated/commandes/client.ts'
import { elements } from './pages.ts'
import { Refused } from './problems.ts'
import { readServerSentEvents, type ServerSentEvent } from './server-sent-events.ts'
import { answer, hangUp, problemAnswer, type Script, serveScript } from './testing.ts'
import { createTransport } from './transport.ts'
import { followCheckout, waitForCheckout, waitForSaga } from './wait-for-checkout.ts'

const place = { client_id: '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f', checkout_id: '0192f3c4-7b1e-7c3a-9d42-5f0e8a6b1c2d' }
const running = { checkout_id: place.checkout_id, etat: 'EN_COURS', commande_id: null, motif: null }
const succeeded = { ...running, etat: 'REUSSI', commande_id: 'o' }
const event = (data: object): string => `event: etat\ndata: ${JSON.stringify(data)}\n\n`

const opened: Script[] = []
const open = async (...steps: Parameters<typeof serveScript>) => {
  const script = await serveScript(...steps)
  opened.push(script)
  return { script, transport: createTransport({ baseUrl: script.baseUrl, retries: 0 }) }
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((script) => script.close()))
})
const collected = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

describe('waitForCheckout', () => {
  test('asks the server to wait, and repeats the request if it does not', async () => {
    const { script, transport } = await open(answer(200, running), answer(200, running), answer(200, succeeded))
    expect(await waitForCheckout(transport, place, { waitMs: 50_000 })).toEqual(succeeded)
    expect(script.seen.map(({ headers }) => headers.prefer)).toEqual(['wait=30', 'wait=30', 'wait=30'])
  })

  test('returns the latest state when the time is up', async () => {
    const { script, transport } = await open(answer(200, running))
    expect(await waitForCheckout(transport, place, { waitMs: 500 })).toEqual(running)
    expect(script.seen.every(({ headers }) => headers.prefer === undefined)).toBe(true)
  })

  test('throws the refusal if there is no such checkout', async () => {
    const { transport } = await open(problemAnswer(404, 'checkout-inconnu'))
    await expect(waitForCheckout(transport, place)).rejects.toThrow(Refused)
  })
})

describe('followCheckout', () => {
  const eventsThen = (text: string, end: (response: Parameters<typeof hangUp>[0]) => void) =>
    ((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(text, () => end(response))
    }) satisfies Parameters<typeof serveScript>[0]

  test('yields each state, and ends with the last', async () => {
    const text = `${event(running)}: still running\n\n${event(succeeded)}`
    const { script, transport } = await open(eventsThen(text, () => {}))
    expect(await collected(followCheckout(transport, place))).toEqual([running, succeeded])
    expect(script.seen).toHaveLength(1)
  })

  test.each([
    ['breaks', eventsThen(event(running), hangUp)],
    ['is temporarily refused', problemAnswer(503, 'unavailable')],
  ])('falls back to long polling if the stream %s', async (_how, first) => {
    const { script, transport } = await open(first, answer(200, succeeded))
    expect((await collected(followCheckout(transport, place))).at(-1)).toEqual(succeeded)
    expect(script.seen.map(({ url }) => url.endsWith('/events'))).toEqual([true, false])
  })

  test('throws the refusal if there is no such checkout', async () => {
    const { script, transport } = await open(problemAnswer(404, 'checkout-inconnu'))
    await expect(collected(followCheckout(transport, place))).rejects.toThrow(Refused)
    expect(script.seen).toHaveLength(1)
  })
})

test('waitForSaga polls until the saga is terminal', async () => {
  const saga = { checkout_id: place.checkout_id, terminale: false }
  const { transport } = await open(answer(200, saga), answer(200, { ...saga, terminale: true }))
  expect(await waitForSaga(transport, place.checkout_id)).toMatchObject({ terminale: true })
})

test('elements reads page after page, each on demand', async () => {
  const { script, transport } = await open(
    answer(200, { elements: [{ magasin_id: 1 }, { magasin_id: 2 }], curseur_suivant: 'Mg' }),
    answer(200, { elements: [{ magasin_id: 3 }], curseur_suivant: null }),
  )
  const read: number[] = []
  for await (const { magasin_id } of elements(listerMagasins, transport, { query: { limite: 2 } })) {
    expect(script.seen).toHaveLength(read.push(magasin_id) < 3 ? 1 : 2)
  }
  expect(read).toEqual([1, 2, 3])
  expect(script.seen.map(({ url }) => url.split('?')[1])).toEqual(['limite=2', 'limite=2&curseur=Mg'])
})

test('the parsed server-sent events don’t depend on how the text is split into chunks', async () => {
  const text = `: hello\n\n${event(running)}data: a\ndata: b\r\n\r\nevent: x\ndata:1\n\nevent: no data\n\n`
  const expected: ServerSentEvent[] = [
    { event: 'etat', data: JSON.stringify(running) },
    { event: 'message', data: 'a\nb' },
    { event: 'x', data: '1' },
  ]
  const cut = async function* (places: number[]) {
    const ends = [...new Set(places)].sort((a, b) => a - b)
    for (const [index, end] of [...ends, text.length].entries()) yield text.slice(ends[index - 1] ?? 0, end)
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 8 }), async (places) => {
      expect(await collected(readServerSentEvents(cut(places)))).toEqual(expected)
    }),
  )
})
