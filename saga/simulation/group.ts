import type { Life } from './machine.ts'
import type { Handle, Message } from './system.ts'
import type { Moment } from './timeline.ts'
import type { World } from './world.ts'

/** The bus did not respond, so the event is delivered again. */
export class Disconnected extends Error {}

/** A stream entry in one group, delivered until it is acknowledged. */
type Entry = {
  readonly message: Message
  readonly publishedAt: number
  deliveries: number
  acknowledgedAt: number | undefined
  /** The process that has the entry. `round` increases with each change, to detect actions of earlier holders. */
  holder: string
  round: number
  /** Lost by the bus. */
  gone: boolean
  claim: Moment | undefined
}

type Member = { readonly life: Life; readonly handle: Handle; readonly atWork: Set<Entry> }

const acknowledgeMs = 5
const claimIdleMs = 5_000
const transientMs = 1_000

/** A consumer group for one type of event. Delivers at least once, in any order, to any member. */
export class Group {
  readonly #entries: Entry[] = []
  readonly #members: Member[] = []
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** Adds a member. It receives the pending entries of its former life and those without a holder. */
  attach(life: Life, handle: Handle): void {
    const before = this.#members.findIndex((member) => member.life.name === life.name)
    const member = { life, handle, atWork: new Set<Entry>() }
    if (before === -1) this.#members.push(member)
    else this.#members[before] = member
    for (const entry of this.#entries)
      if (isOpen(entry) && (entry.holder === life.name || entry.holder === '')) this.#hand(member, entry, 1)
  }

  add(message: Message): void {
    const publishedAt = this.#world.timeline.now
    const nothing = { deliveries: 0, acknowledgedAt: undefined, holder: '', round: 0, gone: false, claim: undefined }
    const entry: Entry = { message, publishedAt, ...nothing }
    this.#entries.push(entry)
    this.#assign(entry, this.#world.latencyMs())
  }

  /** Loses the entries published, and the acknowledgements made, after `since`. */
  forget(since: number): void {
    for (const entry of this.#entries) {
      if (entry.publishedAt > since) {
        entry.gone = true
        this.#settle(entry)
      } else if (entry.acknowledgedAt !== undefined && entry.acknowledgedAt > since) {
        entry.acknowledgedAt = undefined
        this.#assign(entry, this.#world.latencyMs())
      }
    }
  }

  /** Drops all pending entries, as when a consumer is deleted or the group's position is set to the end. */
  drop(): void {
    for (const entry of this.#entries) {
      if (!isOpen(entry)) continue
      entry.gone = true
      this.#settle(entry)
    }
  }

  /** Assigns an entry to any living member; without one, it waits. */
  #assign(entry: Entry, ms: number): void {
    const alive = this.#members.filter(({ life }) => !life.dead)
    const member = alive[this.#world.choices.pick(alive.length || 1, 0.3)]
    if (member) this.#hand(member, entry, ms)
    else entry.holder = ''
  }

  #hand(member: Member, entry: Entry, ms: number): void {
    const { life } = member
    entry.holder = life.name
    const round = ++entry.round
    this.#settle(entry)
    const isMine = (): boolean => isOpen(entry) && entry.round === round
    life.later(ms, () => {
      if (!isMine() || member.atWork.has(entry)) return
      entry.deliveries++
      member.atWork.add(entry)
      this.#handle(member, entry, this.#deliveriesOf(entry))
    })
    entry.claim = this.#world.timeline.quietlyAfter(ms + claimIdleMs, () => {
      if (isMine()) this.#claim(entry)
    })
  }

  #deliveriesOf({ deliveries, message }: Entry): number {
    const { bugs } = this.#world
    if (bugs.has('deliveries-not-counted')) return 1
    return message.again && !bugs.has('again-ignored') ? deliveries + 1 : deliveries
  }

  /** Gives an entry that was idle for too long to any member that isn't already handling it. */
  #claim(entry: Entry): void {
    const others = this.#members.filter(({ life, atWork }) => life.isMoving && !atWork.has(entry))
    const member = others[this.#world.choices.pick(others.length || 1, 0.3)]
    if (member) this.#hand(member, entry, 1)
    else
      entry.claim = this.#world.timeline.quietlyAfter(claimIdleMs, () => {
        if (isOpen(entry)) this.#claim(entry)
      })
  }

  #handle(member: Member, entry: Entry, deliveries: number): void {
    const { life, handle, atWork } = member
    const { type, saga, payload } = entry.message
    const { round } = entry
    this.#world.report(life.name, deliveries > 1 ? 'receives again' : 'receives', saga, type)
    if (this.#world.bugs.has('acknowledge-first')) this.#acknowledged(entry)
    handle({ payload, deliveries }).then(
      () => {
        atWork.delete(entry)
        this.#acknowledge(life, entry)
      },
      (error: unknown) => {
        atWork.delete(entry)
        if (entry.round === round) this.#repeat(life, entry, error)
      },
    )
  }

  #acknowledge(life: Life, entry: Entry): void {
    const isLost = this.#world.fault([null, 'acknowledgement lost'], 0.02, entry.message.type) !== null
    if (isLost) this.#world.report(life.name, 'acknowledgement lost', entry.message.saga, entry.message.type)
    else life.later(acknowledgeMs, () => this.#acknowledged(entry))
  }

  #acknowledged(entry: Entry): void {
    entry.acknowledgedAt ??= this.#world.timeline.now
    this.#settle(entry)
  }

  #settle(entry: Entry): void {
    if (entry.claim) this.#world.timeline.cancel(entry.claim)
    entry.claim = undefined
  }

  /** After a failure, counts the entry as delivered once and assigns it again after a delay. */
  #repeat(life: Life, entry: Entry, error: unknown): void {
    if (life.dead) return
    const { afterMs, message } = error as { afterMs?: number; message: string }
    this.#world.report(life.name, 'fails to handle', entry.message.saga, entry.message.type)
    if (afterMs === undefined && !(error instanceof Disconnected)) this.#world.violated(`a handler threw ${message}`)
    entry.deliveries = 1
    this.#assign(entry, afterMs ?? transientMs)
  }
}

const isOpen = ({ acknowledgedAt, gone }: Entry): boolean => acknowledgedAt === undefined && !gone
