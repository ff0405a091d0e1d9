import { expect, it } from 'vitest'
import { virtualClock } from '../testing.ts'
import { tripTable } from '../trip.ts'
import type { RunningSagas } from './running-sagas.ts'
import type { NewSaga } from './saga-log.ts'
import { startSaga } from './start-saga.ts'

const requestOf = (id: string) => ({ id, scope: 'one', key: id, fingerprint: Buffer.of(1), data: { trip: id } })

/** A coordinator with room for one saga, whose sagas never end. */
const openFor = (accept: (saga: NewSaga) => Promise<{ kind: 'accepted' }>) => {
  const running = new Set<string>()
  const sagas: RunningSagas = {
    run: (id) => {
      running.add(id)
      return new Promise(() => {})
    },
    force: () => false,
    has: (id) => running.has(id),
    letGo: async () => {},
    olderThan: () => [],
    count: () => running.size,
    allEnded: async () => {},
  }
  const options = { table: tripTable, clock: virtualClock(), answerMs: 1, closing: new AbortController().signal }
  return { running, start: startSaga<never>({ ...options, accept, sagas, onAccepted: () => {}, sagasMax: 1 }) }
}

it('a saga counts towards the limit from its request until it ends, also between its acceptance and its first step', async () => {
  const { promise, resolve } = Promise.withResolvers<{ kind: 'accepted' }>()
  const { running, start } = openFor(() => promise)
  const first = start(requestOf('first'))
  const others = [start(requestOf('other-0'))]
  resolve({ kind: 'accepted' })
  // One more request in each turn of the queue, until the first saga runs.
  for (let turn = 1; turn < 20 && !running.has('first'); turn++) {
    await Promise.resolve()
    others.push(start(requestOf(`other-${turn}`)))
  }
  expect(await first).toMatchObject({ kind: 'running' })
  expect(others.length).toBeGreaterThan(1)
  expect(await Promise.all(others)).toEqual(others.map(() => ({ kind: 'too-many' })))
  expect([...running]).toEqual(['first'])
})
