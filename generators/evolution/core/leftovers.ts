import { isDeepStrictEqual } from 'node:util'
import { child, type Located, type Pair, rootOf, shown } from './located.ts'
import type { Walk } from './walk.ts'

// The rules say which places of each version they have looked at. This compares the documents once more, as plain data:
// a difference in a place at which no rule has looked is unknown, so no gap in the rules can turn a difference green.

type Covered = { readonly old: boolean; readonly now: boolean }

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null
const isEmpty = (value: object): boolean => Object.keys(value).length === 0

const placeText = ({ path }: Located): string => `/${path.join('/')}`

/** Everything that is kept by name, to be referred to: `/components/schemas/Book`, `…/$defs/Book`. */
const kept =
  /^(.*\/(?:\$defs|definitions)|\/components\/(?!x-)(?:schemas|responses|parameters|examples|requestBodies|headers|securitySchemes|links|callbacks|pathItems|mediaTypes|messages|servers|channels|operations|serverVariables|replies|replyAddresses|correlationIds|tags|externalDocs|\w+Traits|\w+Bindings|inputs|\w+Actions))\/([^/]+)/

/** Texts that may name what is kept: references, values of a discriminator's mapping, names of security schemes. */
const mentions = function* (located: Located, outside: string): Generator<string> {
  const { at, path, value } = located
  if (at === outside) return
  if (typeof value === 'string' && (value.startsWith('#') || path.at(-2) === 'mapping')) yield value
  if (!isContainer(value)) return
  if (path.at(-2) === 'security') yield* Object.keys(value)
  for (const key of Object.keys(value)) yield* mentions(child(located, key), outside)
}

/** Whether anything in this version names what is kept here. */
const isUsed = (root: unknown, at: string, name: string): boolean =>
  [...mentions(rootOf(root), at)].some((text) => text === name || text === `#${at}` || text.startsWith(`#${at}/`))

const placeAt = (root: unknown, at: string): Located =>
  at
    .split('/')
    .slice(1)
    .reduce((place, part) => child(place, part.replaceAll('~1', '/').replaceAll('~0', '~')), rootOf(root))

/** A difference in what is kept matters only by its uses, which the rules follow. False where something uses it after all. */
const isUnused = (walk: Walk, at: string, name: string): boolean => {
  const { roots } = walk
  if (walk.judged.old.has(at)) return true
  const isNew = placeAt(roots.old, at).value === undefined
  const isGone = placeAt(roots.now, at).value === undefined
  if (!isNew && isUsed(roots.old, at, name) && !isGone) return false
  if (isUsed(isNew ? roots.old : roots.now, at, name)) return false
  const rule = isGone ? 'component-removed' : isNew ? 'component-added' : 'unused-component-changed'
  const text = isGone
    ? 'nothing refers to it any more'
    : isNew
      ? 'nothing referred to it before'
      : 'nothing refers to it'
  for (const side of ['old', 'now'] as const) walk.judged[side].add(at)
  walk.report({ kind: 'compatible', rule, place: at, text, affected: [] })
  return true
}

const reportLeftover = (walk: Walk, pair: Pair): void => {
  const { old, now } = pair
  const isProse = walk.documentation.old.has(old.at) || walk.documentation.now.has(now.at)
  if (!isProse) {
    const [, folder, name] = kept.exec(old.at) ?? []
    if (folder !== undefined && name !== undefined && isUnused(walk, `${folder}/${name}`, name)) return
  }
  const text = `${shown(old.value)} → ${shown(now.value)}`
  walk.report({
    kind: isProse ? 'documentation' : 'unknown',
    rule: isProse ? 'documentation' : 'no-rule',
    place: placeText(old),
    text: isProse ? text : `${text}: no rule judges it`,
    affected: [],
    old,
    now,
  })
}

/** Reports every difference at which no rule has looked. */
export const reportLeftovers = (walk: Walk): void => {
  const isProseAt = ({ old, now }: Pair): boolean =>
    walk.documentation.old.has(old.at) || walk.documentation.now.has(now.at)
  const look = (pair: Pair, above: Covered): void => {
    const { old, now } = pair
    if (isDeepStrictEqual(old.value, now.value)) return
    const covered = {
      old: above.old || walk.judged.old.has(old.at) || old.value === undefined,
      now: above.now || walk.judged.now.has(now.at) || now.value === undefined,
    }
    if (covered.old && covered.now) return
    const parts = [old.value, now.value].filter(isContainer)
    const [first, second] = parts
    const isOfOneKind = second === undefined || Array.isArray(first) === Array.isArray(second)
    const hasOther = [old.value, now.value].some((value) => value !== undefined && !isContainer(value))
    if (isProseAt(pair) || first === undefined || !isOfOneKind || hasOther || parts.every(isEmpty)) {
      reportLeftover(walk, pair)
      return
    }
    const keys = new Set(parts.flatMap((part) => Object.keys(part)))
    const inside = { old: covered.old && old.value !== undefined, now: covered.now && now.value !== undefined }
    for (const key of keys) look({ old: child(old, key), now: child(now, key) }, inside)
  }
  look({ old: rootOf(walk.roots.old), now: rootOf(walk.roots.now) }, { old: false, now: false })
}
