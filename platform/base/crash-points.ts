import { readFileSync, rmSync } from 'node:fs'
import type { Environment } from './config.ts'

/**
 * Where in the handling of a step a process can be made to die. `before-effect`: its intent is written, its call not made;
 * `after-effect`: the effect is there, nothing of it written or told; `before-ack`: it is written or published, and
 * whoever waits has heard nothing; `during-undo`: the undo has its effect, nothing of that is written or told.
 */
export const crashPhases = ['before-effect', 'after-effect', 'before-ack', 'during-undo'] as const
export type CrashPhase = (typeof crashPhases)[number]

/**
 * Called wherever a process may be made to die: the name of the step or operation, and the phase. Every consumer of a stream has
 * the place `consumer`, every relay of an outbox the place `relay`; there the effect is handling, or sending, a batch.
 */
export type Reach = (place: string, phase: CrashPhase) => void

/** The points of a process that nobody tests. */
export const noCrashPoints: Reach = () => {}

type Order = { place: string; phase: string; nth: number; signal: NodeJS.Signals }

const parse = (text: string): Order => {
  const [place = '', phase = '', nth = '1', signal = 'SIGKILL'] = text.trim().split(':')
  return { place, phase, nth: Number(nth), signal: signal as NodeJS.Signals }
}

/**
 * Crash points for tests. They are off unless TEST_CRASH_POINTS is `on`, which nothing but a test sets; then
 * CRASH_AT=`place:phase[:nth[:signal]]` makes the process signal itself (SIGKILL) when it gets there for the nth time.
 * CRASH_AT_FILE names a file that holds the same and is read at each point, so that a running process can be told; it is
 * removed when the order is carried out.
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
