import { child, isNode, type Located, members, type Pair, textsOf } from '../core/located.ts'
import { always, deprecated, described, flag, isExpected, isTexts, reportChange } from '../core/rules.ts'
import { compareMembers, follow, followPair, judge, type Walk } from '../core/walk.ts'
import type { Use } from '../schema/scope.ts'
import { compareContent } from './content.ts'
import { compareValues, valueRules } from './parameters.ts'

type Statuses = ReadonlyMap<string, Located>

const statusesOf = (responses: Located): Statuses =>
  new Map(
    members(responses)
      .filter(([name]) => !name.startsWith('x-'))
      .map(([name, response]) => [name.toUpperCase(), response]),
  )

/** The entry that matches a status: the status itself, its range, or the default. */
const coverOf = (statuses: Statuses, status: string): Located | undefined =>
  statuses.get(status) ?? statuses.get(`${status[0]}XX`) ?? statuses.get('DEFAULT')

const isError = (status: string): boolean => /^[45D]/.test(status)

const headersOf = (headers: Located): Statuses =>
  new Map(members(headers).map(([name, header]) => [name.toLowerCase(), header]))

const compareHeader = (walk: Walk, pair: Pair, place: string, use: Use): void => {
  compareMembers(walk, pair, place, {
    ...described,
    ...valueRules,
    deprecated: deprecated(place),
    required: flag(place, {
      rule: 'response-header-required-changed',
      on: 'compatible',
      off: 'breaking',
      why: ['the header is always sent now', 'the header may be missing now'],
    }),
  })
  compareValues(walk, pair, place, use)
}

const compareHeaders = (walk: Walk, pair: Pair, place: string, use: Use): void => {
  if (!isExpected(walk, pair, place, isNode)) return
  const [old, now] = [headersOf(pair.old), headersOf(pair.now)]
  if (old.size === 0 || now.size === 0) judge(walk, pair)
  for (const [name, before] of old) {
    const after = now.get(name)
    const at = `${place} header ${name}`
    if (after) compareHeader(walk, followPair(walk, { old: before, now: after }), at, use)
    else {
      walk.judged.old.add(before.at)
      reportChange(walk, 'breaking', 'response-header-removed', at, 'the header was removed', { old: before })
    }
  }
  for (const [name, after] of now) {
    if (old.has(name)) continue
    walk.judged.now.add(after.at)
    reportChange(walk, 'compatible', 'response-header-added', `${place} header ${name}`, 'the header was added', {
      now: after,
    })
  }
}

const compareResponse = (walk: Walk, pair: Pair, place: string, use: Use): void =>
  compareMembers(walk, pair, place, {
    ...described,
    headers: (_inner, headers) => compareHeaders(walk, headers, place, use),
    content: (_inner, content) => compareContent(walk, content, place, use),
    // compareRefusals compares the problems of all responses together.
    'x-problems': (_inner, problems) => {
      if (isExpected(walk, problems, place, isTexts)) judge(walk, problems)
    },
    'x-failure': always(
      'breaking',
      'failure-changed',
      place,
      'callers draw wrong conclusions about the effect of a failure',
    ),
  })

type Refusals = ReadonlyMap<string, Located>

/** The refusals of an operation: each error status, and each problem type with its status. */
const refusalsOf = (walk: Walk, side: 'old' | 'now', statuses: Statuses): Refusals => {
  const refusals = new Map<string, Located>()
  for (const [status, reference] of statuses) {
    if (isError(status)) refusals.set(status, reference)
    const problems = child(follow(walk, side, reference), 'x-problems')
    for (const slug of textsOf(problems.value)) refusals.set(`${status} ${slug}`, problems)
  }
  return refusals
}

/** Adding or removing a refusal is compatible. Both at once may be a rename, which breaks callers that handle the old one. */
const compareRefusals = (walk: Walk, old: Statuses, now: Statuses, place: string): void => {
  const [before, after] = [refusalsOf(walk, 'old', old), refusalsOf(walk, 'now', now)]
  const gone = [...before.keys()].filter((one) => !after.has(one))
  const added = [...after.keys()].filter((one) => !before.has(one))
  for (const name of gone) {
    const kind = added.length > 0 ? 'breaking' : 'compatible'
    const why = added.length > 0 ? `; it may have been renamed to ${added.join(', ')}` : ''
    reportChange(walk, kind, 'refusal-removed', `${place} ${name}`, `the refusal was removed${why}`, {})
  }
  for (const name of added)
    reportChange(walk, 'compatible', 'refusal-added', `${place} ${name}`, 'the refusal was added', {})
}

const reportStatus = (walk: Walk, status: string, located: Located, place: string, what: 'removed' | 'added'): void => {
  walk.judged[what === 'removed' ? 'old' : 'now'].add(located.at)
  if (isError(status)) return // compareRefusals reports it
  const text = what === 'removed' ? `status ${status} was removed` : `status ${status} was added`
  const sides = what === 'removed' ? { old: located } : { now: located }
  reportChange(walk, 'breaking', `response-status-${what}`, `${place} ${status}`, text, sides)
}

/** Compares the responses of an operation. */
export const compareResponses = (walk: Walk, pair: Pair, place: string, use: Use): void => {
  if (!isExpected(walk, pair, place, isNode)) return
  const [old, now] = [statusesOf(pair.old), statusesOf(pair.now)]
  if (old.size === 0 || now.size === 0) judge(walk, pair)
  const both = (status: string, before: Located, after: Located): void =>
    compareResponse(walk, followPair(walk, { old: before, now: after }), `${place} ${status}`, use)
  for (const [status, before] of old) {
    const after = coverOf(now, status)
    if (after) both(status, before, after)
    else reportStatus(walk, status, before, place, 'removed')
  }
  for (const [status, after] of now) {
    if (old.has(status)) continue
    const before = coverOf(old, status)
    if (before) both(status, before, after)
    else reportStatus(walk, status, after, place, 'added')
  }
  compareRefusals(walk, old, now, place)
}
