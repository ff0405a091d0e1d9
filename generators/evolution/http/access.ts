import type { Kind } from '../core/change.ts'
import {
  canonical,
  child,
  childPair,
  isNode,
  items,
  type Located,
  members,
  nodeOf,
  type Pair,
  type Side,
  textOf,
  textsOf,
} from '../core/located.ts'
import { isExpected, isNodes, isRequirements, isTexts, reportChange } from '../core/rules.ts'
import { follow, judge, type Walk } from '../core/walk.ts'

// Callers, credentials and servers.

const withoutDescription = (value: unknown): string => {
  const { description: _description, ...rest } = nodeOf(value)
  return canonical(rest)
}

const schemeAt = (walk: Walk, side: Side, name: string): Located => {
  const at = child(child(child({ at: '', path: [], value: walk.roots[side] }, 'components'), 'securitySchemes'), name)
  return follow(walk, side, at)
}

/** The definition of a security scheme, which identifies it across versions, or its name if it is undefined. */
const schemeOf = (walk: Walk, side: Side, name: string): string => {
  const scheme = schemeAt(walk, side, name)
  if (!isNode(scheme.value)) return name
  for (const [member, located] of members(scheme))
    walk[member === 'description' ? 'documentation' : 'judged'][side].add(located.at)
  return withoutDescription(scheme.value)
}

/** One security requirement: schemes with their scopes, all of which a caller needs. */
type Way = ReadonlyMap<string, { readonly name: string; readonly scopes: readonly string[] }>

const waysOf = (walk: Walk, side: Side, list: Located): Way[] => {
  const ways = items(list).map(
    (one): Way =>
      new Map(
        members(one).map(([name, scopes]) => [schemeOf(walk, side, name), { name, scopes: textsOf(scopes.value) }]),
      ),
  )
  return ways.length > 0 ? ways : [new Map()]
}

const shownWay = (way: Way): string =>
  [...way.values()].map(({ name, scopes }) => [name, ...scopes].join(' ')).join(' with ') || 'no credentials'

/** Describes security schemes that kept their name and changed their definition; empty if there are none. */
const changedSchemes = (closed: Way, now: readonly Way[]): string => {
  const today = new Map(now.flatMap((way) => [...way].map(([scheme, { name }]) => [name, scheme] as const)))
  const changes = [...closed].flatMap(([scheme, { name }]) => {
    const other = today.get(name)
    return other === undefined || other === scheme ? [] : [`${name} was ${scheme}, is ${other}`]
  })
  return changes.length > 0 ? `: ${changes.join('; ')}` : ''
}

/** Whether a caller that satisfies `held` also satisfies `asked`. */
const isEnough = (held: Way, asked: Way): boolean =>
  [...asked].every(([scheme, { scopes }]) => {
    const own = held.get(scheme)
    return own !== undefined && scopes.every((scope) => own.scopes.includes(scope))
  })

const securityAt = (root: unknown, operation: Located): Located => {
  const own = child(operation, 'security')
  return own.value === undefined ? child({ at: '', path: [], value: root }, 'security') : own
}

/** Compares the credentials of an operation: credentials that were sufficient must stay sufficient. */
export const compareSecurity = (walk: Walk, operation: Pair, place: string): void => {
  const lists = {
    old: securityAt(walk.roots.old, operation.old),
    now: securityAt(walk.roots.now, operation.now),
  }
  if (!isExpected(walk, lists, place, isRequirements)) return
  judge(walk, childPair(operation, 'security'))
  const [old, now] = [waysOf(walk, 'old', lists.old), waysOf(walk, 'now', lists.now)]
  for (const way of old) {
    if (now.some((asked) => isEnough(way, asked))) continue
    reportChange(
      walk,
      'breaking',
      'security-removed',
      place,
      `${shownWay(way)} is no longer sufficient${changedSchemes(way, now)}`,
      lists,
    )
  }
  for (const way of now) {
    if (old.some((held) => isEnough(way, held) && isEnough(held, way))) continue
    const text = `${shownWay(way)} is sufficient now`
    if (old.some((held) => isEnough(held, way)))
      reportChange(
        walk,
        'unknown',
        'security-weakened',
        place,
        `${text}: check that the weaker protection is intended`,
        lists,
      )
    else reportChange(walk, 'compatible', 'security-added', place, text, lists)
  }
}

