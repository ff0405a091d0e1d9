import type { Data, SagaTable, StepOutcome, StepTable } from '../definition.ts'
import type { World } from './world.ts'

export type Effect = 'none' | 'live' | 'undone' | 'tombstone'

/** Thrown for a request with an old epoch, after a newer owner of the saga has called. */
export class Superseded extends Error {
  readonly effect = 'unknown'
}

/** A participant's state of one saga. */
export type Held = {
  effect: Effect
  /** How often the effect was made and undone. */
  made: number
  undone: number
  undoneBy: string | undefined
  /** The sequence number of the first undo, counted over all participants. */
  firstUndo: number | undefined
  epoch: number
  stored: 'done' | 'refused' | 'gone' | undefined
  /** Keys (caller and reason) of the undos already answered. */
  undoStored: Set<string> | undefined
}

const staleMs = 200

/**
 * The participant of one step, for all sagas. Like a real one it respects its supply, is idempotent with stored responses,
 * keeps a tombstone if the undo arrives first, and rejects older epochs.
 */
export class Participant {
  /** Units supplied in total (minus those taken outside the simulation), and units `left`. */
  given = 0
  left = 0
  #takenAt = -staleMs
  readonly #held = new Map<string, Held>()
  readonly #world: World
  readonly #output: (data: Data) => Data
  readonly id: string

  constructor(world: World, id: string, output: (data: Data) => Data) {
    this.#world = world
    this.id = id
    this.#output = output
  }

  of(id: string): Held {
    let held = this.#held.get(id)
    if (!held) {
      const nothing = {
        made: 0,
        undone: 0,
        undoneBy: undefined,
        firstUndo: undefined,
        epoch: 0,
        stored: undefined,
        undoStored: undefined,
      }
      held = { effect: 'none', ...nothing }
      this.#held.set(id, held)
    }
    return held
  }

  get live(): number {
    let live = 0
    for (const { effect } of this.#held.values()) if (effect === 'live') live++
    return live
  }

  /** Sets the units left, as after a delivery or a sale outside the simulation. */
  supply(left: number): void {
    this.given += left - this.left
    this.left = left
  }

  run(id: string, data: Data, epoch: number | undefined): StepOutcome {
    const { bugs } = this.#world
    const held = this.of(id)
    if (held.stored !== undefined && !bugs.has('double-effect')) {
      held.epoch = Math.max(held.epoch, epoch ?? 0)
      if (held.stored === 'done') return held.effect === 'live' ? this.#done(data) : this.#gone()
      if (held.stored === 'gone') return this.#gone()
      if (!bugs.has('refusals-not-stored')) return this.#refused()
    }
    if (this.#isOld(held, epoch)) throw new Superseded('epoch superseded')
    if (held.effect === 'tombstone' || (held.effect === 'undone' && !bugs.has('double-effect'))) {
      held.stored = 'gone'
      return this.#gone()
    }
    held.epoch = Math.max(held.epoch, epoch ?? 0)
    if (!this.#isThere()) {
      held.stored = 'refused'
      this.#world.report(this.id, 'refuses', id)
      return this.#refused()
    }
    held.stored = 'done'
    held.effect = 'live'
    held.made++
    this.left--
    this.#takenAt = this.#world.timeline.now
    this.#world.report(this.id, 'effect: live', id)
    return this.#done(data)
  }

  undo(id: string, caller: string, reason: string, epoch: number | undefined, order: number): void {
    const { bugs } = this.#world
    const held = this.of(id)
    held.firstUndo ??= order
    const key = `${caller} ${reason}`
    const before = held.undoStored?.has(key)
    if (bugs.has('given-back-twice') && held.effect === 'undone') this.left++
    if (before) return
    if (this.#isOld(held, epoch)) throw new Superseded('epoch superseded')
    held.epoch = Math.max(held.epoch, epoch ?? 0)
    held.undoneBy ??= caller
    if (held.effect === 'live') {
      held.undone++
      held.effect = 'undone'
      this.left++
    } else if (held.effect === 'none' && !bugs.has('no-tombstone')) held.effect = 'tombstone'
    if (held.effect !== 'none') {
      held.undoStored ??= new Set()
      held.undoStored.add(key)
    }
    this.#world.report(this.id, 'undo:', id, held.effect)
  }

  /** The pivot: makes a live effect final, and prevents any later effect otherwise. */
  settle(id: string, data: Data): StepOutcome {
    const { bugs } = this.#world
    const held = this.of(id)
    if (bugs.has('pivot-not-asked')) return this.#gone()
    if (held.effect === 'none' && !bugs.has('pivot-not-final')) held.effect = 'tombstone'
    this.#world.report(this.id, 'decides:', id, held.effect)
    return held.effect === 'live' ? this.#done(data) : this.#gone()
  }

  /** The response of a step without effect. */
  read(data: Data): StepOutcome {
    return this.left > 0 ? this.#done(data) : this.#refused()
  }

  /** Whether there is supply. With the planted bug, recently taken supply still counts. */
  #isThere(): boolean {
    if (this.left > 0) return true
    const wasThere = this.left === 0 && this.#world.timeline.now - this.#takenAt < staleMs
    return wasThere && this.#world.bugs.has('check-before-take')
  }

  #isOld(held: Held, epoch: number | undefined): boolean {
    return epoch !== undefined && held.epoch > epoch
  }

  #done(data: Data): StepOutcome {
    return { kind: 'done', output: this.#output(data) }
  }
  #refused(): StepOutcome {
    return { kind: 'refused', reason: 'TOO_LITTLE' }
  }
  #gone(): StepOutcome {
    return { kind: 'refused', reason: 'GONE', undoneBefore: true }
  }
}

export type Participants = ReadonlyMap<string, Participant>

/** The supply of a step: plenty, enough for one saga, none. */
const supplies = [1_000, 1, 0] as const
const turnsMs = [0, 20, 400, 5_000] as const

/** Creates one participant for each step. Its supply may change once during the schedule. */
export const participantsOf = (
  world: World,
  table: SagaTable,
  outputs: Readonly<Record<string, (data: Data) => Data>>,
): Participants => {
  const known = table.steps.map((step): [string, Participant] => {
    const participant = new Participant(world, step.id, outputs[step.id] ?? (() => ({})))
    participant.supply(world.some(supplies, world.ids.length > 1 ? 0.3 : 0.15))
    const turnMs = turnsMs[world.choices.pick(turnsMs.length, 0.15)] ?? 0
    if (turnMs > 0) {
      const next = world.some(supplies, 0.5)
      world.timeline.after(turnMs, () => {
        world.report(step.id, next === 0 ? 'runs out of supply' : 'gets new supply')
        participant.supply(next)
      })
    }
    return [step.id, participant]
  })
  return new Map(known)
}

/** A participant's response to a call. For a guard, units that the saga already holds count as taken. */
export const answerOf = (
  participants: Participants,
  step: StepTable,
  id: string,
  data: Data,
  epoch: number | undefined,
): StepOutcome => {
  const own = participants.get(step.id)
  if (!own) throw new Error(`no participant for ${step.id}`)
  if (step.undo) return own.run(id, data, epoch)
  const guarded = step.guards === undefined ? undefined : participants.get(step.guards)
  return guarded && guarded.left <= 0 ? { kind: 'refused', reason: 'TOO_LITTLE' } : own.read(data)
}
