import { childPair, isNode, type Located, nodeOf, type Pair, shown, textOf } from '../core/located.ts'
import { always, described, isExpected, reportChange } from '../core/rules.ts'
import {
  compareMap,
  compareMembers,
  elsewhere,
  followPair,
  isSame,
  judge,
  type MemberRule,
  type Walk,
} from '../core/walk.ts'
import { compareUsed } from '../schema/use.ts'
import { applicationsOf } from './applications.ts'

/** Whether a payload declares its schema language. */
const isOther = ({ value }: Located): boolean => isNode(value) && Object.hasOwn(value, 'schemaFormat')

/** Whether a schema format is JSON Schema or AsyncAPI's superset of it. */
const isJsonSchema = (format: unknown): boolean =>
  format === undefined || /^application\/(vnd\.aai\.asyncapi|schema)[+;]/.test(String(format))

/** Compares payloads or headers: JSON Schemas keyword by keyword, schemas in other languages as a whole. */
const compareSchema = (walk: Walk, reference: Pair, place: string): void => {
  const pair = followPair(walk, reference)
  if (!isOther(pair.old) && !isOther(pair.now)) {
    compareUsed(walk, reference, place, 'event')
    return
  }
  const formats = [pair.old, pair.now].map(({ value }) => nodeOf(value).schemaFormat)
  if (!isOther(pair.old) || !isOther(pair.now) || !formats.every(isJsonSchema)) {
    judge(walk, pair)
    if (!isSame(walk, pair))
      reportChange(walk, 'unknown', 'no-rule', place, 'not JSON Schema in both versions, so no rule applies', pair)
    return
  }
  compareMembers(walk, pair, place, {
    schemaFormat: always('unknown', 'no-rule', place, 'the effect of a different schema format is not known'),
    schema: (_inner, schema) => compareUsed(walk, schema, place, 'event'),
  })
}

const versionOf = ({ value }: Located): number => Number(textOf(nodeOf(value)['x-event-version'] ?? 1))

/** Upcasters convert stored events to a raised version; readers of the old version skip newer events. */
const versionText = (from: number, to: number): string =>
  to > from
    ? `version ${from} → ${to}: readers of version ${from} can't read it; deploy new readers first and publish version ${from} until then`
    : `version ${from} → ${to}: a released version can't be reused`

const versionRule =
  (place: string): MemberRule =>
  (walk, pair, message) => {
    judge(walk, pair)
    const [from, to] = [versionOf(message.old), versionOf(message.now)]
    if (Object.is(from, to)) return
    if (!Number.isInteger(from) || !Number.isInteger(to))
      return reportChange(
        walk,
        'unknown',
        'no-rule',
        place,
        'x-event-version is not a whole number, so no rule applies',
        pair,
      )
    reportChange(
      walk,
      'breaking',
      to > from ? 'event-version-raised' : 'event-version-lowered',
      place,
      versionText(from, to),
      pair,
    )
  }

/** Compares the media type of a message, or the document's default. */
const compareContentType = (walk: Walk, message: Pair, place: string): void => {
  const typeOf = (side: 'old' | 'now'): unknown =>
    nodeOf(message[side].value).contentType ?? nodeOf(walk.roots[side]).defaultContentType
  const [old, now] = [typeOf('old'), typeOf('now')]
  const isText = (value: unknown): boolean => typeof value === 'string'
  if (!isExpected(walk, childPair(message, 'contentType'), place, isText)) return
  judge(walk, childPair(message, 'contentType'))
  if (old === now) return
  const text = `content type ${shown(old)} → ${shown(now)}: readers of the released document can't decode it`
  reportChange(walk, 'breaking', 'content-type-changed', place, text, message)
}

const compareCorrelation = (walk: Walk, pair: Pair, place: string): void => {
  if (pair.old.value === undefined || pair.now.value === undefined) {
    judge(walk, pair)
    const isGone = pair.now.value === undefined
    const text = isGone ? 'the correlation id was removed' : 'the correlation id was added'
    reportChange(walk, isGone ? 'breaking' : 'compatible', 'correlation-changed', place, text, pair)
    return
  }
  compareMembers(walk, followPair(walk, pair), place, {
    ...described,
    location: always(
      'breaking',
      'correlation-changed',
      place,
      'readers look for the correlation id in the old location',
    ),
  })
}

/** With a raised version, payload changes are compatible: upcasters read the old payloads. */
const upcast = (walk: Walk, isRaised: boolean): Walk => ({
  ...walk,
  report: (one) => walk.report(isRaised && one.kind === 'breaking' ? { ...one, kind: 'compatible' } : one),
})

const compareMessage = (walk: Walk, message: Pair, place: string): void => {
  const isRaised = versionOf(message.now) > versionOf(message.old)
  compareMembers(walk, message, place, {
    ...described,
    payload: () => {},
    headers: () => {},
    contentType: elsewhere,
    name: always('breaking', 'message-name-changed', place, 'readers recognise the message by its name'),
    correlationId: (_inner, correlation) => compareCorrelation(walk, correlation, `${place} correlation id`),
    'x-event-id': always(
      'breaking',
      'event-id-changed',
      place,
      'readers no longer recognise a republished event as a duplicate',
    ),
    'x-event-version': versionRule(place),
  })
  compareContentType(walk, message, place)
  compareSchema(upcast(walk, isRaised), childPair(message, 'payload'), `${place} payload`)
  compareSchema(walk, childPair(message, 'headers'), `${place} headers`)
}

/** Compares the messages of a channel. */
export const compareMessages = (walk: Walk, messages: Pair, channel: { old: string; now: string }): void => {
  const readersOf = (side: 'old' | 'now', name: string): string[] =>
    applicationsOf(walk.roots[side], 'receive', `${channel[side]}/${name}`)
  const reportMessage = (what: 'removed' | 'added', name: string, located: Located): void => {
    const side = what === 'removed' ? 'old' : 'now'
    walk.report({
      kind: what === 'removed' ? 'breaking' : 'compatible',
      rule: `message-${what}`,
      place: `${channel[side]}/${name}`,
      text: `the message was ${what}`,
      affected: readersOf(side, name),
      [side]: located,
    })
  }
  compareMap(walk, messages, {
    both: (reference, name) => {
      const affected = readersOf('old', name)
      const attributed: Walk = {
        ...walk,
        report: (one) => walk.report(one.affected.length > 0 ? one : { ...one, affected }),
      }
      compareMessage(attributed, followPair(attributed, reference), `${channel.old}/${name}`)
    },
    removed: (old, name) => reportMessage('removed', name, old),
    added: (now, name) => reportMessage('added', name, now),
  })
}
