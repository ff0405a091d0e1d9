import { readFileSync, rmSync } from 'node:fs'
import type { Environment } from './config.ts'

/**
 * Points in the handling of a step at which a process can be made to die. `before-effect`: the intent is written, the call not
 * made; `after-effect`: the effect has happened, but is neither written nor published; `before-ack`: it is written or published,
 * but not acknowledged or answered; `during-undo`: the undo has happened, but is neither written nor published.
 */
export const crashPhases = ['before-effect', 'after-effect', 'before-ack', 'during-undo'] as const
export type CrashPhase = (typeof crashPhases)[number]

/**
 * Called at every crash point with the name of the step or operation, and the phase. Stream consumers use
 * the place `consumer` and outbox relays the place `relay`; their effect is handling, or sending, a batch.
 */
export type Reach = (place: string, phase: CrashPhase) => void

/** Crash points that do nothing. */
export const noCrashPoints: Reach = () => {}

type Order = { place: string; phase: string; nth: number; signal: NodeJS.Signals }

const parse = (text: string): Order => {
  const [place = '', phase = '', nth = '1', signal = 'SIGKILL'] = text.trim().split(':')
  return { place, phase, nth: Number(nth), signal: signal as NodeJS.Signals }
}

/**
 * Crash points for tests. They are off unless TEST_CRASH_POINTS is `on`, which only tests set; then
 * CRASH_AT=`place:phase[:nth[:signal]]` makes the process signal itself (SIGKILL) at its nth pass through that point.
 * CRASH_AT_FILE names a file with the same content. It is read at each point, so it also reaches a running process, and is
 * removed when the signal is sent.
 */
export const crashPoints = (env: Environment, signalSelf = (signal: NodeJS.Signals) => killSelf(signal)): Reach => {
  if (env.TEST_CRASH_POINTS !== 'on') return noCrashPoints
  const { CRASH_AT: fixed, CRASH_AT_FILE: file } = env
  let text = ''
  let reached = 0
  return (place, phase) => {
    const now = file ? readOr(file, fixed ?? '') : (fixed ?? '')
    if (now !== text) [text, reached] = [now, 0]
    if (text === '') return
    const order = parse(text)
    if (order.place !== place || order.phase !== phase || ++reached !== order.nth) return
    if (file) rmSync(file, { force: true })
    signalSelf(order.signal)
  }
}

const killSelf = (signal: NodeJS.Signals): void => {
  process.kill(process.pid, signal)
}

const readOr = (file: string, otherwise: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}
