import {
  child,
  childPair,
  isNode,
  type Located,
  members,
  nodeOf,
  type Pair,
  rootOf,
  type Side,
  textsOf,
} from '../core/located.ts'
import { described, infoRules, isExpected, judged, reportChange, specificationRule } from '../core/rules.ts'
import { compareMap, compareMembers, elsewhere, follow, judge, type Walk, whole } from '../core/walk.ts'
import { compareServers } from './access.ts'
import {
  changedOperation,
  compareCalled,
  compareOperation,
  comparePathItem,
  methods,
  type PathItem,
} from './operation.ts'

/** The callers of an operation, in addition to its x-callers. */
export type CallersOf = (method: string, path: string) => readonly string[]

const wordless = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}')

/** Paths by what callers see. Parameter names don't count, unless two paths differ only in them. */
const pathsOf = (walk: Walk, side: Side, paths: Located): ReadonlyMap<string, PathItem> => {
  const all = members(paths).filter(([name]) => !name.startsWith('x-'))
  const shapes = Map.groupBy(all, ([path]) => wordless(path))
  return new Map(
    all.map(([path, reference]) => {
      const isAlone = shapes.get(wordless(path))?.length === 1
      return [isAlone ? wordless(path) : path, { item: follow(walk, side, reference), path }]
    }),
  )
}

const isMethod = (name: string): boolean => methods.some((one) => one === name)

const comparePaths = (walk: Walk, pair: Pair, callersOf: CallersOf): void => {
  if (!isExpected(walk, pair, '/paths', isNode)) return
  const [old, now] = [pathsOf(walk, 'old', pair.old), pathsOf(walk, 'now', pair.now)]
  if (old.size === 0 || now.size === 0) judge(walk, pair)
  const namesOf = (operation: Located, method: string, path: string): string[] => {
    const named = textsOf(nodeOf(operation.value)['x-callers'])
    return [...new Set([...named, ...callersOf(method.toUpperCase(), path)])].sort()
  }
  const placeOf = (method: string, path: string): string => `${method.toUpperCase()} ${path}`
  const changed = (path: string) => (method: string, operation: Pair) => {
    const known = operation.old.value === undefined ? operation.now : operation.old
    changedOperation(walk, placeOf(method, path), operation, namesOf(known, method, path))
  }
  const bare = (item: Located, path: string, sides: Partial<Pair>): void => {
    const isPath = path.startsWith('/') && isNode(item.value)
    if (!isPath) reportChange(walk, 'unknown', 'no-rule', path, 'not a path, so no rule applies', sides)
    else if (!members(item).some(([name]) => isMethod(name)))
      reportChange(walk, 'compatible', 'path-changed', path, 'a path without operations', sides)
  }
  for (const [key, before] of old) {
    const after = now.get(key)
    if (!after) {
      bare(before.item, before.path, { old: before.item })
      for (const [method, operation] of members(before.item).filter(([name]) => isMethod(name)))
        changed(before.path)(method, { old: operation, now: { ...operation, value: undefined } })
      walk.judged.old.add(before.item.at)
      continue
    }
    if (before.path !== after.path)
      reportChange(
        walk,
        'compatible',
        'path-parameter-renamed',
        before.path,
        `path parameters were renamed: ${after.path}`,
        {},
      )
    comparePathItem(
      walk,
      { old: before, now: after },
      (method, both) => {
        const callers = namesOf(both.old.operation, method, before.path)
        const attributed: Walk = {
          ...walk,
          report: (one) => walk.report(one.affected.length > 0 ? one : { ...one, affected: callers }),
        }
        compareOperation(attributed, both, placeOf(method, before.path), { direction: 'answers', callers })
      },
      changed(before.path),
    )
  }
  for (const [key, { item, path }] of now) {
    if (old.has(key)) continue
    bare(item, path, { now: item })
    for (const [method, operation] of members(item).filter(([name]) => isMethod(name)))
      changed(path)(method, { old: { ...operation, value: undefined }, now: operation })
    walk.judged.now.add(item.at)
  }
}

const compareWebhooks = (walk: Walk, pair: Pair): void =>
  compareMap(walk, pair, {
    both: (item, name) => compareCalled(walk, item, `webhook ${name}`),
    removed: (old, name) =>
      reportChange(walk, 'breaking', 'webhook-removed', `webhook ${name}`, 'the webhook was removed', { old }),
    added: (now, name) =>
      reportChange(walk, 'compatible', 'webhook-added', `webhook ${name}`, 'the webhook was added', { now }),
  })

/** Compares two versions of an OpenAPI document. */
export const compareHttp = (walk: Walk, callersOf: CallersOf): void => {
  const pair = { old: rootOf(walk.roots.old), now: rootOf(walk.roots.now) }
  const missing = { paths: childPair(pair, 'paths'), webhooks: childPair(pair, 'webhooks') }
  compareMembers(walk, pair, '/', {
    ...described,
    openapi: specificationRule,
    info: (_inner, info) => compareMembers(walk, info, 'info', infoRules),
    paths: elsewhere,
    webhooks: elsewhere,
    components: elsewhere,
    'x-status': whole((status, inner) => {
      const isPlanned = status.now.value === 'planned'
      const text = isPlanned ? 'no service implements this API any more' : 'a service implements this API now'
      const isKnown = [status.old.value, status.now.value].every((one) => one === undefined || one === 'planned')
      if (isKnown) reportChange(inner, isPlanned ? 'breaking' : 'compatible', 'status-changed', '/', text, status)
      else
        reportChange(
          inner,
          'unknown',
          'no-rule',
          '/',
          'x-status has a value other than planned, so no rule applies',
          status,
        )
    }),
    security: judged, // compared at each operation
    servers: (_inner, servers) => compareServers(walk, servers, '/'),
  })
  comparePaths(walk, missing.paths, callersOf)
  compareWebhooks(walk, missing.webhooks)
}

/** The number of operations in a document. */
export const operationsIn = (root: unknown): number =>
  ['paths', 'webhooks'].reduce((sum, part) => {
    const all = members(child(rootOf(root), part))
    return (
      sum +
      all.reduce(
        (count, [, item]) => count + members(item).filter(([name]) => isMethod(name) || name === '$ref').length,
        0,
      )
    )
  }, 0)
