import type { Invariant } from './invariant.ts'
import type { Checkout, Evenement, Saga } from './snapshot.ts'

const ends: Readonly<Record<string, Checkout['etat']>> = { CheckoutSucceeded: 'REUSSI', CheckoutFailed: 'ECHOUE' }

const eventFindings = (checkout: Checkout, evenements: readonly Evenement[]): string[] => {
  const { checkout_id: id } = checkout
  const terminal = evenements.filter(({ type }) => type in ends)
  const [first] = terminal
  if (first === undefined) return [`checkout ${id} has no terminal event`]
  const later = evenements.filter(({ place }) => place > first.place && !terminal.some((end) => end.place === place))
  return [
    ...(terminal.length > 1 ? [`checkout ${id} has ${terminal.length} terminal events`] : []),
    ...later.map(({ type }) => `checkout ${id}: ${type} after ${first.type}`),
    ...(ends[first.type] === checkout.etat
      ? []
      : [`checkout ${id} ended with ${first.type}, but ecommerce has ${checkout.etat}`]),
  ]
}

const sagaFindings = ({ checkout_id: id, terminal, etat, ends: count, after_end }: Saga): string[] => [
  ...(terminal ? [] : [`saga ${id} is in ${etat}, not in a terminal state`]),
  ...(count === (terminal ? 1 : 0) ? [] : [`saga ${id} logged ${count} terminal states`]),
  ...(after_end === 0 ? [] : [`saga ${id} logged ${after_end} records after its end`]),
]

/** 3. Each accepted checkout has exactly one terminal state or event, and no business event after it. */
export const oneEnd: Invariant = {
  id: 'one-end',
  text: 'Each accepted checkout has exactly one terminal state or event, and no business event after it',
  check: ({ checkouts, sagas, evenements }) => ({
    checked: checkouts.size + sagas.size,
    violations: [
      ...[...checkouts.values()].flatMap((checkout) =>
        eventFindings(checkout, evenements.get(checkout.checkout_id) ?? []),
      ),
      ...[...evenements.keys()]
        .filter((id) => !checkouts.has(id))
        .map((id) => `events of checkout ${id}, which was never accepted`),
      ...[...sagas.values()].flatMap(sagaFindings),
    ],
  }),
}
