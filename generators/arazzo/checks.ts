import { nearest } from '#platform/nearest.ts'
import type { Pointer } from '../shared/spec-error.ts'
import type { Workflow } from './document.ts'
import type { Events } from './sources.ts'

export type Wrong = (at: Pointer, message: string) => never

const list = (names: Iterable<string>): string => [...names].join(', ') || 'none'

/** Ends with what is unknown, what was perhaps meant, and what there is. */
export const mustBeKnown = (wrong: Wrong, at: Pointer, what: string, name: string, known: Iterable<string>): void => {
  const names = [...known]
  if (names.includes(name)) return
  const meant = nearest(name, names)
  wrong(at, `${what} ${name} does not exist; ${meant ? `did you mean ${meant}?` : `there are ${list(names)}`}`)
}

/** Every state that is named is listed, and every listed state is reached. */
export const checkStates = (workflow: Workflow, base: Pointer, all: readonly string[], wrong: Wrong): void => {
  const reached = new Set<string>()
  const named = (state: string, at: Pointer): void => {
    mustBeKnown(wrong, at, 'state', state, all)
    reached.add(state)
  }
  const { states } = workflow['x-saga']
  for (const role of ['initial', 'done', 'undoing', 'undone'] as const)
    named(states[role], [...base, 'x-saga', 'states', role])
  for (const [index, step] of workflow.steps.entries())
    for (const role of ['running', 'done', 'failed'] as const)
      named(step['x-saga'].states[role], [...base, 'steps', index, 'x-saga', 'states', role])
  for (const state of all)
    if (!reached.has(state))
      wrong(
        [...base, 'x-saga', 'states', 'all'],
        `state ${state} is listed, but no step and no end of the saga leads to it`,
      )
}

/** Guards, order of undo, and names of steps. */
export const checkSteps = ({ steps }: Workflow, base: Pointer, wrong: Wrong): void => {
  const ids = steps.map(({ stepId }) => stepId)
  for (const [index, { stepId, outputs, 'x-saga': saga }] of steps.entries()) {
    const at = [...base, 'steps', index, 'x-saga']
    if (ids.indexOf(stepId) !== index) wrong([...base, 'steps', index, 'stepId'], `there are two steps ${stepId}`)
    if (saga.guards !== undefined) {
      if (outputs || saga.outputs)
        wrong([...at, 'guards'], 'the saga may go on without a guard, so a guard has no outputs')
      const later = steps.slice(index + 1).filter((step) => step['x-saga'].undo)
      if (saga.undo)
        wrong([...at, 'guards'], 'a step with an effect decides for itself; only a step without undo guards')
      mustBeKnown(
        wrong,
        [...at, 'guards'],
        'later step with an undo',
        saga.guards,
        later.map((step) => step.stepId),
      )
    }
    for (const [position, other] of (saga.undo?.after ?? []).entries()) {
      const undoable = steps.filter((step) => step['x-saga'].undo && step.stepId !== stepId).map((step) => step.stepId)
      mustBeKnown(wrong, [...at, 'undo', 'after', position], 'step with an undo', other, undoable)
    }
  }
  checkPivots(steps, base, wrong)
  const undone = new Set<string>()
  for (let before = -1; before !== undone.size; ) {
    before = undone.size
    for (const { stepId, 'x-saga': saga } of steps)
      if (saga.undo?.after?.every((id) => undone.has(id)) ?? true) undone.add(stepId)
  }
  const stuck = steps.findIndex(({ stepId }) => !undone.has(stepId))
  if (stuck >= 0) wrong([...base, 'steps', stuck, 'x-saga', 'undo', 'after'], 'these undos wait for each other')
}

/** The decision is about one step, which has an effect and an answer for one that was refused for good. */
const checkPivots = (steps: Workflow['steps'], base: Pointer, wrong: Wrong): void => {
  const pivots = steps.flatMap(({ 'x-saga': saga }, index) => (saga.pivot ? [{ saga, index }] : []))
  for (const [place, { saga, index }] of pivots.entries()) {
    const at = [...base, 'steps', index, 'x-saga', 'pivot']
    if (place > 0) wrong(at, `${steps[pivots[0]?.index ?? 0]?.stepId} has a pivot already; a saga has one`)
    if (!saga.undo) wrong(at, 'a step without undo has no effect to decide about')
    if (!Object.values(saga.refusals ?? {}).some((one) => typeof one !== 'string'))
      wrong(at, 'the step needs a refusal with `undone_before: true`, with which the pivot says that it was refused')
  }
}

