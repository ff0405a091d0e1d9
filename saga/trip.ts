import type { Calls, Data, SagaTable, StepOutcome } from './definition.ts'

/**
 * A saga with participants in memory, for tests: look for seats, read fares, reserve a seat, book a room. Participants
 * behave like real ones: idempotent by saga, with stored refusals and a tombstone if the undo arrives first.
 */
const step = (id: string, owner: string, undo?: { after: string[] }, guards?: string): SagaTable['steps'][number] => ({
  id,
  operation: `do-${id}`,
  owner,
  timeoutMs: 100,
  attempts: 1,
  states: { running: `${id} running`, done: `${id} done`, failed: `${id} failed` },
  ...(guards ? { guards } : {}),
  ...(undo ? { undo: { ...undo, operation: `undo-${id}`, timeoutMs: 100, owner } } : {}),
})

export const tripTable: SagaTable = {
  name: 'trip',
  memory: 'log',
  deadlineMs: 60_000,
  states: { initial: 'asked', done: 'booked', undoing: 'giving back', undone: 'given back' },
  reasons: { timeout: 'TIMEOUT', error: 'ERROR', deadline: 'DEADLINE', forced: 'FORCED' },
  undo: { backoffFirstMs: 10, backoffMaxMs: 100, parkAfterAttempts: 3 },
  steps: [
    step('look', 'seats', undefined, 'seat'),
    step('fares', 'seats'),
    step('seat', 'seats', { after: [] }),
    step('room', 'rooms', { after: [] }),
  ],
}

export type Effect = 'live' | 'undone' | 'tombstone'

/** A participant with one effect for one saga. */
export class Participant {
  effect: Effect | undefined
  refused = false
  /** How often the effect was made and undone. */
  made = 0
  undone = 0
  full = false

  run(): StepOutcome {
    if (this.effect === 'undone' || this.effect === 'tombstone')
      return { kind: 'refused', reason: 'GONE', undoneBefore: true }
    if (this.effect === 'live') return { kind: 'done', output: {} }
    if (this.refused || this.full) {
      this.refused = true
      return { kind: 'refused', reason: 'FULL' }
    }
    this.effect = 'live'
    this.made++
    return { kind: 'done', output: {} }
  }

  undo(): void {
    if (this.effect === 'live') this.undone++
    this.effect = this.effect === 'live' || this.effect === 'undone' ? 'undone' : 'tombstone'
  }
}

/** The fate of one message. `late`: it arrives after everything else, and the caller times out. */
export type Weather =
  | 'fine'
  | 'lost-before'
  | 'refused-connection'
  | 'answer-lost'
  | 'late'
  | 'crash-before'
  | 'crash-after'

export class Crash extends Error {}

export class World {
  readonly seat = new Participant()
  readonly room = new Participant()
  late: { action: 'run' | 'undo'; effect: () => void }[] = []
  faresGone = false
  weather: Weather[]
  onCrash: () => void = () => {}

  constructor(weather: readonly Weather[]) {
    this.weather = [...weather]
  }

  async send<T>(effect: () => T, action: 'run' | 'undo' = 'run'): Promise<T> {
    const weather = this.weather.shift() ?? 'fine'
    await Promise.resolve()
    if (weather === 'refused-connection') throw Object.assign(new Error(weather), { effect: 'none' })
    if (weather === 'lost-before') throw Object.assign(new Error(weather), { effect: 'unknown' })
    if (weather === 'crash-before') this.onCrash()
    if (weather === 'crash-before') throw new Crash()
    if (weather === 'late') {
      this.late.push({ action, effect })
      throw Object.assign(new Error(weather), { effect: 'unknown', reason: 'timeout' })
    }
    const result = effect()
    if (weather === 'crash-after') this.onCrash()
    if (weather === 'answer-lost' || weather === 'crash-after')
      throw Object.assign(new Error(weather), { effect: 'unknown' })
    return result
  }

  /** Delivers late messages; `undo`: only undos. */
  settle(which: 'all' | 'undo' = 'all'): void {
    const arriving = this.late.filter(({ action }) => which === 'all' || action === 'undo')
    this.late = this.late.filter((one) => !arriving.includes(one))
    for (const { effect } of arriving) effect()
  }

  calls(): Calls {
    const look = (): StepOutcome =>
      this.seat.full || this.seat.effect === 'live'
        ? { kind: 'refused', reason: 'NO_SEAT' }
        : { kind: 'done', output: {} }
    const fares = (data: Data): StepOutcome =>
      this.faresGone ? { kind: 'refused', reason: 'NO_FARE' } : { kind: 'done', output: { fare: `${data.trip} at 10` } }
    return {
      look: { run: () => this.send(look) },
      fares: { run: (data) => this.send(() => fares(data)) },
      seat: { run: () => this.send(() => this.seat.run()), undo: () => this.send(() => this.seat.undo(), 'undo') },
      room: { run: () => this.send(() => this.room.run()), undo: () => this.send(() => this.room.undo(), 'undo') },
    }
  }
}
