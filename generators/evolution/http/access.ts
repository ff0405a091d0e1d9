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
  textsOf,
} from '../core/located.ts'
import { isExpected, isNodes, isRequirements, isTexts, tell } from '../core/rules.ts'
import { follow, judge, type Walk } from '../core/walk.ts'

// Who may call, with what credentials, and where.

const withoutDescription = (value: unknown): string => {
  const { description: _description, ...rest } = nodeOf(value)
  return canonical(rest)
}

/** What identifies a scheme to callers, by its name in this version. */
const schemeOf = (walk: Walk, side: Side, name: string): string => {
  const at = child(child(child({ at: '', path: [], value: walk.roots[side] }, 'components'), 'securitySchemes'), name)
  const scheme = follow(walk, side, at)
  if (!isNode(scheme.value)) return name
  for (const [member, located] of members(scheme))
    walk[member === 'description' ? 'documentation' : 'judged'][side].add(located.at)
  return withoutDescription(scheme.value)
}

/** One way in: schemes with their scopes, all of which a caller needs. */
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

/** Security schemes that keep their name and now ask for something else, in words; empty where there are none. */
const changedSchemes = (closed: Way, now: readonly Way[]): string => {
  const today = new Map(now.flatMap((way) => [...way].map(([scheme, { name }]) => [name, scheme] as const)))
  const changes = [...closed].flatMap(([scheme, { name }]) => {
    const other = today.get(name)
    return other === undefined || other === scheme ? [] : [`${name} was ${scheme}, is ${other}`]
  })
  return changes.length > 0 ? `: ${changes.join('; ')}` : ''
}

/** Whether whoever holds what `held` asks for satisfies `asked`. */
const isEnough = (held: Way, asked: Way): boolean =>
  [...asked].every(([scheme, { scopes }]) => {
    const own = held.get(scheme)
    return own !== undefined && scopes.every((scope) => own.scopes.includes(scope))
  })

const securityAt = (root: unknown, operation: Located): Located => {
  const own = child(operation, 'security')
  return own.value === undefined ? child({ at: '', path: [], value: root }, 'security') : own
}

/** Compares the credentials of an operation: whoever came in before has to come in now. */
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
    tell(
      walk,
      'breaking',
      'security-removed',
      place,
      `${shownWay(way)} is not enough any more${changedSchemes(way, now)}`,
      lists,
    )
  }
  for (const way of now) {
    if (old.some((held) => isEnough(way, held) && isEnough(held, way))) continue
    const text = `${shownWay(way)} is enough now`
    if (old.some((held) => isEnough(held, way)))
      tell(walk, 'unknown', 'security-weakened', place, `${text}: nobody is shut out, but is it meant?`, lists)
    else tell(walk, 'compatible', 'security-added', place, text, lists)
  }
}

type Callers = readonly string[] | undefined
const callersIn = ({ value }: Located): Callers => (Array.isArray(value) ? textsOf(value) : undefined)

/** Compares who may call: no list lets every caller in. */
export const compareCallers = (walk: Walk, pair: Pair, place: string, known: readonly string[]): void => {
  if (!isExpected(walk, pair, place, isTexts)) return
  judge(walk, pair)
  const [old, now] = [callersIn(pair.old), callersIn(pair.now)]
  if (old === undefined && now === undefined) return
  const text = (names: readonly string[], what: string): string => `${names.join(', ')} ${what}`
  const told = (kind: Kind, rule: string, words: string, affected: readonly string[]): void =>
    walk.report({ kind, rule, place, text: words, affected, ...pair })
  if (now === undefined || old === undefined) {
    if (now === undefined)
      told('unknown', 'callers-opened', 'every caller is let in now: nobody is shut out, but is it meant?', [])
    else
      told(
        'breaking',
        'callers-closed',
        `only ${text(now, 'may call it now')}`,
        known.filter((one) => !now.includes(one)),
      )
    return
  }
  const removed = old.filter((one) => !now.includes(one))
  const added = now.filter((one) => !old.includes(one))
  if (removed.length > 0) told('breaking', 'caller-removed', text(removed, 'may not call it any more'), removed)
  if (added.length > 0) told('compatible', 'caller-added', text(added, 'may call it now'), added)
}

/** Servers of one version by what callers need of them. */
const serversOf = (walk: Walk, side: Side, list: Located): ReadonlyMap<string, Located> => {
  for (const server of items(list))
    for (const [name, located] of members(server))
      walk[name === 'description' ? 'documentation' : 'judged'][side].add(located.at)
  if (items(list).length === 0) walk.judged[side].add(list.at)
  return new Map(items(list).map((server) => [withoutDescription(server.value), server]))
}

/** Compares where an API is reached; the lists may come from the document, a path or an operation. */
export const compareServers = (walk: Walk, lists: Pair, place: string): void => {
  if (!isExpected(walk, lists, place, isNodes)) return
  const [old, now] = [serversOf(walk, 'old', lists.old), serversOf(walk, 'now', lists.now)]
  const urlOf = ({ value }: Located): unknown => nodeOf(value).url
  for (const [key, server] of old)
    if (!now.has(key))
      tell(walk, 'breaking', 'server-removed', place, `${urlOf(server)} is gone, or another`, { old: server })
  for (const [key, server] of now)
    if (!old.has(key)) tell(walk, 'compatible', 'server-added', place, `${urlOf(server)} is new`, { now: server })
}
