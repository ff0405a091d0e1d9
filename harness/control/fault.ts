import type { Clock } from '#platform/base/clock.ts'
import { startStubbornly } from '../scenario/disturb.ts'
import { type FaultRule, startFaultProxy } from '../scenario/fault-proxy.ts'
import type { System } from '../system/system.ts'

/** A fault that people can cause in a running system. `stop`: kills a process; `slow`: a proxy delays matching requests of a service. */
export type Fault =
  | { readonly id: string; readonly kind: 'stop'; readonly process: string }
  | { readonly id: string; readonly kind: 'slow'; readonly target: string; readonly rule: Omit<FaultRule, 'id' | 'at'> }

export type FaultySystem = Pick<System, 'kill' | 'start' | 'reroute' | 'url'>

/** Another fault has not been undone yet. */
export class FaultRunning extends Error {}

type Undo = () => Promise<void>

const slow = async (system: FaultySystem, { id, target, rule }: Extract<Fault, { kind: 'slow' }>): Promise<Undo> => {
  const service = target.split(':')[0] ?? target
  const proxy = await startFaultProxy({ target: system.url(service), rules: [{ ...rule, id, at: target }] })
  await system.reroute(target, new URL(proxy.url).host)
  return async () => {
    await system.reroute(target, undefined)
    proxy.setRules([]) // requests that still arrive pass at once
    await proxy.close()
  }
}

const cause = async (system: FaultySystem, fault: Fault, clock: Clock): Promise<Undo> => {
  if (fault.kind === 'slow') return slow(system, fault)
  await system.kill(fault.process, 'SIGKILL')
  return () => startStubbornly(system, fault.process, clock)
}

export type Faults = {
  /** Causes a fault and undoes it after a time. @throws FaultRunning */
  readonly start: (fault: Fault, durationMs: number) => Promise<void>
  /** Undoes the fault now; resolves when it is undone. */
  readonly undo: () => Promise<void>
  readonly current: () => { readonly id: string; readonly untilMs: number } | null
}

/** At most one fault at a time, each undone by itself. A failed undo is reported and leaves room for the next fault. */
export const createFaults = (system: FaultySystem, clock: Clock, report: (error: Error) => void): Faults => {
  let running: { id: string; untilMs: number; over: AbortController; undone: Promise<void> } | undefined
  const start: Faults['start'] = async (fault, durationMs) => {
    if (running !== undefined) throw new FaultRunning(`${running.id} is not undone yet`)
    const over = new AbortController()
    const caused = cause(system, fault, clock)
    const undone = caused
      .then(async (undo) => {
        await clock.sleep(durationMs, over.signal)
        await undo()
      })
      .catch((error: unknown) => report(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        running = undefined
      })
    running = { id: fault.id, untilMs: clock.now() + durationMs, over, undone }
    await caused
  }
  return {
    start,
    undo: async () => {
      running?.over.abort()
      await running?.undone
    },
    current: () => (running === undefined ? null : { id: running.id, untilMs: running.untilMs }),
  }
}
