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
import { always, described, infoRules, isExpected, judged, reportChange, specificationRule } from '../core/rules.ts'
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
  const reportParameter = (text: string, side: Partial<Pair>): void =>
    reportChange(walk, 'breaking', 'address-parameter-changed', place, text, side)
  const why = 'addresses are built differently'
  compareMap(walk, pair, {
    both: (reference, name) =>
      compareMembers(walk, followPair(walk, reference), place, {
        ...described,
        enum: always('breaking', 'address-parameter-changed', `${place} ${name}`, why),
        default: always('breaking', 'address-parameter-changed', `${place} ${name}`, why),
        location: always('breaking', 'address-parameter-changed', `${place} ${name}`, why),
      }),
    removed: (old, name) => reportParameter(`address parameter ${name} was removed`, { old }),
    added: (now, name) => reportParameter(`address parameter ${name} was added`, { now }),
  })
}

/** Every application that reads from a channel. */
const readersOf = (root: unknown, { name, located }: Channel): string[] => {
  const messages = members(child(located, 'messages')).map(([message]) => `${name}/${message}`)
  return [...new Set(messages.flatMap((message) => applicationsOf(root, 'receive', message)))].sort()
}

const compareChannel = (walk: Walk, before: Channel, after: Channel): void => {
  const pair = { old: before.located, now: after.located }
  const place = before.name
  const affected = readersOf(walk.roots.old, before)
  const attributed: Walk = {
    ...walk,
    report: (one) => walk.report(one.affected.length > 0 ? one : { ...one, affected }),
  }
  compareMembers(attributed, pair, place, {
    ...described,
    address: always('breaking', 'address-changed', place, 'readers of the old address get no more messages'),
    messages: (_inner, messages) => compareMessages(walk, messages, { old: before.name, now: after.name }),
    parameters: (_inner, parameters) => compareParameters(walk, parameters, place),
    servers: listRule('channel-servers-changed', place, 'the channel is on different servers'),
    'x-redis-stream': streamRule(place),
  })
}

/** Matches channels by name, or by address if only the name in the document changed. */
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
    const text = 'the channel was removed'
    walk.report({ kind: 'breaking', rule: 'channel-removed', place: before.name, text, affected, old: before.located })
  }
  for (const after of now) {
    if (taken.has(after)) continue
    walk.judged.now.add(after.located.at)
    reportChange(walk, 'compatible', 'channel-added', after.name, 'the channel was added', { now: after.located })
  }
}

const compareServer = (walk: Walk, pair: Pair, name: string): void => {
  const why = 'clients must connect differently'
  const moved: MemberRule = always('breaking', 'server-changed', `server ${name}`, why)
  compareMembers(walk, pair, `server ${name}`, {
    ...described,
    host: moved,
    protocol: moved,
    pathname: moved,
    protocolVersion: moved,
    variables: whole(({ old, now }, inner) => {
      if (canonical(old.value) !== canonical(now.value))
        reportChange(inner, 'breaking', 'server-changed', `server ${name}`, why, { old, now })
    }),
    security: listRule('security-changed', `server ${name}`, 'different credentials are required'),
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
        removed: (old, name) =>
          reportChange(walk, 'breaking', 'server-removed', `server ${name}`, 'the server was removed', { old }),
        added: (now, name) =>
          reportChange(walk, 'compatible', 'server-added', `server ${name}`, 'the server was added', { now }),
      }),
  })
  compareChannels(walk)
  compareApplications(walk)
}

/** The number of messages in a document. */
export const messagesIn = (root: unknown): number =>
  members(child(rootOf(root), 'channels')).reduce(
    (sum, [, channel]) => sum + members(child(channel, 'messages')).length,
    0,
  )
