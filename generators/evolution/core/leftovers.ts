import { isDeepStrictEqual } from 'node:util'
import { child, type Located, type Pair, rootOf, shown } from './located.ts'
import type { Walk } from './walk.ts'

// Rules record the places they have checked. This second pass compares both documents as plain data and reports every
// difference outside those places as unknown, so a gap in the rules can't hide a difference.

type Covered = { readonly old: boolean; readonly now: boolean }

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null
const isEmpty = (value: object): boolean => Object.keys(value).length === 0

const placeText = ({ path }: Located): string => `/${path.join('/')}`

/** Reusable components: `/components/schemas/Book`, `…/$defs/Book`. */
const component =
  /^(.*\/(?:\$defs|definitions)|\/components\/(?!x-)(?:schemas|responses|parameters|examples|requestBodies|headers|securitySchemes|links|callbacks|pathItems|mediaTypes|messages|servers|channels|operations|serverVariables|replies|replyAddresses|correlationIds|tags|externalDocs|\w+Traits|\w+Bindings|inputs|\w+Actions))\/([^/]+)/

/** Strings that may name a component: references, values of a discriminator's mapping, names of security schemes. */
const mentions = function* (located: Located, outside: string): Generator<string> {
  const { at, path, value } = located
  if (at === outside) return
  if (typeof value === 'string' && (value.startsWith('#') || path.at(-2) === 'mapping')) yield value
  if (!isContainer(value)) return
  if (path.at(-2) === 'security') yield* Object.keys(value)
  for (const key of Object.keys(value)) yield* mentions(child(located, key), outside)
}

/** Whether anything in this version uses the component. */
const isUsed = (root: unknown, at: string, name: string): boolean =>
  [...mentions(rootOf(root), at)].some((text) => text === name || text === `#${at}` || text.startsWith(`#${at}/`))

const placeAt = (root: unknown, at: string): Located =>
  at
    .split('/')
    .slice(1)
    .reduce((place, part) => child(place, part.replaceAll('~1', '/').replaceAll('~0', '~')), rootOf(root))

/** Whether nothing uses the component. If something does, the rules compare it there, and a difference here is reported. */
const isUnused = (walk: Walk, at: string, name: string): boolean => {
  const { roots } = walk
  if (walk.judged.old.has(at)) return true
  const isNew = placeAt(roots.old, at).value === undefined
  const isGone = placeAt(roots.now, at).value === undefined
  if (!isNew && isUsed(roots.old, at, name) && !isGone) return false
  if (isUsed(isNew ? roots.old : roots.now, at, name)) return false
  const rule = isGone ? 'component-removed' : isNew ? 'component-added' : 'unused-component-changed'
  const text = isGone
    ? 'the component was removed; nothing uses it any more'
    : isNew
      ? 'the component was added; nothing used it before'
      : 'nothing uses the component'
  for (const side of ['old', 'now'] as const) walk.judged[side].add(at)
  walk.report({ kind: 'compatible', rule, place: at, text, affected: [] })
  return true
}

const reportLeftover = (walk: Walk, pair: Pair): void => {
  const { old, now } = pair
  const isProse = walk.documentation.old.has(old.at) || walk.documentation.now.has(now.at)
  if (!isProse) {
    const [, folder, name] = component.exec(old.at) ?? []
    if (folder !== undefined && name !== undefined && isUnused(walk, `${folder}/${name}`, name)) return
  }
  const text = `${shown(old.value)} → ${shown(now.value)}`
  walk.report({
    kind: isProse ? 'documentation' : 'unknown',
    rule: isProse ? 'documentation' : 'no-rule',
    place: placeText(old),
    text: isProse ? text : `${text}: no rule covers this place`,
    affected: [],
    old,
    now,
  })
}

/** Reports every difference that no rule has checked. */
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
