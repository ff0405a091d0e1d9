import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { type Clock, systemClock } from '#platform/base/clock.ts'
import { createFaults, type Fault, FaultRunning, type Faults, type FaultySystem } from './fault.ts'
import { createSteadyLoad, type RunUnit, type SteadyLoad } from './steady-load.ts'

/** What a running system lets people do: a load in several styles, and faults. The scenarios provide it. */
export type Controlled = {
  readonly styles: readonly string[]
  readonly faults: readonly Fault[]
  /** Prepares the load before its first unit. `about` describes it for the caller. */
  readonly openLoad: () => Promise<{ run: RunUnit; about: unknown; close: () => Promise<void> }>
}

export const limits = { ratePerS: 20, loadS: 300, faultS: 60 } as const

export type Control = {
  readonly url: string
  readonly token: string
  /** Accepts commands from now on. */
  readonly attach: (system: FaultySystem, controlled: Controlled) => void
  /** Stops the load, undoes the fault, and ends. */
  readonly close: () => Promise<void>
}

type Attached = {
  faults: Faults
  load: SteadyLoad
  controlled: Controlled
  opened: ReturnType<Controlled['openLoad']> | undefined
  isEnding: boolean
}
type Answer = { status: number; body?: unknown }

const refusal = (status: number, detail: string): Answer => ({ status, body: { detail } })

const ending = refusal(503, 'the system is not ready for commands')

/** A whole number of the body between 1 and a limit; undefined if it isn't one. */
const amountIn = (body: unknown, name: string, max: number): number | undefined => {
  const value = (body as Record<string, unknown> | null)?.[name]
  return Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= max ? Number(value) : undefined
}

const statusOf = async ({ faults, load, controlled, opened }: Attached): Promise<Answer> => ({
  status: 200,
  body: {
    limits,
    load: load.current(),
    fault: faults.current(),
    faults: controlled.faults.map(({ id }) => id),
    about: (await opened)?.about ?? null,
  },
})

const startLoad = async (attached: Attached, body: unknown): Promise<Answer> => {
  const ratePerS = amountIn(body, 'ratePerS', limits.ratePerS)
  const seconds = amountIn(body, 'seconds', limits.loadS)
  if (ratePerS === undefined || seconds === undefined)
    return refusal(400, `ratePerS must be 1 to ${limits.ratePerS}, and seconds 1 to ${limits.loadS}`)
  attached.opened ??= attached.controlled.openLoad()
  attached.opened.catch(() => {
    attached.opened = undefined // the next start tries again
  })
  const { run } = await attached.opened
  if (attached.isEnding) return ending
  attached.load.start(run, ratePerS, seconds * 1_000)
  return statusOf(attached)
}

const startFault = async (attached: Attached, body: unknown): Promise<Answer> => {
  const fault = attached.controlled.faults.find(({ id }) => id === (body as { id?: unknown } | null)?.id)
  const seconds = amountIn(body, 'seconds', limits.faultS)
  if (fault === undefined || seconds === undefined)
    return refusal(400, `id must be a known fault, and seconds 1 to ${limits.faultS}`)
  try {
    await attached.faults.start(fault, seconds * 1_000)
  } catch (error) {
    if (error instanceof FaultRunning) return refusal(409, error.message)
    throw error
  }
  return statusOf(attached)
}

const commands: Readonly<Record<string, (attached: Attached, body: unknown) => Promise<Answer>>> = {
  'GET /': (attached) => statusOf(attached),
  'POST /load': startLoad,
  'DELETE /load': async (attached) => {
    await attached.load.stop()
    return statusOf(attached)
  },
  'POST /fault': startFault,
  'DELETE /fault': async (attached) => {
    await attached.faults.undo()
    return statusOf(attached)
  },
}

/**
 * A small server on the loopback by which the pages of a running system start a load and faults. It listens before the system
 * starts, so that its processes can get the address and the token.
 */
export const openControl = async (report: (text: string) => void, clock: Clock = systemClock): Promise<Control> => {
  const token = randomBytes(24).toString('base64url')
  let attached: Attached | undefined
  const isAuthorized = ({ headers }: IncomingMessage): boolean => {
    const [given, expected] = [Buffer.from(headers.authorization ?? ''), Buffer.from(`Bearer ${token}`)]
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    if (!isAuthorized(request)) return refusal(401, 'the token is missing or wrong')
    const command = commands[`${request.method} ${request.url}`]
    if (command === undefined) return refusal(404, 'there is no such command')
    const body = request.method === 'POST' ? await json(request).catch(() => null) : null
    // Only now: the system may have begun to end while the body arrived.
    return attached === undefined ? ending : command(attached, body)
  }
  const server = createServer((request, response) => {
    void answer(request)
      .catch((error: Error) => refusal(500, error.message))
      .then(({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    attach: (system, controlled) => {
      const faults = createFaults(system, clock, (error) => report(`the fault could not be undone: ${error.message}`))
      attached = {
        faults,
        load: createSteadyLoad(controlled.styles, clock),
        controlled,
        opened: undefined,
        isEnding: false,
      }
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      const last = attached
      attached = undefined
      if (last === undefined) return
      last.isEnding = true
      await Promise.all([last.load.stop(), last.faults.undo()])
      await (await last.opened?.catch(() => undefined))?.close()
    },
  }
}
