import { type Change, membersOf, type Node, nodeOf, resolved } from './change.ts'
import { schemaChanges } from './schema-changes.ts'

type Message = { readonly name: string; readonly node: Node }

const lastOf = (ref: unknown): string => String(ref).split('/').at(-1) ?? ''

const messagesOf = (document: Node): Map<string, Message> =>
  new Map(
    membersOf(document.channels).flatMap(([channel, node]) =>
      membersOf(resolved(document, node).messages).map(([name, message]): [string, Message] => [
        `${channel}/${name}`,
        { name, node: resolved(document, message) },
      ]),
    ),
  )

const applicationsOf = (document: Node, action: 'send' | 'receive', message: string): string[] => {
  const names = membersOf(document.operations).flatMap(([id, operation]) => {
    if (operation.action !== action) return []
    const messages = Array.isArray(operation.messages) ? operation.messages : undefined
    const isConcerned = messages === undefined || messages.some((one) => lastOf(nodeOf(one).$ref) === message)
    return isConcerned ? [String(operation['x-application'] ?? id)] : []
  })
  return [...new Set(names)].sort()
}

/** Applications that read a message; one that names no messages reads every message of the channel. */
export const readersOf = (document: Node, message: string): string[] => applicationsOf(document, 'receive', message)

const versionOf = ({ node }: Message): number => Number(node['x-event-version'] ?? 1)

/** A raised version: stored events are upcast, which the generator sees to; readers of the old one leave the new to others. */
const versionChange = (place: string, before: Message, after: Message, affected: string[]): Change => {
  const [from, to] = [versionOf(before), versionOf(after)]
  const text =
    to > from
      ? `version ${from} → ${to}: readers of version ${from} leave it to newer ones; start those first, and publish the old version meanwhile`
      : `version ${from} → ${to}: a version that was given can't be given again`
  return { kind: 'breaking', rule: to > from ? 'event-version-raised' : 'event-version-lowered', place, text, affected }
}

/**
 * What changed in the events. Readers of the old schema meet new events while both run, and readers of the new one meet old
 * events, which are stored and replayed: so a schema that allows more breaks the former, one that allows less the latter.
 */
export const eventChanges = (old: Node, now: Node): Change[] => {
  const [before, after] = [messagesOf(old), messagesOf(now)]
  const changes: Change[] = []
  for (const [place, message] of before) {
    const next = after.get(place)
    const affected = readersOf(old, message.name)
    if (!next) {
      changes.push({ kind: 'breaking', rule: 'message-removed', place, text: 'the message is gone', affected })
      continue
    }
    const isOfOtherVersion = versionOf(next) !== versionOf(message)
    if (isOfOtherVersion) changes.push(versionChange(place, message, next, affected))
    for (const { rule, at, text, narrower, wider } of schemaChanges(
      { old, new: now },
      { old: nodeOf(message.node.payload), new: nodeOf(next.node.payload) },
    )) {
      const who = isOfOtherVersion
        ? []
        : [wider ? 'readers of the old schema' : '', narrower ? 'readers of stored events' : ''].filter(Boolean)
      const kind = who.length > 0 ? 'breaking' : 'compatible'
      const why = who.length > 0 ? `${text}: refused by ${who.join(' and ')}` : text
      changes.push({ kind, rule, place: `${place} payload${at}`, text: why, affected })
    }
    if (readersOf(now, message.name).join() !== affected.join())
      changes.push({
        kind: 'compatible',
        rule: 'readers-changed',
        place,
        text: `read by ${readersOf(now, message.name).join(', ') || 'nobody'}`,
        affected,
      })
  }
  for (const [place, { name }] of after)
    if (!before.has(place))
      changes.push({
        kind: 'compatible',
        rule: 'message-added',
        place,
        text: 'the message is new',
        affected: readersOf(now, name),
      })
  return changes
}
