import { child, childPair, isNode, keysOf, type Located, nodeOf, type Pair, type Side } from '../core/located.ts'
import { always, deprecated, described, flag, isExpected, judged, reportChange } from '../core/rules.ts'
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
import { compareCallers, compareRoles, compareSecurity, compareServers } from './access.ts'
import { compareContent } from './content.ts'
import { compareParameters } from './parameters.ts'
import { compareResponses } from './responses.ts'

export type PathItem = { readonly item: Located; readonly path: string }
/** An operation of both versions, with its path. */
export type Both = Readonly<Record<Side, PathItem & { readonly operation: Located }>>
/** `answers`: others call the API. `calls`: the API calls others (a webhook or callback), which may run either version. */
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
    const text = isAdded ? `a body is ${mustBeSent ? 'required' : 'allowed'} now` : 'a body is no longer accepted'
    reportChange(walk, isAdded && !mustBeSent ? 'compatible' : 'breaking', 'request-body-changed', place, text, pair)
    return
  }
  const body = followPair(walk, pair)
  compareMembers(walk, body, place, {
    ...described,
    required: flag(place, {
      rule: 'request-body-required-changed',
      on: 'breaking',
      off: 'compatible',
      why: ['a body is required now', 'a body is optional now'],
    }),
    content: (_inner, content) => compareContent(walk, content, `${place} request`, use),
  })
}

/** Rules for x-effect (an operation without effect may be repeated) and x-owner (only the owner of an id may call). */
const promiseRules = (place: string): Readonly<Record<string, MemberRule>> => ({
  'x-effect': whole((pair, walk) => {
    const isHarmless = pair.now.value === 'none'
    const text = isHarmless ? 'the operation no longer has an effect' : 'the operation may have an effect now'
    reportChange(walk, isHarmless ? 'compatible' : 'breaking', 'effect-changed', place, text, pair)
  }),
  'x-owner': whole((pair, walk) => {
    const isOpened = pair.now.value === undefined
    const text = isOpened ? 'access is no longer limited to the owner' : 'access is limited to a different owner now'
    reportChange(walk, isOpened ? 'compatible' : 'breaking', 'owner-changed', place, text, pair)
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
    operationId: always(
      'breaking',
      'operation-id-changed',
      place,
      'generated clients and processes call it by this id',
    ),
    parameters: elsewhere,
    security: judged,
    servers: elsewhere,
    deprecated: deprecated(place),
    requestBody: (_inner, body) => compareBody(walk, body, place, useOf(direction, 'request')),
    responses: (_inner, responses) => compareResponses(walk, responses, place, useOf(direction, 'response')),
    callbacks: (_inner, callbacks) => compareCallbacks(walk, callbacks, place),
    'x-roles': judged,
    'x-callers': (_inner, list) => compareCallers(walk, list, place, callers),
  })
  compareParameters(walk, both, place, useOf(direction, 'request'))
  compareSecurity(walk, pair, place)
  compareRoles(walk, pair, place)
  compareOwnServers(walk, pair, items, place)
}

/** Servers of a path or an operation override those of the document. */
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
          reportChange(walk, 'breaking', 'callback-removed', place, `callback ${name} no longer uses this URL`, {
            old,
          }),
        added: (now) =>
          reportChange(walk, 'compatible', 'callback-added', place, `callback ${name} uses an additional URL`, { now }),
      }),
    removed: (old, name) =>
      reportChange(walk, 'breaking', 'callback-removed', place, `callback ${name} was removed`, { old }),
    added: (now, name) =>
      reportChange(walk, 'compatible', 'callback-added', place, `callback ${name} was added`, { now }),
  })

/** Compatible differences that stay compatible when the API is the caller. */
const harmless = new Set(['optional-property-added', 'deprecated-changed', 'callback-added', 'operation-added'])

/** Compares webhooks and callbacks, in which the API is the caller, so changes in either direction can break. */
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

/** Compares a path item. Calls `compareOne` for operations in both versions, `onChange` for added and removed ones. */
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

/** Reports an operation that only one version has. */
export const changedOperation = (walk: Walk, place: string, pair: Pair, affected: readonly string[]): void => {
  judge(walk, pair)
  const isGone = isNode(pair.old.value)
  const [rule, text] = isGone
    ? ['operation-removed', 'the operation was removed']
    : ['operation-added', 'the operation was added']
  walk.report({ kind: isGone ? 'breaking' : 'compatible', rule, place, text, affected, ...pair })
}
