import type { Sample } from '#harness/scenario/records.ts'
import { type CheckoutEnd, endsByKey, type Invariant } from './invariant.ts'
import type { Replay } from './replays.ts'
import type { Snapshot } from './snapshot.ts'

const hasEffect = ({ reservations, ventes }: Snapshot, id: string): boolean =>
  reservations.get(id)?.etat === 'reservee' || ventes.get(id)?.etat === 'enregistree'
const isComplete = ({ reservations, ventes }: Snapshot, id: string): boolean =>
  reservations.get(id)?.etat === 'reservee' && ventes.get(id)?.etat === 'enregistree'

const resolved = (snapshot: Snapshot, sample: Sample, found: CheckoutEnd): string[] => {
  const { id } = sample
  // `wrong` means that this cart should have ended otherwise. The answer that the client got must be true even then.
  const outcome = (sample.outcome === 'wrong' ? sample.reported : undefined) ?? sample.outcome
  const { checkoutId, end } = found
  const answer = `the answer to the client says that ${checkoutId} ${outcome === 'succeeded' ? 'succeeded' : 'failed'}`
  const wrongId =
    id === null || id === checkoutId ? [] : [`the client got the id ${id}, but its key belongs to ${checkoutId}`]
  switch (outcome) {
    case 'succeeded':
      return [
        ...wrongId,
        ...(end === 'succeeded' && isComplete(snapshot, checkoutId) ? [] : [`${answer}, but its effect is missing`]),
      ]
    case 'refused':
    case 'failed':
      return [
        ...wrongId,
        ...(end === 'failed' && !hasEffect(snapshot, checkoutId) ? [] : [`${answer}, but it has an effect`]),
      ]
    case 'wrong':
    case 'unended':
    case 'error': {
      const isOne = end === 'succeeded' ? isComplete(snapshot, checkoutId) : !hasEffect(snapshot, checkoutId)
      const open = end === 'open' ? [`the client got no answer, and ${checkoutId} is unresolved`] : []
      return [...wrongId, ...open, ...(isOne ? [] : [`the client got no answer, and ${checkoutId} is half done`])]
    }
    default:
      return outcome satisfies never
  }
}

const lineFindings = (snapshot: Snapshot, sample: Sample, found: readonly CheckoutEnd[]): string[] => {
  const [only] = found
  if (found.length > 1) return [`key ${sample.key} has ${found.length} checkouts`]
  if (only !== undefined) return resolved(snapshot, sample, only)
  const reported = sample.reported ?? sample.outcome
  if (reported === 'succeeded' && sample.id === null)
    return [`the answer to the client says that key ${sample.key} succeeded, but no checkout has this key`]
  // Neither an answer nor a trace: the request never arrived, which is a valid end.
  return sample.id === null
    ? []
    : [`the client got the id ${sample.id} for key ${sample.key}, but no checkout has this key`]
}

const replayFindings = ({ key, first, again, otherBody }: Replay): string[] => [
  ...(again.id === first.id && again.succeeded === first.succeeded
    ? []
    : [`key ${key} was answered ${first.id} (${first.succeeded}), then ${again.id} (${again.succeeded})`]),
  ...(otherBody === null || otherBody === 422 ? [] : [`key ${key} with another body was answered ${otherBody}`]),
]

/**
 * 7. Every answer is true: a success has its effect, a failure has none, and an unknown end is exactly one of the two. The
 * same key and body give the same answer.
 */
export const clientTruth: Invariant = {
  id: 'client-truth',
  text: 'Answers to clients are true: a success has its effect, a failure has none, an unanswered checkout is one or the other; the same key and body give the same answer',
  check: (snapshot) => {
    const samples = snapshot.observed.loads.flatMap(({ samples: all }) => all.filter(({ key }) => key != null))
    const byKey = endsByKey(snapshot)
    return {
      checked: samples.length + snapshot.replays.length,
      violations: [
        ...samples.flatMap((sample) => lineFindings(snapshot, sample, byKey.get(sample.key ?? '') ?? [])),
        ...snapshot.replays.flatMap(replayFindings),
      ],
    }
  },
}
