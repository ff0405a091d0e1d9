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
} from '../core/located.ts'
import { always, described, isExpected, isNodes, setting, tell } from '../core/rules.ts'
import { compareMembers, judge, type MemberRule, type Walk, whole } from '../core/walk.ts'

// Who publishes and who reads which messages.

type Action = 'send' | 'receive'

const lastOf = (ref: unknown): string =>
  (String(ref).split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~')

/** The messages of an operation, as `channel/message`; one that names none has all of its channel. */
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

const applicationOf = ({ value }: Located, id: string): string => String(nodeOf(value)['x-application'] ?? id)

/** Applications that send or read a message, `channel/message`. */
export const applicationsOf = (root: unknown, action: Action, message: string): string[] => {
  const names = members(child(rootOf(root), 'operations')).flatMap(([id, operation]) => {
    if (nodeOf(operation.value).action !== action) return []
    return messagesOf(operation, [message]).length > 0 ? [applicationOf(operation, id)] : []
  })
  return [...new Set(names)].sort()
}

const settings = (place: string): Readonly<Record<string, MemberRule>> => {
  const why = 'when readers hand an entry on'
  return {
    group: always('breaking', 'group-changed', place, 'what waits in the old group is read by nobody'),
    deadLetter: always('breaking', 'dead-letter-changed', place, 'whoever reads the old stream waits in vain'),
    claimIdleMs: setting('delivery-changed', place, why),
    maxDeliveries: setting('delivery-changed', place, why),
  }
}

/** Settings of a stream; where there are none, none of them is set. */
export const streamRule =
  (place: string): MemberRule =>
  (walk, pair) => {
    const filled = (located: Located): Located => (located.value === undefined ? { ...located, value: {} } : located)
    if (pair.old.value === undefined || pair.now.value === undefined) judge(walk, pair)
    compareMembers(walk, { old: filled(pair.old), now: filled(pair.now) }, place, settings(place))
  }

/** A list of references or schemes whose order doesn't count. */
export const listRule = (rule: string, place: string, why: string): MemberRule =>
  whole((pair, walk) => {
    if (!isExpected(walk, pair, place, isNodes)) return
    const [old, now] = [pair.old, pair.now].map((list) =>
      items(list)
        .map(({ value }) => canonical(value))
        .sort()
        .join(),
    )
    if (old !== now) tell(walk, 'breaking', rule, place, why, pair)
  })

type Operations = ReadonlyMap<string, Located>

/** Operations by what they do: action, application and channel; a second one of the same by its name, too. */
const operationsOf = (root: unknown): Operations => {
  const all = new Map<string, Located>()
  for (const [id, operation] of members(child(rootOf(root), 'operations'))) {
    const { action, channel } = nodeOf(operation.value)
    const key = `${action} ${applicationOf(operation, id)} ${lastOf(nodeOf(channel).$ref)}`
    all.set(all.has(key) ? `${key} ${id}` : key, operation)
  }
  return all
}

/** A reference to a channel, or to a message of one, and nothing else. */
const isReference = (value: unknown): boolean =>
  isNode(value) &&
  Object.keys(value).join() === '$ref' &&
  /^#\/channels\/[^/]+(\/messages\/[^/]+)?$/.test(String(value.$ref))

/** What says who sends or reads what; which messages that concerns is compared at the messages. */
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
  security: listRule('security-changed', place, 'other credentials are needed'),
})

/** Every message of a version: `channel/message`. */
const messagesIn = (root: unknown): string[] =>
  members(child(rootOf(root), 'channels')).flatMap(([channel, node]) =>
    members(child(node, 'messages')).map(([name]) => `${channel}/${name}`),
  )

/** Compares who reads and who sends a message. A reader may come and go; a sender that goes leaves its readers waiting. */
const compareRoles = (walk: Walk, message: string): void => {
  const at = (side: Side, action: Action): string[] => applicationsOf(walk.roots[side], action, message)
  const readers = { old: at('old', 'receive'), now: at('now', 'receive') }
  const senders = { old: at('old', 'send'), now: at('now', 'send') }
  const told = (kind: 'breaking' | 'compatible', rule: string, text: string): void =>
    walk.report({ kind, rule, place: message, text, affected: readers.old })
  if (readers.old.join() !== readers.now.join())
    told('compatible', 'readers-changed', `read by ${readers.now.join(', ') || 'nobody'}`)
  if (senders.old.join() === senders.now.join()) return
  const isMute = senders.now.length === 0 && readers.old.length > 0
  told(isMute ? 'breaking' : 'compatible', 'senders-changed', `sent by ${senders.now.join(', ') || 'nobody'}`)
}

/** Compares the operations of two versions. */
export const compareApplications = (walk: Walk): void => {
  const pair = { old: rootOf(walk.roots.old), now: rootOf(walk.roots.now) }
  const lists: Pair = childPair(pair, 'operations')
  if (members(lists.old).length === 0 || members(lists.now).length === 0) judge(walk, lists)
  const [old, now] = [operationsOf(walk.roots.old), operationsOf(walk.roots.now)]
  const told = (rule: string, key: string, side: Side, located: Located): void => {
    walk.judged[side].add(located.at)
    const sides = { [side]: located }
    if (isOperation(located.value))
      tell(walk, 'compatible', rule, key, 'who is concerned is told at its messages', sides)
    else tell(walk, 'unknown', 'no-rule', key, 'it is no operation: no rule judges it', sides)
  }
  for (const [key, before] of old) {
    const after = now.get(key)
    if (after) compareMembers(walk, { old: before, now: after }, key, operationRules(key))
    else told('operation-removed', key, 'old', before)
  }
  for (const [key, after] of now) if (!old.has(key)) told('operation-added', key, 'now', after)
  const inNow = new Set(messagesIn(walk.roots.now))
  for (const message of messagesIn(walk.roots.old)) if (inNow.has(message)) compareRoles(walk, message)
}
