import { expect, it } from 'vitest'
import { findLostCheckouts, type Knowledge, type SoughtCheckout } from './find-lost-checkouts.ts'

const nowMs = 1_800_000_000_000
const idOf = (ms: number): string => {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7abc-8abc-0123456789ab`
}
const end = { knows: 'end', outcome: { etat: 'ECHOUE', motif: 'X' }, endedAtMs: 5 } as const

/** Checkouts by age in seconds, with the event store's knowledge of each. */
const world = (
  known: Record<number, Knowledge | undefined>,
  {
    unsent = [],
    ended = [],
    recent = [],
    broken = [],
  }: { unsent?: number[]; ended?: number[]; recent?: number[]; broken?: number[] } = {},
) => {
  const all: (SoughtCheckout & { age: number })[] = Object.keys(known)
    .map(Number)
    .map((age) => ({
      checkout_id: idOf(nowMs - age * 1_000),
      client_id: 'c',
      isSent: !unsent.includes(age),
      hasEnded: ended.includes(age),
      recent: recent.includes(age),
      age,
    }))
    .sort((a, b) => b.age - a.age)
  const events: string[] = []
  const reads: number[][] = []
  const ageOf = (id: string) => all.find(({ checkout_id }) => checkout_id === id)?.age ?? -1
  const find = findLostCheckouts({
    read: async (after, before) => {
      const there = all.filter(({ checkout_id: id }) => id > after && id < before)
      const page = there.slice(0, 2)
      reads.push(page.map(({ age }) => age))
      return { checkouts: page, nextPage: there.length > 2 ? page.at(-1)?.checkout_id : undefined }
    },
    findUnknown: async (ids) => ({
      unknown: ids.filter((id) => known[ageOf(id)]?.knows === 'nothing'),
      incomplets: ids.filter((id) => known[ageOf(id)]?.knows === 'running'),
    }),
    republish: async ({ checkout_id }) => {
      if (broken.includes(ageOf(checkout_id))) throw new Error('an unexpected answer')
      events.push(`publish ${ageOf(checkout_id)}`)
      return true
    },
    ask: async (id) => {
      if (broken.includes(ageOf(id))) throw new Error('an event that can not be read')
      events.push(`ask ${ageOf(id)}`)
      return known[ageOf(id)]
    },
    sendAgain: async (ids) => void events.push(`send ${ids.map(ageOf)}`),
    end: async ({ checkout_id }) => void events.push(`end ${ageOf(checkout_id)}`),
    report: ({ checkout_id }) => void events.push(`report ${ageOf(checkout_id)}`),
  })
  return { find, events, reads }
}

it('a checkout unknown to the event store is sent again, and an end missed here is taken over', async () => {
  const { find, events } = world({
    30: { knows: 'nothing' },
    40: end,
    50: { knows: 'running' },
    60: undefined,
  })
  expect(await find(nowMs)).toEqual({ sentAgain: 1, ended: 1, republished: 0 })
  expect(events.filter((event) => !event.startsWith('ask')).sort()).toEqual(['end 40', 'send 30'])
})

it('young checkouts and those the relay has not sent yet are left alone', async () => {
  const { find, events } = world({ 5: { knows: 'nothing' }, 20: { knows: 'nothing' } }, { unsent: [20] })
  await find(nowMs)
  expect(events).toEqual([])
})

it('a checkout sent again is looked up after a minute, not before', async () => {
  const { find, events } = world({ 30: { knows: 'nothing' } })
  for (const later of [0, 5_000, 59_000, 61_000]) await find(nowMs + later)
  expect(events).toEqual(['send 30', 'send 30'])
})

it('an old open checkout is checked each time, even behind many others', async () => {
  const goesOn = { knows: 'running' } as const
  const { find, events } = world({ 90000: goesOn, 80: goesOn, 70: goesOn, 60: goesOn, 50: end })
  await find(nowMs)
  await find(nowMs + 5_000)
  expect(events.filter((event) => event === 'ask 90000')).toHaveLength(2)
  expect(events.filter((event) => event === 'end 50')).toHaveLength(2)
})

it('a checkout ended here but unknown to the event store is sent again; a known one is not checked again', async () => {
  const { find, events, reads } = world({ 70: { knows: 'nothing' }, 90: end }, { ended: [70, 90] })
  await find(nowMs)
  expect(events).toEqual(['send 70'])
  await find(nowMs + 1_000)
  expect(reads.at(-1)).toEqual([70])
})

it('an ended checkout whose history lacks an event in the event store is published again, and a minute later once more', async () => {
  const { find, events } = world({ 70: { knows: 'running' } }, { ended: [70] })
  expect(await find(nowMs)).toEqual({ sentAgain: 0, ended: 0, republished: 1 })
  for (const later of [5_000, 59_000, 61_000]) await find(nowMs + later)
  expect(events).toEqual(['publish 70', 'publish 70'])
})

it('a checkout that ended a moment ago is neither looked up nor published again, but checked once more', async () => {
  const known = { 70: { knows: 'running' }, 60: end } as const
  const { find, events, reads } = world(known, { ended: [70, 60], recent: [70, 60] })
  expect(await find(nowMs)).toEqual({ sentAgain: 0, ended: 0, republished: 0 })
  await find(nowMs + 1_000)
  expect(events).toEqual([])
  expect(reads).toEqual([
    [70, 60],
    [70, 60],
  ])
})

it('checkouts that fail are reported and do not block the ones after them', async () => {
  const known = {
    90: { knows: 'running' },
    80: end,
    70: end,
    60: { knows: 'nothing' },
    50: { knows: 'running' },
  } as const
  const { find, events } = world(known, { ended: [90, 50], broken: [90, 80] })
  expect(await find(nowMs)).toEqual({ sentAgain: 1, ended: 1, republished: 1 })
  expect(events.toSorted()).toEqual(['ask 70', 'end 70', 'report 80', 'report 90', 'send 60', 'publish 50'].toSorted())
  for (const later of [5_000, 59_000, 61_000]) await find(nowMs + later)
  expect(events.filter((event) => event === 'report 90')).toHaveLength(2)
})
