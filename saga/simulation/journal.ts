import type { LogRecord } from '../record.ts'
import { isEnded, type LogEntry } from '../state.ts'
import type { Answer, Life } from './machine.ts'
import type { JournalPort } from './system.ts'
import type { World } from './world.ts'

/** Another replica has written to the log. */
export class LeaseLost extends Error {}

const weathers = [null, 'write lost', 'answer of the write lost', 'write slow'] as const
const slowMs = 900
const failsAfterMs = 500

/** The database of the log of one saga: each operation is atomic, and time is the database's. */
export class Journal {
  records: LogRecord[] = []
  #entries: LogEntry[] = []
  accepted = false
  terminal = false
  takeovers = 0
  refusedWrites = 0
  #forced = false
  #owner = ''
  #epoch = 1
  #leaseUntil = 0
  readonly #world: World
  readonly #leaseMs: number

  constructor(world: World, leaseMs: number) {
    this.#world = world
    this.#leaseMs = leaseMs
  }

  get #now(): number {
    return this.#world.timeline.now
  }

  #hold(owner: string): void {
    this.#owner = owner
    this.#leaseUntil = this.#now + this.#leaseMs
  }

  #accept(owner: string, entries: readonly LogEntry[]): void {
    if (this.accepted) throw new Error('accepted before')
    this.accepted = true
    this.#write(entries)
    this.#hold(owner)
  }

  #append(entries: readonly LogEntry[]): void {
    const [first] = entries
    const isStale = first !== undefined && first.state.seq !== this.records.length + 1
    if (isStale && !this.#world.bugs.has('stale-writes')) {
      this.refusedWrites++
      throw new LeaseLost('the saga was taken over')
    }
    this.#write(entries)
  }

  #write(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      const { record, state } = entry
      this.#world.tell('log', 'step' in record && record.step ? `${record.type} ${record.step}` : record.type)
      this.records.push(record)
      this.#entries.push(entry)
      if (isEnded(state)) this.terminal = true
    }
  }

  #takeOver(owner: string, mine: boolean): { epoch: number; forced: boolean } | undefined {
    const isIdle = this.#leaseUntil < this.#now && !this.#world.bugs.has('no-takeover')
    if (!this.accepted || this.terminal || !(isIdle || (mine && this.#owner === owner))) return undefined
    this.#hold(owner)
    this.#epoch++
    this.takeovers++
    this.#world.tell(owner, `takes the saga over, epoch ${this.#epoch}`)
    return { epoch: this.#epoch, forced: this.#forced }
  }

  #extend(owner: string): 'kept' | 'forced' | 'lost' {
    if (this.#owner !== owner || this.terminal) return 'lost'
    this.#hold(owner)
    return this.#forced ? 'forced' : 'kept'
  }

  #force(): boolean {
    if (!this.accepted || this.terminal) return false
    this.#forced = true
    return true
  }

  /** One round trip from a process. */
  #ask<T>(life: Life, place: string, operation: () => T): Promise<T> {
    const world = this.#world
    return life.ask<T>(place, (reply) => {
      const weather = world.fault(weathers, 0.02, place)
      if (weather !== null) world.tell(life.name, `${place}: ${weather}`)
      const fail = (): void => reply({ error: new Error(`database away: ${place}`) })
      if (weather === 'write lost') return void life.later(failsAfterMs, fail)
      world.timeline.after(world.latencyMs() + (weather === 'write slow' ? slowMs : 0), () => {
        const answer = resultOf(operation)
        if (weather === 'answer of the write lost') life.later(failsAfterMs, fail)
        else life.later(world.latencyMs(), () => reply(answer))
      })
    })
  }

  /** The log as a replica sees it. */
  portOf(life: Life): JournalPort {
    const owner = life.name
    let held: readonly LogEntry[] = []
    const append = (entries: readonly LogEntry[]): Promise<void> => {
      const all = [...held, ...entries]
      held = []
      if (this.#world.bugs.has('no-intent') && all.at(-1)?.record.type === 'step-started') {
        held = all
        return Promise.resolve()
      }
      return this.#ask(life, 'write to the log', () => this.#append(all))
    }
    return {
      accept: (entries) => this.#ask(life, 'accept', () => this.#accept(owner, entries)),
      append,
      read: () => this.#ask(life, 'read the log', () => [...this.records]),
      takeOver: (mine) => this.#ask(life, 'take over', () => this.#takeOver(owner, mine)),
      extend: () => this.#ask(life, 'extend the lease', () => this.#extend(owner)),
      force: () => this.#ask(life, 'force', () => this.#force()),
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
