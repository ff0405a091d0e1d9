import type { CallContext, Calls, Data, Failure, StepCalls, StepOutcome, StepTable } from '../definition.ts'
import { type Answer, type Life, onAbort } from './machine.ts'
import { answerOf, type Participants } from './participant.ts'
import type { OwnerPorts } from './system.ts'

/** A call that failed in the network. */
class Lost extends Error {
  readonly effect: 'none' | 'unknown'
  readonly reason: string
  constructor(reason: string, effect: 'none' | 'unknown') {
    super(reason)
    this.reason = reason
    this.effect = effect
  }
}

const faults = [
  null,
  'response lost',
  'request lost',
  'connection refused',
  'connection reset after the effect',
  'error before the effect',
  'request delayed',
  'request duplicated',
] as const
/** Faults of undos in a forgetful world, where every undo must arrive at once. */
const punctual = [null, 'response lost', 'connection reset after the effect'] as const

/** How long a request may still be under way after its caller has given up. */
const latesMs = [5, 600, 3_000, 12_000] as const
const betweenAttemptsMs = 20

type Message = { place: string; id: string; context: CallContext; arrive: () => StepOutcome | undefined }

/** The id of the saga that a call belongs to. */
const idOf = ({ correlationId }: CallContext): string => {
  if (correlationId === undefined) throw new Error('the call has no correlation id, so its saga is unknown')
  return correlationId
}

/** Delivers one request and its response, or loses them. */
const travel = (
  life: Life,
  { place, id, arrive }: Message,
  reply: (answer: Answer<StepOutcome | undefined>) => void,
) => {
  const { world } = life
  const { timeline } = world
  const isUndo = place.endsWith('undo')
  const fault = world.fault(isUndo && world.forgetful ? punctual : faults, isUndo ? 0.16 : 0.08, place)
  world.report(life.name, 'calls', id, fault === null ? place : `${place} (${fault})`)
  const reach = (): Answer<StepOutcome | undefined> => {
    try {
      return { value: arrive() }
    } catch (error) {
      return { error }
    }
  }
  const back = (answer: Answer<StepOutcome | undefined>): void =>
    void life.later(world.latencyMs(), () => reply(answer))
  const failed = (reason: string, effect: 'none' | 'unknown'): void => back({ error: new Lost(reason, effect) })
  const toMs = world.latencyMs()
  const later = (ms: number, happen: () => void): void => void timeline.quietlyAfter(ms, happen)
  const lateMs = (): number => latesMs[world.choices.pick(latesMs.length, 0.6)] ?? 5

  switch (fault) {
    case null:
      return later(toMs, () => back(reach()))
    case 'response lost':
      return later(toMs, () => void reach())
    case 'request lost':
      return
    case 'connection refused':
      return failed('refused', 'none')
    case 'request delayed':
      return later(toMs + lateMs(), () => void reach())
    case 'request duplicated':
      later(toMs + lateMs(), () => void reach())
      return later(toMs, () => back(reach()))
    case 'connection reset after the effect':
      return later(toMs, () => {
        reach()
        failed('network', 'unknown')
      })
    case 'error before the effect':
      return failed('unexpected-status', 'unknown')
    default:
      return fault satisfies never
  }
}

const attempt = (life: Life, message: Message): Promise<StepOutcome | undefined> =>
  life.ask(message.place, (reply) => {
    const { timeoutMs, signal } = message.context
    let settled = false
    const timer = life.later(timeoutMs, () => settle({ error: new Lost('timeout', 'unknown') }))
    const forget = onAbort(signal, () => settle({ error: new Lost('aborted', 'unknown') }))
    const settle = (answer: Answer<StepOutcome | undefined>): void => {
      if (settled) return
      settled = true
      forget()
      life.world.timeline.cancel(timer)
      reply(answer)
    }
    travel(life, message, settle)
  })

/** Retries like the generated clients: if one attempt has an unknown effect, so has the whole call. */
const call = async (life: Life, message: Message): Promise<StepOutcome | undefined> => {
  let effect: 'none' | 'unknown' = 'none'
  for (let retry = 0; ; retry++) {
    try {
      return await attempt(life, message)
    } catch (error) {
      const failure = error as Lost
      if (failure.effect === 'unknown') effect = 'unknown'
      const { retries, signal } = message.context
      if (retry >= retries || signal.aborted) throw new Lost(failure.reason ?? 'error', effect)
      await life.clock().sleep(betweenAttemptsMs)
    }
  }
}

const knownOnly = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    throw new Lost((error as Lost).reason, 'none')
  }
}

/** The calls from one process to the participants. */
export const callsFrom = (
  life: Life,
  steps: readonly StepTable[],
  participants: Participants,
  nextOrder: () => number,
): Calls => {
  const { bugs } = life.world
  const caller = life.name.replace(/-\d+$/, '') // replicas are one caller
  const run =
    (step: StepTable) =>
    async (data: Data, context: CallContext): Promise<StepOutcome> => {
      const id = idOf(context)
      const arrive = (): StepOutcome => answerOf(participants, step, id, data, context.epoch)
      const work = call(life, { place: step.id, id, context, arrive })
      const outcome = await (bugs.has('undo-known-only') ? knownOnly(work) : work)
      if (!outcome) throw new Error(`${step.id} returned nothing`)
      return outcome
    }
  const undo = (step: StepTable) => {
    const place = `${step.id} undo`
    return async (_data: Data, failure: Failure, context: CallContext): Promise<void> => {
      const id = idOf(context)
      const arrive = (): undefined =>
        participants.get(step.id)?.undo(id, caller, failure.reason, context.epoch, nextOrder()) as undefined
      const work = call(life, { place, id, context, arrive })
      await (bugs.has('undo-once') ? work.catch(() => undefined) : work)
    }
  }
  const settle = (step: StepTable) => async (data: Data, _failure: Failure, context: CallContext) => {
    const id = idOf(context)
    const arrive = (): StepOutcome | undefined => participants.get(step.id)?.settle(id, data)
    const outcome = await call(life, { place: `${step.id} pivot`, id, context, arrive })
    if (!outcome) throw new Error(`the pivot of ${step.id} returned nothing`)
    return outcome
  }
  const callsOf = (step: StepTable): StepCalls => ({
    run: run(step),
    ...(step.undo ? { undo: undo(step) } : {}),
    ...(step.pivot ? { settle: settle(step) } : {}),
  })
  return Object.fromEntries(steps.map((step) => [step.id, callsOf(step)]))
}

/** Reads, from one process, a participant's state of a saga. */
export const looksFrom =
  (life: Life, participants: Participants): OwnerPorts['look'] =>
  async (step, context) => {
    const id = idOf(context)
    const arrive = (): StepOutcome => {
      const { effect, undoneBy } = participants.get(step)?.of(id) ?? { effect: 'none', undoneBy: undefined }
      return { kind: 'done', output: { effect, undoneBy } }
    }
    const answer = await call(life, { place: `${step} status`, id, context, arrive })
    if (answer?.kind !== 'done') throw new Error(`the status of ${step} returned nothing`)
    return answer.output as Awaited<ReturnType<OwnerPorts['look']>>
  }