/** The roles whose tokens an operation accepts: its own list, else those of its schemes; undefined if nothing lists roles. */
const rolesAt = (walk: Walk, side: Side, operation: Located): readonly string[] | undefined => {
  const own = child(operation, 'x-roles')
  if (own.value !== undefined) return textsOf(own.value)
  const names = items(securityAt(walk.roots[side], operation)).flatMap((way) => members(way).map(([name]) => name))
  const lists = names.map((name) => nodeOf(schemeAt(walk, side, name).value)['x-roles'])
  const listed = lists.filter((list) => list !== undefined)
  return listed.length === 0 ? undefined : [...new Set(listed.flatMap(textsOf))]
}

/** Compares the roles whose tokens an operation accepts. Without a list, every role's are. */
export const compareRoles = (walk: Walk, operation: Pair, place: string): void => {
  const lists = childPair(operation, 'x-roles')
  if (!isExpected(walk, lists, place, isTexts)) return
  judge(walk, lists)
  const [old, now] = [rolesAt(walk, 'old', operation.old), rolesAt(walk, 'now', operation.now)]
  const report = (kind: Kind, rule: string, text: string): void => reportChange(walk, kind, rule, place, text, lists)
  if (old === undefined && now === undefined) return
  if (now === undefined)
    report('unknown', 'roles-opened', 'tokens of every role are accepted now: check that this is intended')
  else if (old === undefined) report('breaking', 'roles-closed', `only tokens of ${now.join(', ')} are accepted now`)
  else {
    const removed = old.filter((role) => !now.includes(role))
    const added = now.filter((role) => !old.includes(role))
    if (removed.length > 0) report('breaking', 'role-removed', `tokens of ${removed.join(', ')} are no longer accepted`)
    if (added.length > 0) report('compatible', 'role-added', `tokens of ${added.join(', ')} are accepted now`)
  }
}

type Callers = readonly string[] | undefined
const callersIn = ({ value }: Located): Callers => (Array.isArray(value) ? textsOf(value) : undefined)

/** Compares who may call. Without a list, every caller may. */
export const compareCallers = (walk: Walk, pair: Pair, place: string, known: readonly string[]): void => {
  if (!isExpected(walk, pair, place, isTexts)) return
  judge(walk, pair)
  const [old, now] = [callersIn(pair.old), callersIn(pair.now)]
  if (old === undefined && now === undefined) return
  const text = (names: readonly string[], what: string): string => `${names.join(', ')} ${what}`
  const reportCallers = (kind: Kind, rule: string, words: string, affected: readonly string[]): void =>
    walk.report({ kind, rule, place, text: words, affected, ...pair })
  if (now === undefined || old === undefined) {
    if (now === undefined)
      reportCallers('unknown', 'callers-opened', 'every caller is allowed now: check that this is intended', [])
    else
      reportCallers(
        'breaking',
        'callers-closed',
        `only ${text(now, 'may call it now')}`,
        known.filter((one) => !now.includes(one)),
      )
    return
  }
  const removed = old.filter((one) => !now.includes(one))
  const added = now.filter((one) => !old.includes(one))
  if (removed.length > 0) reportCallers('breaking', 'caller-removed', text(removed, 'may no longer call it'), removed)
  if (added.length > 0) reportCallers('compatible', 'caller-added', text(added, 'may call it now'), added)
}

/** The servers of one version by everything except their description. */
const serversOf = (walk: Walk, side: Side, list: Located): ReadonlyMap<string, Located> => {
  for (const server of items(list))
    for (const [name, located] of members(server))
      walk[name === 'description' ? 'documentation' : 'judged'][side].add(located.at)
  if (items(list).length === 0) walk.judged[side].add(list.at)
  return new Map(items(list).map((server) => [withoutDescription(server.value), server]))
}

/** Compares the servers of a document, a path or an operation. */
export const compareServers = (walk: Walk, lists: Pair, place: string): void => {
  if (!isExpected(walk, lists, place, isNodes)) return
  const [old, now] = [serversOf(walk, 'old', lists.old), serversOf(walk, 'now', lists.now)]
  const urlOf = ({ value }: Located): string => textOf(nodeOf(value).url)
  for (const [key, server] of old)
    if (!now.has(key))
      reportChange(walk, 'breaking', 'server-removed', place, `${urlOf(server)} was removed or changed`, {
        old: server,
      })
  for (const [key, server] of now)
    if (!old.has(key))
      reportChange(walk, 'compatible', 'server-added', place, `${urlOf(server)} was added or changed`, { now: server })
}
