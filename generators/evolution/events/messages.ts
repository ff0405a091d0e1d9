import { childPair, isNode, type Located, nodeOf, type Pair, shown } from '../core/located.ts'
import { always, described, isExpected, tell } from '../core/rules.ts'
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

/** A schema of another language than JSON Schema says so. */
const isOther = ({ value }: Located): boolean => isNode(value) && Object.hasOwn(value, 'schemaFormat')

/** Schemas that AsyncAPI writes as JSON Schema. */
const isJsonSchema = (format: unknown): boolean =>
  format === undefined || /^application\/(vnd\.aai\.asyncapi|schema)[+;]/.test(String(format))

/** Compares payloads or headers: JSON Schemas one by one, those of other languages as a whole. */
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
      tell(walk, 'unknown', 'no-rule', place, 'it is no JSON Schema, or not in both versions: no rule judges it', pair)
    return
  }
  compareMembers(walk, pair, place, {
    schemaFormat: always(
      'unknown',
      'no-rule',
      place,
      'no rule knows what another version of the schema language changes',
    ),
    schema: (_inner, schema) => compareUsed(walk, schema, place, 'event'),
  })
}

const versionOf = ({ value }: Located): number => Number(nodeOf(value)['x-event-version'] ?? 1)

/** A raised version: stored events are upcast, which the generator sees to; readers of the old one leave the new to others. */
const versionText = (from: number, to: number): string =>
  to > from
    ? `version ${from} → ${to}: readers of version ${from} leave it to newer ones; start those first, and publish the old version meanwhile`
    : `version ${from} → ${to}: a version that was given can't be given again`

const versionRule =
  (place: string): MemberRule =>
  (walk, pair, message) => {
    judge(walk, pair)
    const [from, to] = [versionOf(message.old), versionOf(message.now)]
    if (Object.is(from, to)) return
    if (!Number.isInteger(from) || !Number.isInteger(to))
      return tell(walk, 'unknown', 'no-rule', place, 'x-event-version is no whole number: no rule judges it', pair)
    tell(
      walk,
      'breaking',
      to > from ? 'event-version-raised' : 'event-version-lowered',
      place,
      versionText(from, to),
      pair,
    )
  }

/** The media type of a message, or the document's. */
const compareContentType = (walk: Walk, message: Pair, place: string): void => {
  const typeOf = (side: 'old' | 'now'): unknown =>
    nodeOf(message[side].value).contentType ?? nodeOf(walk.roots[side]).defaultContentType
  const [old, now] = [typeOf('old'), typeOf('now')]
  const isText = (value: unknown): boolean => typeof value === 'string'
  if (!isExpected(walk, childPair(message, 'contentType'), place, isText)) return
  judge(walk, childPair(message, 'contentType'))
  if (old === now) return
  const text = `content type ${shown(old)} → ${shown(now)}: readers of the released document can't read it`
  tell(walk, 'breaking', 'content-type-changed', place, text, message)
}

const compareCorrelation = (walk: Walk, pair: Pair, place: string): void => {
  if (pair.old.value === undefined || pair.now.value === undefined) {
    judge(walk, pair)
    const isGone = pair.now.value === undefined
    const text = isGone ? 'it is gone' : 'it is new'
    tell(walk, isGone ? 'breaking' : 'compatible', 'correlation-changed', place, text, pair)
    return
  }
  compareMembers(walk, followPair(walk, pair), place, {
    ...described,
    location: always('breaking', 'correlation-changed', place, 'readers look for the correlation elsewhere'),
  })
}

/** What a payload of a raised version may do: an upcaster reads the old ones. */
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
    name: always('breaking', 'message-name-changed', place, 'readers know it by its name'),
    correlationId: (_inner, correlation) => compareCorrelation(walk, correlation, `${place} correlation id`),
    'x-event-id': always(
      'breaking',
      'event-id-changed',
      place,
      'an event that is published again is taken for another',
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
  const told = (what: 'removed' | 'added', name: string, located: Located): void => {
    const side = what === 'removed' ? 'old' : 'now'
    walk.report({
      kind: what === 'removed' ? 'breaking' : 'compatible',
      rule: `message-${what}`,
      place: `${channel[side]}/${name}`,
      text: what === 'removed' ? 'the message is gone' : 'the message is new',
      affected: readersOf(side, name),
      [side]: located,
    })
  }
  compareMap(walk, messages, {
    both: (reference, name) => {
      const affected = readersOf('old', name)
      const heard: Walk = {
        ...walk,
        report: (one) => walk.report(one.affected.length > 0 ? one : { ...one, affected }),
      }
      compareMessage(heard, followPair(heard, reference), `${channel.old}/${name}`)
    },
    removed: (old, name) => told('removed', name, old),
    added: (now, name) => told('added', name, now),
  })
}
