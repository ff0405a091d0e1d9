import { canonical, isNode, items, type Located, nodeOf, type Pair, textOf } from '../core/located.ts'
import { always, described, isExpected, isNodes, judged, reportChange, setting, time } from '../core/rules.ts'
import { compareMap, compareMembers, judge, type MemberRule } from '../core/walk.ts'
import { compareUsed } from '../schema/use.ts'

type Rules = Readonly<Record<string, MemberRule>>

const rely = 'running processes started with the released document'
const stored = 'it is stored and shown to callers'

/** A rule for a mapping whose members have rules. Adding or removing the whole mapping is breaking. */
const nested =
  (rule: string, place: string, rules: Rules): MemberRule =>
  (walk, pair) => {
    if (isNode(pair.old.value) && isNode(pair.now.value)) compareMembers(walk, pair, place, rules)
    else always('breaking', rule, place, rely)(walk, pair, pair)
  }

const every = (names: readonly string[], rule: MemberRule): Rules =>
  Object.fromEntries(names.map((name) => [name, rule]))

const stepTimeout = (place: string): MemberRule =>
  time('timeout-changed', place, 'lower', 'the owner of the step has less time')

const refusals =
  (place: string): MemberRule =>
  (walk, pair) =>
    compareMap(walk, pair, {
      both: (refusal, name) => always('breaking', 'refusal-changed', `${place} ${name}`, rely)(walk, refusal, pair),
      removed: (old, name) =>
        reportChange(
          walk,
          'breaking',
          'refusal-removed',
          `${place} ${name}`,
          'the refusal counts as a technical failure now',
          { old },
        ),
      added: (now, name) =>
        reportChange(
          walk,
          'compatible',
          'refusal-added',
          `${place} ${name}`,
          'the refusal has a reason of its own now',
          { now },
        ),
    })

const undoRules = (place: string): Rules => ({
  ...every(['operationId', 'owner', 'after', 'parameters', 'payload'], always('breaking', 'undo-changed', place, rely)),
  timeout: stepTimeout(place),
})

const pivotRules = (place: string): Rules => ({
  ...every(['operationId', 'parameters', 'payload', 'reason'], always('breaking', 'pivot-changed', place, rely)),
  timeout: stepTimeout(place),
})

const stepSaga = (place: string): Rules => ({
  owner: always('breaking', 'owner-changed', place, 'during deployment, both the old and the new owner run the step'),
  attempts: setting('retry-changed', place, 'the number of attempts changed'),
  guards: always('breaking', 'guard-changed', place, rely),
  outputs: always('breaking', 'step-data-changed', place, rely),
  states: nested(
    'state-changed',
    place,
    every(['running', 'done', 'failed'], always('breaking', 'state-changed', place, stored)),
  ),
  refusals: refusals(place),
  undo: nested('undo-changed', `${place} undo`, undoRules(`${place} undo`)),
  pivot: nested('pivot-changed', `${place} pivot`, pivotRules(`${place} pivot`)),
})

/** The members of a step. */
export const stepRules = (place: string): Rules => ({
  ...described,
  stepId: judged,
  ...every(
    ['operationId', 'operationPath', 'workflowId', 'channelPath', 'action'],
    always('breaking', 'step-call-changed', place, 'the step calls a different operation'),
  ),
  ...every(['parameters', 'requestBody', 'outputs'], always('breaking', 'step-data-changed', place, rely)),
  dependsOn: always('breaking', 'step-order-changed', place, rely),
  successCriteria: always('breaking', 'success-changed', place, 'the criteria for success changed'),
  timeout: stepTimeout(place),
  'x-saga': nested('saga-changed', place, stepSaga(place)),
})

const reactions =
  (place: string): MemberRule =>
  (walk, lists) => {
    if (!isExpected(walk, lists, place, isNodes)) return
    judge(walk, lists)
    const named = (list: Located): Map<string, Located> =>
      new Map(
        items(list).map((item) => [`${textOf(nodeOf(item.value).owner)} on ${textOf(nodeOf(item.value).on)}`, item]),
      )
    const [old, now] = [named(lists.old), named(lists.now)]
    const reportReaction = (kind: 'breaking' | 'compatible', what: string, name: string, pair: Partial<Pair>): void => {
      const { owner } = nodeOf((pair.old ?? pair.now)?.value)
      const text = what === 'changed' ? rely : `the reaction was ${what}`
      walk.report({
        kind,
        rule: `reaction-${what}`,
        place: `${place} ${name}`,
        text,
        affected: [textOf(owner)],
        ...pair,
      })
    }
    for (const [name, before] of old) {
      const after = now.get(name)
      if (!after) reportReaction('breaking', 'removed', name, { old: before })
      else if (canonical(before.value) !== canonical(after.value))
        reportReaction('breaking', 'changed', name, { old: before, now: after })
    }
    for (const [name, after] of now) if (!old.has(name)) reportReaction('compatible', 'added', name, { now: after })
  }

const workflowStates = (place: string): Rules => ({
  // Older documents list the states. They are now derived from the steps, and compared where other documents use them.
  all: (walk, pair, parent) =>
    pair.now.value === undefined
      ? always('compatible', 'states-derived', place, 'the states are now derived from the steps')(walk, pair, parent)
      : compareUsed(walk, pair, `${place} states`, 'response'),
  ...every(['initial', 'done', 'undoing', 'undone'], always('breaking', 'state-changed', place, stored)),
})

/** A missing deadline counts as infinite. */
const deadline = (place: string): MemberRule =>
  time(
    'deadline-changed',
    place,
    'higher',
    'callers may wait longer than the released deadline',
    Number.POSITIVE_INFINITY,
  )

/** The members of a workflow's `x-saga`. */
export const reactionRule = (place: string): MemberRule =>
  nested('saga-changed', place, {
    deadline: deadline(place),
    schemas: always(
      'compatible',
      'schema-names-changed',
      place,
      'the derived schemas are compared in the documents that reference them',
    ),
    states: nested('state-changed', place, workflowStates(place)),
    reasons: nested(
      'reason-changed',
      place,
      every(['timeout', 'error', 'deadline', 'forced'], always('breaking', 'reason-changed', place, stored)),
    ),
    undo: nested(
      'retry-changed',
      place,
      every(
        ['backoff_first', 'backoff_max', 'park_after_attempts'],
        setting('retry-changed', place, 'the schedule of undo attempts changed'),
      ),
    ),
    choreography: nested('choreography-changed', place, {
      ...every(['events', 'begins', 'ends'], always('breaking', 'choreography-changed', place, rely)),
      deadline: deadline(place),
      reactions: reactions(place),
    }),
  })
