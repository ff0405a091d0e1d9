import { causes, ends, isWhole } from './causes.ts'
import { type Invariant, withoutChoreography } from './invariant.ts'
import type { Evenement, Snapshot } from './snapshot.ts'

const findings = (id: string, evenements: readonly Evenement[]): string[] => {
  const before = new Set<string>()
  const versions = evenements.map(({ version }) => version).sort((a, b) => a - b)
  const ofEvents = evenements.flatMap(({ type, payload, event_id }, i) => {
    const needed = causes[type]
    const found = [
      ...(versions[i] === i + 1 ? [] : [`checkout ${id}: event ${i + 1} has version ${versions[i]}`]),
      ...(payload.checkout_id === id ? [] : [`${event_id} is stored under checkout ${id}`]),
      ...(needed === undefined ? [`checkout ${id}: unknown event type ${type}`] : []),
      ...(needed !== undefined && needed.length > 0 && !needed.some((cause) => before.has(cause))
        ? [`checkout ${id}: ${type} before ${needed.join(' or ')}`]
        : []),
    ]
    before.add(type)
    return found
  })
  const types = [...before]
  const hasEnded = types.some((type) => ends.includes(type))
  return [
    ...ofEvents,
    ...(hasEnded && !isWhole(before)
      ? [`checkout ${id} ended with ${types.join(', ')}, which is not a complete history`]
      : []),
  ]
}

/**
 * 9. The event store: versions of a checkout are 1..n, causes come before effects, an ended checkout lacks nothing, the
 * hash chain matches the anchor, and the service's role can neither change nor remove an event.
 */
export const eventStore: Invariant = {
  id: 'event-store',
  text: 'The event store: versions 1..n in each checkout, causes before effects, and its role can change or remove no event',
  check: ({ evenements, checkouts, rewrites, chaine }: Snapshot) => ({
    ...withoutChoreography(checkouts, evenements),
    checked: evenements.size,
    violations: [
      ...rewrites.map((statement) => `the service's role may ${statement}`),
      ...chaine,
      ...[...evenements].flatMap(([id, ofCheckout]) => findings(id, ofCheckout)),
    ],
  }),
}
