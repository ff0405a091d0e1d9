import type { Data, SagaTable, StepOutcome, StepTable } from '../definition.ts'
import type { World } from './world.ts'

export type Effect = 'none' | 'live' | 'undone' | 'tombstone'

/** How much there is of what a step takes, for others and this saga: `last` is enough for one. */
type Supply = 'plenty' | 'last' | 'none'

/** A participant answers that it heard of a newer owner of the saga. */
export class Superseded extends Error {
  readonly effect = 'unknown'
}

/** The key of a call was used with another body. */
export class KeyReused extends Error {
  readonly effect = 'unknown'
}

/**
 * The other side of one step of one saga, as a real one must be: idempotent, with stored answers, a tombstone where the undo
 * came first, and a refusal of older epochs.
 */
export class Participant {
  effect: Effect = 'none'
  /** Times that the effect came into being and that it was given back. */
  made = 0
  undone = 0
  /** Order number of the first undo that arrived, among all participants. */
  firstUndo: number | undefined
  supply: Supply = 'plenty'
  #epoch = 0
  #stored: 'done' | 'refused' | 'gone' | undefined
  /** Why it was undone, by caller: the body of the first undo under the caller's key. */
  readonly #undoStored = new Map<string, string>()
  readonly #world: World
  readonly #output: (data: Data) => Data
  readonly id: string

  constructor(world: World, id: string, output: (data: Data) => Data) {
    this.#world = world
    this.id = id
    this.#output = output
  }

  run(data: Data, epoch: number | undefined): StepOutcome {
    if (this.#stored !== undefined && !this.#world.bugs.has('double-effect')) {
      this.#epoch = Math.max(this.#epoch, epoch ?? 0)
      if (this.#stored === 'done') return this.effect === 'live' ? this.#done(data) : this.#gone()
      if (this.#stored === 'gone') return this.#gone()
      if (!this.#world.bugs.has('refusals-not-stored')) return this.#refused()
    }
    if (epoch !== undefined && this.#epoch > epoch) throw new Superseded('epoch superseded')
    if (this.effect === 'tombstone' || (this.effect === 'undone' && !this.#world.bugs.has('double-effect'))) {
      this.#stored = 'gone'
      return this.#gone()
    }
    this.#epoch = Math.max(this.#epoch, epoch ?? 0)
    if (this.supply === 'none') {
      this.#stored = 'refused'
      return this.#refused()
    }
    this.#stored = 'done'
    this.effect = 'live'
    this.made++
    this.#world.tell(this.id, `effect: live (${this.made})`)
    return this.#done(data)
  }

  undo(caller: string, reason: string, epoch: number | undefined, order: number): void {
    this.firstUndo ??= order
    const before = this.#undoStored.get(caller)
    if (before !== undefined && before !== reason) throw new KeyReused('key with another body')
    if (before !== undefined) return
    if (epoch !== undefined && this.#epoch > epoch) throw new Superseded('epoch superseded')
    this.#epoch = Math.max(this.#epoch, epoch ?? 0)
    if (this.effect === 'live') {
      this.undone++
      this.effect = 'undone'
    } else if (this.effect === 'none' && !this.#world.bugs.has('no-tombstone')) this.effect = 'tombstone'
    if (this.effect !== 'none') this.#undoStored.set(caller, reason)
    this.#world.tell(this.id, `undo: ${this.effect}`)
  }

  /** The answer of a step without effect. */
  read(data: Data): StepOutcome {
    return this.supply === 'none' ? this.#refused() : this.#done(data)
  }

  /** Whether a look at the supply finds enough; what this saga holds already counts as gone. */
  foretells(): boolean {
    return this.supply === 'plenty' || (this.supply === 'last' && this.effect !== 'live')
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

const supplies = ['plenty', 'last', 'none'] as const
const turnsMs = [0, 20, 400, 5_000] as const

/** One participant for each step; what each has to give may change once while the saga runs. */
export const participantsOf = (
  world: World,
  table: SagaTable,
  outputs: Readonly<Record<string, (data: Data) => Data>>,
): Participants => {
  const known = table.steps.map((step): [string, Participant] => {
    const participant = new Participant(world, step.id, outputs[step.id] ?? (() => ({})))
    participant.supply = world.some(supplies, 0.15)
    const turnMs = turnsMs[world.choices.pick(turnsMs.length, 0.15)] ?? 0
    if (turnMs > 0) {
      const next = world.some(supplies, 0.5)
      world.timeline.after(turnMs, () => {
        participant.supply = next
      })
    }
    return [step.id, participant]
  })
  return new Map(known)
}

/** What a step's participant answers to a call now. */
export const answerOf = (
  participants: Participants,
  step: StepTable,
  data: Data,
  epoch: number | undefined,
): StepOutcome => {
  const own = participants.get(step.id)
  if (!own) throw new Error(`no participant for ${step.id}`)
  if (step.undo) return own.run(data, epoch)
  const guarded = step.guards === undefined ? undefined : participants.get(step.guards)
  return guarded && !guarded.foretells() ? { kind: 'refused', reason: 'TOO_LITTLE' } : own.read(data)
}
