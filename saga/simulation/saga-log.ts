import type { LogRecord } from '../record.ts'
import { isEnded, type LogEntry } from '../state.ts'
import type { Answer, Life } from './machine.ts'
import type { SagaLogPort, Taken } from './system.ts'
import type { World } from './world.ts'

/** Another replica has written to the log. */
export class LeaseLost extends Error {}

const faults = [null, 'write lost', 'response to the write lost', 'slow write'] as const
const slowMs = 900
const failsAfterMs = 500

/** The database row of one saga. */
export type Row = {
  readonly id: string
  records: LogRecord[]
  terminal: boolean
  owner: string
  epoch: number
  leaseUntil: number
  forced: boolean
  /** When its undo was requested, and the number of process faults until then. */
  forcedAt: { ms: number; faults: number } | undefined
  endedAt: number
  /** Taken from a replica that may still run it. */
  seized: boolean
}

/** The database with the logs of all sagas. Operations are atomic and use the database's clock. */
export class SimulatedSagaLog {
  readonly rows = new Map<string, Row>()
  takeovers = 0
  refusedWrites = 0
  readonly #world: World
  readonly #leaseMs: number

  constructor(world: World, leaseMs: number) {
    this.#world = world
    this.#leaseMs = leaseMs
  }

  get #now(): number {
    return this.#world.timeline.now
  }

  get allEnded(): boolean {
    for (const { terminal } of this.rows.values()) if (!terminal) return false
    return true
  }

  #hold(row: Row, owner: string): void {
    row.owner = owner
    row.leaseUntil = this.#now + this.#leaseMs
  }

  #open(id: string): Row | undefined {
    const row = this.rows.get(id)
    return row && !row.terminal ? row : undefined
  }

  #accept(owner: string, id: string, entries: readonly LogEntry[]): void {
    if (this.rows.has(id)) throw new Error('accepted before')
    const nothing = { records: [], terminal: false, forced: false, forcedAt: undefined, endedAt: 0, seized: false }
    const row: Row = { id, ...nothing, owner, epoch: 1, leaseUntil: 0 }
    this.rows.set(id, row)
    this.#write(row, entries)
    this.#hold(row, owner)
  }

  #append(id: string, entries: readonly LogEntry[]): void {
    const row = this.rows.get(id)
    if (!row) throw new Error('not accepted')
    const { bugs } = this.#world
    const [first] = entries
    const isStale = first !== undefined && first.state.seq !== row.records.length + 1
    if (isStale && !bugs.has('stale-writes') && !(row.seized && bugs.has('restart-beside'))) {
      this.refusedWrites++
      throw new LeaseLost('the saga was taken over')
    }
    this.#write(row, entries)
  }

  #write(row: Row, entries: readonly LogEntry[]): void {
    for (const { record, state } of entries) {
      this.#world.report('log', record.type, row.id, 'step' in record ? record.step : undefined)
      row.records.push(record)
      if (isEnded(state)) {
        row.terminal = true
        row.endedAt = this.#now
      }
    }
  }

  #take(row: Row, owner: string, how: string): Taken {
    const { id, forced } = row
    this.#hold(row, owner)
    row.epoch++
    this.takeovers++
    this.#world.report(owner, how, id)
    return { id, epoch: row.epoch, forced }
  }

  #takeOver(owner: string, mine: boolean): Taken[] {
    const { bugs } = this.#world
    const taken: Taken[] = []
    for (const row of this.rows.values()) {
      const isIdle = row.leaseUntil < this.#now && !bugs.has('no-takeover')
      if (row.terminal || !(isIdle || (mine && row.owner === owner))) continue
      taken.push(this.#take(row, owner, 'takes over the saga'))
    }
    return taken
  }

  #seize(owner: string, id: string): Taken | undefined {
    const row = this.#open(id)
    if (!row) return undefined
    row.seized = true
    return this.#take(row, owner, 'seizes the saga')
  }

  #extend(owner: string, ids: readonly string[]): { kept: string[]; forced: string[] } {
    const kept = ids.flatMap((id) => {
      const row = this.#open(id)
      return row?.owner === owner ? [row] : []
    })
    for (const row of kept) this.#hold(row, owner)
    const forced = this.#world.bugs.has('force-not-reported') ? [] : kept.filter((row) => row.forced)
    return { kept: kept.map(({ id }) => id), forced: forced.map(({ id }) => id) }
  }

  #force(id: string): boolean {
    const row = this.#open(id)
    if (!row) return false
    row.forced = true
    row.forcedAt ??= { ms: this.#now, faults: this.#world.processFaults }
    return true
  }

  #read(id: string): LogRecord[] {
    const records = [...(this.rows.get(id)?.records ?? [])]
    return this.#world.bugs.has('ordered-by-time') ? records.sort((one, other) => one.at - other.at) : records
  }

  /** A round trip from a process to the database. */
  #ask<T>(life: Life, place: string, operation: () => T): Promise<T> {
    const world = this.#world
    return life.ask<T>(place, (reply) => {
      const fault = world.fault(faults, 0.02, place)
      if (fault !== null) {
        world.processFaults++
        world.report(life.name, `${place}:`, undefined, fault)
      }
      const fail = (): void => reply({ error: new Error(`database unavailable: ${place}`) })
      if (fault === 'write lost') return void life.later(failsAfterMs, fail)
      world.timeline.quietlyAfter(world.latencyMs() + (fault === 'slow write' ? slowMs : 0), () => {
        const answer = resultOf(operation)
        if (fault === 'response to the write lost') life.later(failsAfterMs, fail)
        else life.later(world.latencyMs(), () => reply(answer))
      })
    })
  }

  /** The log as a port for one replica. */
  portOf(life: Life): SagaLogPort {
    const owner = life.name
    const held = new Map<string, readonly LogEntry[]>()
    const append = (id: string, entries: readonly LogEntry[]): Promise<void> => {
      if (!this.#world.bugs.has('no-intent'))
        return this.#ask(life, 'write to the log', () => this.#append(id, entries))
      const all = [...(held.get(id) ?? []), ...entries]
      held.delete(id)
      if (all.at(-1)?.record.type === 'step-started') {
        held.set(id, all)
        return Promise.resolve()
      }
      return this.#ask(life, 'write to the log', () => this.#append(id, all))
    }
    return {
      accept: (id, entries) => this.#ask(life, 'accept', () => this.#accept(owner, id, entries)),
      append,
      read: (id) => this.#ask(life, 'read the log', () => this.#read(id)),
      takeOver: (mine) => this.#ask(life, 'take over', () => this.#takeOver(owner, mine)),
      seize: (id) => this.#ask(life, 'seize', () => this.#seize(owner, id)),
      extend: (ids) => this.#ask(life, 'extend the lease', () => this.#extend(owner, ids)),
      force: (id) => this.#ask(life, 'force', () => this.#force(id)),
      hasEnded: (id) => this.#ask(life, 'read the saga', () => this.rows.get(id)?.terminal),
    }
  }
}

const resultOf = <T>(operation: () => T): Answer<T> => {
  try {
    return { value: operation() }
  } catch (error) {
    return { error }
  }
}
