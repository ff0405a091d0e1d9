import { child, childPair, isNode, keysOf, type Located, nodeOf, type Pair, type Side } from '../core/located.ts'
import { always, deprecated, described, flag, isExpected, judged, tell } from '../core/rules.ts'
import {
  compareMap,
  compareMembers,
  elsewhere,
  followPair,
  judge,
  type MemberRule,
  type Walk,
  whole,
} from '../core/walk.ts'
import type { Use } from '../schema/scope.ts'
import { compareCallers, compareSecurity, compareServers } from './access.ts'
import { compareContent } from './content.ts'
import { compareParameters } from './parameters.ts'
import { compareResponses } from './responses.ts'

export type PathItem = { readonly item: Located; readonly path: string }
/** An operation of both versions, with its path. */
export type Both = Readonly<Record<Side, PathItem & { readonly operation: Located }>>
/** `answers`: the API is called. `calls`: it calls others (a webhook or callback), so both sides may be new. */
export type Direction = 'answers' | 'calls'

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

const useOf = (direction: Direction, answered: Use): Use => (direction === 'calls' ? 'event' : answered)

const compareBody = (walk: Walk, pair: Pair, place: string, use: Use): void => {
  const { old, now } = pair
  if (!isExpected(walk, pair, place, isNode)) return
  if (old.value === undefined || now.value === undefined) {
    judge(walk, pair)
    const isAdded = old.value === undefined
    const mustBeSent = isAdded && nodeOf(now.value).required === true
    const text = isAdded ? `a body ${mustBeSent ? 'must' : 'may'} be sent now` : 'a body is not taken any more'
    tell(walk, isAdded && !mustBeSent ? 'compatible' : 'breaking', 'request-body-changed', place, text, pair)
    return
  }
  const body = followPair(walk, pair)
  compareMembers(walk, body, place, {
    ...described,
    required: flag(place, {
      rule: 'request-body-required-changed',
      on: 'breaking',
      off: 'compatible',
      why: ['a body must be sent now', 'a body may be left out now'],
    }),
    content: (_inner, content) => compareContent(walk, content, `${place} request`, use),
  })
}

/** An operation that has no effect may be repeated; what is promised of others' ids is in `x-owner`. */
const promiseRules = (place: string): Readonly<Record<string, MemberRule>> => ({
  'x-effect': whole((pair, walk) => {
    const isHarmless = pair.now.value === 'none'
    const text = isHarmless ? 'it has no effect any more' : 'it may have an effect now'
    tell(walk, isHarmless ? 'compatible' : 'breaking', 'effect-changed', place, text, pair)
  }),
  'x-owner': whole((pair, walk) => {
    const isOpened = pair.now.value === undefined
    const text = isOpened ? 'it is no longer of its owner alone' : 'it is of another owner alone now'
    tell(walk, isOpened ? 'compatible' : 'breaking', 'owner-changed', place, text, pair)
  }),
})

/** Compares one operation of both versions. */
export const compareOperation = (
  walk: Walk,
  both: Both,
  place: string,
  { direction, callers }: { direction: Direction; callers: readonly string[] },
): void => {
  const pair = { old: both.old.operation, now: both.now.operation }
  const items = { old: both.old.item, now: both.now.item }
  compareMembers(walk, pair, place, {
    ...described,
    ...promiseRules(place),
    operationId: always('breaking', 'operation-id-changed', place, 'generated clients and processes name it by that'),
    parameters: elsewhere,
    security: judged,
    servers: elsewhere,
    deprecated: deprecated(place),
    requestBody: (_inner, body) => compareBody(walk, body, place, useOf(direction, 'request')),
    responses: (_inner, responses) => compareResponses(walk, responses, place, useOf(direction, 'response')),
    callbacks: (_inner, callbacks) => compareCallbacks(walk, callbacks, place),
    'x-callers': (_inner, list) => compareCallers(walk, list, place, callers),
  })
  compareParameters(walk, both, place, useOf(direction, 'request'))
  compareSecurity(walk, pair, place)
  compareOwnServers(walk, pair, items, place)
}

