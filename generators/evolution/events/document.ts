import {
  canonical,
  child,
  childPair,
  isNode,
  type Located,
  members,
  nodeOf,
  type Pair,
  rootOf,
  type Side,
} from '../core/located.ts'
import { always, described, infoRules, isExpected, judged, specificationRule, tell } from '../core/rules.ts'
import {
  compareMap,
  compareMembers,
  elsewhere,
  follow,
  followPair,
  judge,
  type MemberRule,
  type Walk,
  whole,
} from '../core/walk.ts'
import { applicationsOf, compareApplications, listRule, streamRule } from './applications.ts'
import { compareMessages } from './messages.ts'

type Channel = { readonly name: string; readonly located: Located }

const channelsOf = (walk: Walk, side: Side): Channel[] =>
  members(child(rootOf(walk.roots[side]), 'channels')).map(([name, reference]) => ({
    name,
    located: follow(walk, side, reference),
  }))

const compareParameters = (walk: Walk, pair: Pair, place: string): void => {
  const told = (text: string, side: Partial<Pair>): void =>
    tell(walk, 'breaking', 'address-parameter-changed', place, text, side)
  const why = 'addresses are made in another way'
  compareMap(walk, pair, {
    both: (reference, name) =>
      compareMembers(walk, followPair(walk, reference), place, {
        ...described,
        enum: always('breaking', 'address-parameter-changed', `${place} ${name}`, why),
        default: always('breaking', 'address-parameter-changed', `${place} ${name}`, why),
        location: always('breaking', 'address-parameter-changed', `${place} ${name}`, why),
      }),
    removed: (old, name) => told(`parameter ${name} of the address is gone`, { old }),
    added: (now, name) => told(`parameter ${name} of the address is new`, { now }),
  })
}

/** Every application that reads a message of a channel. */
const readersOf = (root: unknown, { name, located }: Channel): string[] => {
  const messages = members(child(located, 'messages')).map(([message]) => `${name}/${message}`)
  return [...new Set(messages.flatMap((message) => applicationsOf(root, 'receive', message)))].sort()
}

const compareChannel = (walk: Walk, before: Channel, after: Channel): void => {
  const pair = { old: before.located, now: after.located }
  const place = before.name
  const affected = readersOf(walk.roots.old, before)
  const heard: Walk = {
    ...walk,
    report: (one) => walk.report(one.affected.length > 0 ? one : { ...one, affected }),
  }
  compareMembers(heard, pair, place, {
    ...described,
    address: always('breaking', 'address-changed', place, 'readers of the old address get nothing any more'),
    messages: (_inner, messages) => compareMessages(walk, messages, { old: before.name, now: after.name }),
    parameters: (_inner, parameters) => compareParameters(walk, parameters, place),
    servers: listRule('channel-servers-changed', place, 'it is at other servers'),
    'x-redis-stream': streamRule(place),
  })
}

/** Channels by name; one that was only renamed within the document has its old address. */
const compareChannels = (walk: Walk): void => {
  const pair = childPair({ old: rootOf(walk.roots.old), now: rootOf(walk.roots.now) }, 'channels')
  if (!isExpected(walk, pair, '/channels', isNode)) return
  const [old, now] = [channelsOf(walk, 'old'), channelsOf(walk, 'now')]
  if (old.length === 0 || now.length === 0) judge(walk, pair)
  const taken = new Set<Channel>()
  const addressOf = ({ located }: Channel): unknown => nodeOf(located.value).address
  for (const before of old) {
    const isFree = (one: Channel): boolean => !taken.has(one) && !old.some(({ name }) => name === one.name)
    const after =
      now.find(({ name }) => name === before.name) ??
      now.find((one) => isFree(one) && addressOf(one) !== undefined && addressOf(one) === addressOf(before))
    if (after) {
      taken.add(after)
      compareChannel(walk, before, after)
      continue
    }
    walk.judged.old.add(before.located.at)
    const affected = readersOf(walk.roots.old, before)
    const text = 'the channel is gone'
    walk.report({ kind: 'breaking', rule: 'channel-removed', place: before.name, text, affected, old: before.located })
  }
  for (const after of now) {
    if (taken.has(after)) continue
    walk.judged.now.add(after.located.at)
    tell(walk, 'compatible', 'channel-added', after.name, 'the channel is new', { now: after.located })
  }
}

const compareServer = (walk: Walk, pair: Pair, name: string): void => {
  const why = 'it is reached in another way'
  const moved: MemberRule = always('breaking', 'server-changed', `server ${name}`, why)
  compareMembers(walk, pair, `server ${name}`, {
    ...described,
    host: moved,
    protocol: moved,
    pathname: moved,
    protocolVersion: moved,
    variables: whole(({ old, now }, inner) => {
      if (canonical(old.value) !== canonical(now.value))
        tell(inner, 'breaking', 'server-changed', `server ${name}`, why, { old, now })
    }),
    security: listRule('security-changed', `server ${name}`, 'other credentials are needed'),
  })
}

/** Compares two versions of an AsyncAPI document. */
export const compareEvents = (walk: Walk): void => {
  const pair = { old: rootOf(walk.roots.old), now: rootOf(walk.roots.now) }
  compareMembers(walk, pair, '/', {
    ...described,
    asyncapi: specificationRule,
    info: (_inner, info) => compareMembers(walk, info, 'info', infoRules),
    defaultContentType: judged, // compared at each message
    channels: elsewhere,
    operations: elsewhere,
    components: elsewhere,
    servers: (_inner, servers) =>
      compareMap(walk, servers, {
        both: (server, name) => compareServer(walk, followPair(walk, server), name),
        removed: (old, name) => tell(walk, 'breaking', 'server-removed', `server ${name}`, 'it is gone', { old }),
        added: (now, name) => tell(walk, 'compatible', 'server-added', `server ${name}`, 'it is new', { now }),
      }),
  })
  compareChannels(walk)
  compareApplications(walk)
}

/** How many messages a document has. */
export const messagesIn = (root: unknown): number =>
  members(child(rootOf(root), 'channels')).reduce(
    (sum, [, channel]) => sum + members(child(channel, 'messages')).length,
    0,
  )
