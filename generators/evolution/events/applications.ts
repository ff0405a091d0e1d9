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
  rootOf,
  type Side,
  textOf,
} from '../core/located.ts'
import { always, described, isExpected, isNodes, reportChange, setting } from '../core/rules.ts'
import { compareMembers, judge, type MemberRule, type Walk, whole } from '../core/walk.ts'

// Which applications publish and read which messages.

type Action = 'send' | 'receive'

const lastOf = (ref: unknown): string =>
  (textOf(ref).split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~')

/** The messages of an operation, as `channel/message`. An operation without a list has all messages of its channel. */
const messagesOf = (operation: Located, known: readonly string[]): string[] => {
  const { channel, messages } = nodeOf(operation.value)
  const name = channel === undefined ? undefined : lastOf(nodeOf(channel).$ref)
  const named = Array.isArray(messages) ? messages.map((one) => lastOf(nodeOf(one).$ref)) : undefined
  return known.filter((key) => {
    const cut = key.lastIndexOf('/')
    const isOfChannel = name === undefined || key.slice(0, cut) === name
    return isOfChannel && (named === undefined || named.includes(key.slice(cut + 1)))
  })
}

const applicationOf = ({ value }: Located, id: string): string => textOf(nodeOf(value)['x-application'] ?? id)

/** Applications that send or read a message (`channel/message`). */
export const applicationsOf = (root: unknown, action: Action, message: string): string[] => {
  const names = members(child(rootOf(root), 'operations')).flatMap(([id, operation]) => {
    if (nodeOf(operation.value).action !== action) return []
    return messagesOf(operation, [message]).length > 0 ? [applicationOf(operation, id)] : []
  })
  return [...new Set(names)].sort()
}

const settings = (place: string): Readonly<Record<string, MemberRule>> => {
  const why = 'only the reader uses this setting'
  return {
    group: always('breaking', 'group-changed', place, 'pending entries of the old group are no longer read'),
    deadLetter: always('breaking', 'dead-letter-changed', place, 'readers of the old stream get no more entries'),
    claimIdleMs: setting('delivery-changed', place, why),
    maxDeliveries: setting('delivery-changed', place, why),
  }
}

/** Compares the settings of a stream. A missing mapping counts as empty. */
export const streamRule =
  (place: string): MemberRule =>
  (walk, pair) => {
    const filled = (located: Located): Located => (located.value === undefined ? { ...located, value: {} } : located)
    if (pair.old.value === undefined || pair.now.value === undefined) judge(walk, pair)
    compareMembers(walk, { old: filled(pair.old), now: filled(pair.now) }, place, settings(place))
  }

/** A rule for a list of references or schemes whose order doesn't matter. */
export const listRule = (rule: string, place: string, why: string): MemberRule =>
  whole((pair, walk) => {
    if (!isExpected(walk, pair, place, isNodes)) return
    const [old, now] = [pair.old, pair.now].map((list) =>
      items(list)
        .map(({ value }) => canonical(value))
        .sort()
        .join(),
    )
    if (old !== now) reportChange(walk, 'breaking', rule, place, why, pair)
  })

type Operations = ReadonlyMap<string, Located>

/** Operations by action, application and channel, plus the operation id if that is ambiguous. */
const operationsOf = (root: unknown): Operations => {
  const all = new Map<string, Located>()
  for (const [id, operation] of members(child(rootOf(root), 'operations'))) {
    const { action, channel } = nodeOf(operation.value)
    const key = `${textOf(action)} ${applicationOf(operation, id)} ${lastOf(nodeOf(channel).$ref)}`
    all.set(all.has(key) ? `${key} ${id}` : key, operation)
  }
  return all
}

/** Whether the value is only a reference to a channel or to one of its messages. */
const isReference = (value: unknown): boolean =>
  isNode(value) &&
  Object.keys(value).join() === '$ref' &&
  /^#\/channels\/[^/]+(\/messages\/[^/]+)?$/.test(textOf(value.$ref))

/** For members that define who sends or reads what. `compareRoles` reports the consequences for each message. */
const role =
  (place: string, isRight: (value: unknown) => boolean): MemberRule =>
  (walk, pair) => {
    if (isExpected(walk, pair, place, isRight)) judge(walk, pair)
  }

const isAction = (value: unknown): boolean => value === 'send' || value === 'receive'
const isMessages = (value: unknown): boolean => Array.isArray(value) && value.every(isReference)

const isOperation = (value: unknown): boolean => {
  const { action, channel, messages, 'x-application': application } = nodeOf(value)
  const isNamed = application === undefined || typeof application === 'string'
  return isAction(action) && isReference(channel) && (messages === undefined || isMessages(messages)) && isNamed
}

const operationRules = (place: string): Readonly<Record<string, MemberRule>> => ({
  ...described,
  action: role(place, isAction),
  channel: role(place, isReference),
  messages: role(place, isMessages),
  'x-application': role(place, (value) => typeof value === 'string'),
  'x-redis-stream': streamRule(place),
  security: listRule('security-changed', place, 'different credentials are required'),
})

/** Every message of a version, as `channel/message`. */
const messagesIn = (root: unknown): string[] =>
  members(child(rootOf(root), 'channels')).flatMap(([channel, node]) =>
    members(child(node, 'messages')).map(([name]) => `${channel}/${name}`),
  )

/** Compares the readers and senders of a message. Only a message that loses its last sender breaks its readers. */
const compareRoles = (walk: Walk, message: string): void => {
  const at = (side: Side, action: Action): string[] => applicationsOf(walk.roots[side], action, message)
  const readers = { old: at('old', 'receive'), now: at('now', 'receive') }
  const senders = { old: at('old', 'send'), now: at('now', 'send') }
  const reportRole = (kind: 'breaking' | 'compatible', rule: string, text: string): void =>
    walk.report({ kind, rule, place: message, text, affected: readers.old })
  if (readers.old.join() !== readers.now.join())
    reportRole('compatible', 'readers-changed', `readers are now: ${readers.now.join(', ') || 'none'}`)
  if (senders.old.join() === senders.now.join()) return
  const isMute = senders.now.length === 0 && readers.old.length > 0
  reportRole(
    isMute ? 'breaking' : 'compatible',
    'senders-changed',
    `senders are now: ${senders.now.join(', ') || 'none'}`,
  )
}

/** Compares the operations of two versions. */
export const compareApplications = (walk: Walk): void => {
  const pair = { old: rootOf(walk.roots.old), now: rootOf(walk.roots.now) }
  const lists: Pair = childPair(pair, 'operations')
  if (members(lists.old).length === 0 || members(lists.now).length === 0) judge(walk, lists)
  const [old, now] = [operationsOf(walk.roots.old), operationsOf(walk.roots.now)]
  const reportOperation = (rule: string, key: string, side: Side, located: Located): void => {
    walk.judged[side].add(located.at)
    const sides = { [side]: located }
    if (isOperation(located.value))
      reportChange(walk, 'compatible', rule, key, 'its messages list the affected applications', sides)
    else reportChange(walk, 'unknown', 'no-rule', key, 'the value is not an operation, so no rule applies', sides)
  }
  for (const [key, before] of old) {
    const after = now.get(key)
    if (after) compareMembers(walk, { old: before, now: after }, key, operationRules(key))
    else reportOperation('operation-removed', key, 'old', before)
  }
  for (const [key, after] of now) if (!old.has(key)) reportOperation('operation-added', key, 'now', after)
  const inNow = new Set(messagesIn(walk.roots.now))
  for (const message of messagesIn(walk.roots.old)) if (inNow.has(message)) compareRoles(walk, message)
}
