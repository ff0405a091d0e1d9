import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '#platform/base/clock.ts'
import { type Control, openControl } from './control.ts'

/** A clock that advances by hand. */
const manualClock = () => {
  let nowMs = 0
  const waiting = new Set<{ atMs: number; end: () => void }>()
  const clock: Clock = {
    now: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted || ms <= 0) return resolve()
        const one = { atMs: nowMs + ms, end: resolve }
        waiting.add(one)
        signal?.addEventListener('abort', () => resolve())
      }),
  }
  const advance = async (ms: number): Promise<void> => {
    for (const untilMs = nowMs + ms; nowMs < untilMs; ) {
      nowMs += Math.min(10, untilMs - nowMs)
      for (const one of waiting) if (one.atMs <= nowMs && waiting.delete(one)) one.end()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { clock, advance }
}

let control: Control
let target: Server
let advance: (ms: number) => Promise<void>
let events: string[]
let closed: number

beforeEach(async () => {
  const manual = manualClock()
  advance = manual.advance
  events = []
  closed = 0
  target = createServer((_, response) => response.end('answer')).listen(0, '127.0.0.1')
  await new Promise((resolve) => target.once('listening', resolve))
  control = await openControl((text) => events.push(text), manual.clock)
})
afterEach(async () => {
  await control.close()
  target.close()
})

const attach = (): void =>
  control.attach(
    {
      kill: async (process) => void events.push(`kill ${process}`),
      start: async (process) => void events.push(`start ${process}`),
      reroute: async (service, address) => void events.push(address === undefined ? `direct ${service}` : address),
      url: () => `http://127.0.0.1:${(target.address() as AddressInfo).port}`,
    },
    {
      styles: ['one', 'other'],
      faults: [
        { id: 'stop', kind: 'stop', process: 'worker' },
        {
          id: 'slow',
          kind: 'slow',
          target: 'service:1',
          rule: {
            share: 1,
            seed: 1,
            match: { method: 'POST', path: '^/slow$', key_header: 'key' },
            kinds: [{ kind: 'delay', delay_ms: 5_000 }],
          },
        },
      ],
      openLoad: async () => ({
        run: async (style) => void events.push(style),
        about: 'a load',
        close: async () => void closed++,
      }),
    },
  )

const send = async (command: string, body?: object, token = control.token) => {
  const [method = '', path = ''] = command.split(' ')
  const response = await fetch(control.url + path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const answer = (await response.json()) as { load?: object | null; fault?: object | null; about?: unknown }
  return { status: response.status, body: answer }
}

describe('the control of a running system', () => {
  it('rejects every command without its token, and waits for the system', async () => {
    expect((await send('GET /')).status).toBe(503)
    attach()
    for (const command of ['GET /', 'POST /load', 'DELETE /load', 'POST /fault', 'DELETE /fault'])
      expect((await send(command, undefined, 'x'.repeat(control.token.length))).status).toBe(401)
    expect((await send('GET /')).status).toBe(200)
    expect((await send('GET /other')).status).toBe(404)
    expect(events).toEqual([])
  })

  it('a load runs both styles in turn at its rate, and stops by itself', async () => {
    attach()
    const { body } = await send('POST /load', { ratePerS: 10, seconds: 2 })
    expect(body).toMatchObject({ about: 'a load', load: { ratePerS: 10, untilMs: 2_000 } })
    await advance(1_000)
    expect(events.length).toBeGreaterThanOrEqual(10)
    expect(events.length).toBeLessThanOrEqual(11)
    await advance(5_000)
    expect(events).toEqual(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'one' : 'other')))
    expect((await send('GET /')).body.load).toBeNull()
  })

  it('a load stops at once when asked to, and when the control ends', async () => {
    attach()
    for (const stop of [() => send('DELETE /load'), () => control.close()]) {
      await send('POST /load', { ratePerS: 10, seconds: 60 })
      await advance(500)
      await stop()
      const { length } = events
      await advance(5_000)
      expect(events.length).toBe(length)
    }
    expect(closed).toBe(1)
  })

  it.each([
    ['POST /load', { ratePerS: 21, seconds: 1 }],
    ['POST /load', { ratePerS: 1, seconds: 301 }],
    ['POST /load', { ratePerS: 0.5, seconds: 1 }],
    ['POST /load', {}],
    ['POST /load', undefined],
    ['POST /fault', { id: 'stop', seconds: 61 }],
    ['POST /fault', { id: 'unknown', seconds: 1 }],
    ['POST /fault', { id: 'stop' }],
  ])('%s %j is beyond the limits', async (command, body) => {
    attach()
    expect((await send(command, body)).status).toBe(400)
    await advance(1_000)
    expect(events).toEqual([])
  })

  it('a stopped process starts again after its time, and no second fault begins before that', async () => {
    attach()
    expect((await send('POST /fault', { id: 'stop', seconds: 20 })).body.fault).toEqual({ id: 'stop', untilMs: 20_000 })
    expect((await send('POST /fault', { id: 'slow', seconds: 1 })).status).toBe(409)
    await advance(19_900)
    expect(events).toEqual(['kill worker'])
    await advance(200)
    expect(events).toEqual(['kill worker', 'start worker'])
    expect((await send('GET /')).body.fault).toBeNull()
  })

  it('a slow service is reached through a proxy, and directly again when the fault is undone', async () => {
    attach()
    await send('POST /fault', { id: 'slow', seconds: 20 })
    const proxy = `http://${events[0]}`
    expect(await (await fetch(`${proxy}/other`, { method: 'POST' })).text()).toBe('answer')
    await send('DELETE /fault')
    expect(events.slice(1)).toEqual(['direct service:1'])
    await expect(fetch(`${proxy}/other`)).rejects.toThrow()
  })

  it('the end of the control undoes the fault', async () => {
    attach()
    await send('POST /fault', { id: 'stop', seconds: 60 })
    await control.close()
    expect(events).toEqual(['kill worker', 'start worker'])
  })
})