/** Servers of a path or an operation take the place of the document's. */
const compareOwnServers = (walk: Walk, operation: Pair, item: Pair, place: string): void => {
  const own = [childPair(operation, 'servers'), childPair(item, 'servers')]
  if (own.every(({ old, now }) => old.value === undefined && now.value === undefined)) return
  const listOf = (side: Side): Located => {
    const places = [...own.map((one) => one[side]), child({ at: '', path: [], value: walk.roots[side] }, 'servers')]
    return places.find(({ value }) => value !== undefined) ?? child(operation[side], 'servers')
  }
  compareServers(walk, { old: listOf('old'), now: listOf('now') }, place)
}

const compareCallbacks = (walk: Walk, pair: Pair, place: string): void =>
  compareMap(walk, pair, {
    both: (reference, name) =>
      compareMap(walk, followPair(walk, reference), {
        both: (item, expression) => compareCalled(walk, item, `${place} callback ${name} ${expression}`),
        removed: (old) =>
          tell(walk, 'breaking', 'callback-removed', place, `callback ${name} is made elsewhere`, { old }),
        added: (now) =>
          tell(walk, 'compatible', 'callback-added', place, `callback ${name} is made here, too`, { now }),
      }),
    removed: (old, name) => tell(walk, 'breaking', 'callback-removed', place, `callback ${name} is gone`, { old }),
    added: (now, name) => tell(walk, 'compatible', 'callback-added', place, `callback ${name} is new`, { now }),
  })

/** Differences that don't touch those whom the API calls. */
const harmless = new Set(['optional-property-added', 'deprecated-changed', 'callback-added', 'operation-added'])

/** Compares what the API sends to others: those have to understand it, and to be understood. */
export const compareCalled = (walk: Walk, reference: Pair, place: string): void => {
  const strict: Walk = {
    ...walk,
    report: (one) =>
      walk.report(one.kind === 'compatible' && !harmless.has(one.rule) ? { ...one, kind: 'breaking' } : one),
  }
  const pair = followPair(walk, reference)
  comparePathItem(strict, { old: { item: pair.old, path: '' }, now: { item: pair.now, path: '' } }, (method, both) =>
    compareOperation(strict, both, `${place} ${method}`, { direction: 'calls', callers: [] }),
  )
}

type Paths = Readonly<Record<Side, PathItem>>

/** Compares a path: `compareOne` gets each operation of both versions. */
export const comparePathItem = (
  walk: Walk,
  { old, now }: Paths,
  compareOne: (method: string, both: Both) => void,
  onChange: (method: string, pair: Pair) => void = (method, pair) => changedOperation(walk, method, pair, []),
): void => {
  const pair = { old: old.item, now: now.item }
  const methodRules = Object.fromEntries(methods.map((method) => [method, elsewhere]))
  compareMembers(walk, pair, old.path || now.path, {
    ...described,
    ...methodRules,
    parameters: elsewhere,
    servers: elsewhere,
    $ref: elsewhere,
  })
  for (const method of keysOf(pair).filter((name) => methods.some((one) => one === name))) {
    const operation = childPair(pair, method)
    if (!isExpected(walk, operation, `${method} ${old.path}`, isNode)) continue
    if (isNode(operation.old.value) && isNode(operation.now.value))
      compareOne(method, { old: { ...old, operation: operation.old }, now: { ...now, operation: operation.now } })
    else onChange(method, operation)
  }
}

/** An operation that only one version has. */
export const changedOperation = (walk: Walk, place: string, pair: Pair, affected: readonly string[]): void => {
  judge(walk, pair)
  const isGone = isNode(pair.old.value)
  const [rule, text] = isGone
    ? ['operation-removed', 'the operation is gone']
    : ['operation-added', 'the operation is new']
  walk.report({ kind: isGone ? 'breaking' : 'compatible', rule, place, text, affected, ...pair })
}