/** Owners, reactions and events fit: each step runs once, each event is known, sent by its sender, and reached. */
export const checkChoreography = (workflow: Workflow, base: Pointer, events: Events, wrong: Wrong): void => {
  const choreography = workflow['x-saga'].choreography
  if (!choreography) return
  const at: Pointer = [...base, 'x-saga', 'choreography']
  const published = new Set([choreography.begins])
  if (choreography.deadline !== undefined && !workflow.steps.some((step) => step['x-saga'].pivot))
    wrong([...at, 'deadline'], 'a deadline needs a step with a `pivot`, which decides how an overdue saga ends')
  mustBeKnown(wrong, [...at, 'begins'], 'event', choreography.begins, events.all)
  for (const [index, reaction] of choreography.reactions.entries()) {
    for (const [outcome, publications] of Object.entries(reaction.publish))
      for (const [position, { event }] of publications.entries()) {
        const place = [...at, 'reactions', index, 'publish', outcome, position, 'event']
        mustBeKnown(wrong, place, 'event', event, events.all)
        mustBeKnown(wrong, place, `event sent by ${reaction.owner}`, event, events.sends.get(reaction.owner) ?? [])
        published.add(event)
      }
    checkPart(workflow, [...at, 'reactions', index], index, wrong)
  }
  for (const [index, { owner, on }] of choreography.reactions.entries()) {
    const place = [...at, 'reactions', index, 'on']
    mustBeKnown(wrong, place, 'event', on, events.all)
    mustBeKnown(wrong, place, `event received by ${owner}`, on, events.receives.get(owner) ?? [])
    if (!published.has(on)) wrong(place, `nothing publishes ${on}, so this reaction is never reached`)
  }
  for (const event of events.all)
    if (!published.has(event)) wrong([...at, 'reactions'], `event ${event} exists, but no reaction publishes it`)
  for (const [position, event] of choreography.ends.entries()) {
    mustBeKnown(wrong, [...at, 'ends', position], 'published event', event, published)
  }
  checkOwners(workflow, base, wrong)
}

/** The steps of one reaction: known, in order, and its own. */
const checkPart = (workflow: Workflow, at: Pointer, index: number, wrong: Wrong): void => {
  const reaction = workflow['x-saga'].choreography?.reactions[index]
  const ids = workflow.steps.map(({ stepId }) => stepId)
  let last = -1
  for (const [position, id] of (reaction?.run ?? []).entries()) {
    mustBeKnown(wrong, [...at, 'run', position], 'step', id, ids)
    const place = ids.indexOf(id)
    if (place < last) wrong([...at, 'run', position], `${id} comes before ${ids[last]} in the workflow`)
    last = place
  }
  const undoable = workflow.steps.filter((step) => step['x-saga'].undo).map(({ stepId }) => stepId)
  for (const [position, id] of (reaction?.undo ?? []).entries())
    mustBeKnown(wrong, [...at, 'undo', position], 'step with an undo', id, undoable)
  if (reaction?.run && !reaction.publish.failed)
    wrong([...at, 'publish'], 'a reaction that runs steps must say what it publishes when it `failed`')
}

const checkOwners = (workflow: Workflow, base: Pointer, wrong: Wrong): void => {
  const reactions = workflow['x-saga'].choreography?.reactions ?? []
  for (const [index, { stepId, 'x-saga': saga }] of workflow.steps.entries()) {
    const at: Pointer = [...base, 'steps', index, 'x-saga']
    const running = reactions.filter(({ run }) => run?.includes(stepId)).map(({ owner }) => owner)
    if (running.length !== 1 || running[0] !== saga.owner)
      wrong([...at, 'owner'], `${stepId} is owned by ${saga.owner}, but run in the reactions of ${list(running)}`)
    const undoing = reactions.filter(({ undo }) => undo?.includes(stepId)).map(({ owner }) => owner)
    if (saga.undo && saga.undo.owner !== saga.owner && !undoing.includes(saga.undo.owner))
      wrong(
        [...at, 'undo', 'owner'],
        `${saga.undo.owner} has no reaction that undoes ${stepId}; those of ${list(undoing)} do`,
      )
  }
}
