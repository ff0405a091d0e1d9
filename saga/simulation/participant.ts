import type { Data, SagaTable, StepOutcome, StepTable } from '../definition.ts'
import type { World } from './world.ts'

export type Effect = 'none' | 'live' | 'undone' | 'tombstone'

/** A participant answers that it heard of a newer owner of the saga. */
export class Superseded extends Error {
  readonly effect = 'unknown'
}

/** What a participant knows of one saga. */
export type Held = {
  effect: Effect
  /** Times that the effect came into being and that it was given back. */
  made: number
  undone: number
  undoneBy: string | undefined
  /** Order number of the first undo that arrived, among all participants. */
  firstUndo: number | undefined
  epoch: number
  stored: 'done' | 'refused' | 'gone' | undefined
  /** The keys of the undos that were answered: each says who asked and why. */
  undoStored: Set<string> | undefined
}

const staleMs = 200

/**
 * The other side of one step of all sagas, as a real one must be: it never gives what it has not, is idempotent, with stored
 * answers, a tombstone where the undo came first, and a refusal of older epochs.
 */
export class Participant {
  /** Units that came here less those that others took; `left` of them are to be had. */
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

  /** So much is left from now on: more came, or others took some. */
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
      this.#world.tell(this.id, 'refuses', id)
      return this.#refused()
    }
    held.stored = 'done'
    held.effect = 'live'
    held.made++
    this.left--
    this.#takenAt = this.#world.timeline.now
    this.#world.tell(this.id, 'effect: live', id)
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
    this.#world.tell(this.id, 'undo:', id, held.effect)
  }

  /** Decides for good: what is live stays so, and what is not never will be. */
  settle(id: string, data: Data): StepOutcome {
    const { bugs } = this.#world
    const held = this.of(id)
    if (bugs.has('pivot-not-asked')) return this.#gone()
    if (held.effect === 'none' && !bugs.has('pivot-not-final')) held.effect = 'tombstone'
    this.#world.tell(this.id, 'decides:', id, held.effect)
    return held.effect === 'live' ? this.#done(data) : this.#gone()
  }

  /** The answer of a step without effect. */
  read(data: Data): StepOutcome {
    return this.left > 0 ? this.#done(data) : this.#refused()
  }

  /** Where the bug is planted, what was there a moment ago counts as there. */
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

/** How much there is of what a step takes: more than enough, enough for one saga, nothing. */
const supplies = [1_000, 1, 0] as const
const turnsMs = [0, 20, 400, 5_000] as const

/** One participant for each step; what each has to give may change once while the sagas run. */
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
        world.tell(step.id, next === 0 ? 'has nothing left' : 'has more')
        participant.supply(next)
      })
    }
    return [step.id, participant]
  })
  return new Map(known)
}

/** What a step's participant answers to a call now. What a saga holds already counts as gone where it only looks. */
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
