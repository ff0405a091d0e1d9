import { isNode, type Located, members, type Pair } from '../core/located.ts'
import { described, isExpected, reportChange } from '../core/rules.ts'
import { compareMembers, judge, type Walk } from '../core/walk.ts'
import type { Use } from '../schema/scope.ts'
import { compareUsed } from '../schema/use.ts'

const isContent = (value: unknown): boolean => isNode(value) && Object.keys(value).every((name) => name.includes('/'))

const normal = (mediaType: string): string => mediaType.toLowerCase().replaceAll(/\s/g, '')

/** The media types of one version, by their normal form. */
const typesOf = (content: Located): ReadonlyMap<string, Located> =>
  new Map(members(content).map(([name, located]) => [normal(name), located]))

/** The entry that matches a media type: the type itself or a range. */
const coverOf = (types: ReadonlyMap<string, Located>, name: string): Located | undefined =>
  types.get(name) ?? types.get(`${name.split('/')[0]}/*`) ?? types.get('*/*')

const compareMediaType = (walk: Walk, pair: Pair, place: string, use: Use): void =>
  compareMembers(walk, pair, place, {
    ...described,
    schema: (inner, schema) => compareUsed(inner, schema, place, use),
  })

/** Compares the media types of a body and their schemas. */
export const compareContent = (walk: Walk, pair: Pair, place: string, use: Use): void => {
  if (!isExpected(walk, pair, place, isContent)) return
  const [old, now] = [typesOf(pair.old), typesOf(pair.now)]
  if (old.size === 0 || now.size === 0) judge(walk, pair)
  const what = use === 'request' ? 'request' : 'response'
  for (const [name, before] of old) {
    const after = coverOf(now, name)
    if (after) {
      compareMediaType(walk, { old: before, now: after }, `${place} ${name}`, use)
      continue
    }
    judge(walk, { old: before, now: before })
    reportChange(walk, 'breaking', `${what}-media-type-removed`, place, `${name} was removed`, { old: before })
  }
  for (const [name, after] of now) {
    if (old.has(name)) continue
    const before = coverOf(old, name)
    if (before) {
      compareMediaType(walk, { old: before, now: after }, `${place} ${name}`, use)
      continue
    }
    judge(walk, { old: after, now: after })
    reportChange(walk, 'compatible', `${what}-media-type-added`, place, `${name} was added`, { now: after })
  }
}
