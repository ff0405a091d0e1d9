import { nearest } from '#platform/base/nearest.ts'
import type { Pointer } from '../shared/spec-error.ts'
import { stepName } from './derived.ts'
import type { Workflow } from './document.ts'
import type { Events } from './sources.ts'

export type Wrong = (at: Pointer, message: string) => never

const list = (names: Iterable<string>): string => [...names].join(', ') || 'none'

/** Rejects an unknown name, with a suggestion or the list of known names. */
export const mustBeKnown = (wrong: Wrong, at: Pointer, what: string, name: string, known: Iterable<string>): void => {
  const names = [...known]
  if (names.includes(name)) return
  const meant = nearest(name, names)
  wrong(at, `${what} ${name} does not exist; ${meant ? `did you mean ${meant}?` : `expected one of: ${list(names)}`}`)
}

/** Checks step ids, guards and the order of undos. */
export const checkSteps = ({ steps }: Workflow, base: Pointer, wrong: Wrong): void => {
  const ids = steps.map(({ stepId }) => stepId)
  for (const [index, { stepId, outputs, 'x-saga': saga }] of steps.entries()) {
    const at = [...base, 'steps', index, 'x-saga']
    if (!new RegExp(stepName.pattern).test(stepId) || stepId.length > stepName.maxLength)
      wrong(
        [...base, 'steps', index, 'stepId'],
        `${stepId} must match ${stepName.pattern}, with at most ${stepName.maxLength} characters`,
      )
    if (ids.indexOf(stepId) !== index)
      wrong([...base, 'steps', index, 'stepId'], `stepId ${stepId} is used twice; every step needs its own`)
    if (saga.guards !== undefined) {
      if (outputs || saga.outputs)
        wrong(
          [...at, 'guards'],
          'the saga may continue after a guard refuses, so a guard must not have outputs; remove them, or `guards`',
        )
      const later = steps.slice(index + 1).filter((step) => step['x-saga'].undo)
      if (saga.undo) wrong([...at, 'guards'], 'only a step without undo can be a guard; remove `guards` or `undo`')
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
  if (stuck >= 0)
    wrong(
      [...base, 'steps', stuck, 'x-saga', 'undo', 'after'],
      'the undos wait for each other in a cycle; remove one `after`',
    )
}

/** A saga has at most one pivot. Its step must have an undo and a refusal with `undone_before`. */
const checkPivots = (steps: Workflow['steps'], base: Pointer, wrong: Wrong): void => {
  const pivots = steps.flatMap(({ 'x-saga': saga }, index) => (saga.pivot ? [{ saga, index }] : []))
  for (const [place, { saga, index }] of pivots.entries()) {
    const at = [...base, 'steps', index, 'x-saga', 'pivot']
    if (place > 0) wrong(at, `${steps[pivots[0]?.index ?? 0]?.stepId} already has a pivot; a saga may have only one`)
    if (!saga.undo)
      wrong(at, 'a pivot decides about the effect of its step, but this step has none; add `undo`, or remove `pivot`')
    if (!Object.values(saga.refusals ?? {}).some((one) => typeof one !== 'string'))
      wrong(
        at,
        'the step needs a refusal with `undone_before: true`, which the pivot returns after it has ruled the step out',
      )
  }
}

/** Each step must run in exactly one reaction. Each event must exist, be sent by its sender and be published. */
export const checkChoreography = (workflow: Workflow, base: Pointer, events: Events, wrong: Wrong): void => {
  const choreography = workflow['x-saga'].choreography
  if (!choreography) return
  const at: Pointer = [...base, 'x-saga', 'choreography']
  const published = new Set([choreography.begins])
  if (choreography.deadline !== undefined && !workflow.steps.some((step) => step['x-saga'].pivot))
    wrong([...at, 'deadline'], 'a deadline needs a step with a `pivot` to decide how an overdue saga ends')
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
    if (!published.has(on)) wrong(place, `no reaction publishes ${on}, so this reaction never runs`)
  }
  for (const event of events.all)
    if (!published.has(event))
      wrong(
        [...at, 'reactions'],
        `no reaction publishes event ${event}; publish it, or remove it from the AsyncAPI document`,
      )
  for (const [position, event] of choreography.ends.entries()) {
    mustBeKnown(wrong, [...at, 'ends', position], 'published event', event, published)
  }
  checkOwners(workflow, base, wrong)
}

/** The steps of a reaction must exist and keep the order of the workflow. */
const checkPart = (workflow: Workflow, at: Pointer, index: number, wrong: Wrong): void => {
  const reaction = workflow['x-saga'].choreography?.reactions[index]
  const ids = workflow.steps.map(({ stepId }) => stepId)
  let last = -1
  for (const [position, id] of (reaction?.run ?? []).entries()) {
    mustBeKnown(wrong, [...at, 'run', position], 'step', id, ids)
    const place = ids.indexOf(id)
    if (place < last) wrong([...at, 'run', position], `${id} must come before ${ids[last]}, as in the workflow`)
    last = place
  }
  const undoable = workflow.steps.filter((step) => step['x-saga'].undo).map(({ stepId }) => stepId)
  for (const [position, id] of (reaction?.undo ?? []).entries())
    mustBeKnown(wrong, [...at, 'undo', position], 'step with an undo', id, undoable)
  if (reaction?.run && !reaction.publish.failed)
    wrong(
      [...at, 'publish'],
      'a reaction that runs steps must also list the events to publish when they fail, as `failed`',
    )
}

const checkOwners = (workflow: Workflow, base: Pointer, wrong: Wrong): void => {
  const reactions = workflow['x-saga'].choreography?.reactions ?? []
  for (const [index, { stepId, 'x-saga': saga }] of workflow.steps.entries()) {
    const at: Pointer = [...base, 'steps', index, 'x-saga']
    const running = reactions.filter(({ run }) => run?.includes(stepId)).map(({ owner }) => owner)
    if (running.length !== 1 || running[0] !== saga.owner)
      wrong([...at, 'owner'], `${stepId} is owned by ${saga.owner}, but runs in the reactions of: ${list(running)}`)
    const undoing = reactions.filter(({ undo }) => undo?.includes(stepId)).map(({ owner }) => owner)
    if (saga.undo && saga.undo.owner !== saga.owner && !undoing.includes(saga.undo.owner))
      wrong(
        [...at, 'undo', 'owner'],
        `${saga.undo.owner} has no reaction that undoes ${stepId}; owners with such a reaction: ${list(undoing)}`,
      )
  }
}
