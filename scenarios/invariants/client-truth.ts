import type { Sample } from '#harness/scenario/raw.ts'
import { type Invariant, type Issue, issuesByKey } from './invariant.ts'
import type { Replay } from './replays.ts'
import type { Snapshot } from './snapshot.ts'

const hasEffect = ({ reservations, ventes }: Snapshot, id: string): boolean =>
  reservations.get(id)?.etat === 'reservee' || ventes.get(id)?.etat === 'enregistree'
const isComplete = ({ reservations, ventes }: Snapshot, id: string): boolean =>
  reservations.get(id)?.etat === 'reservee' && ventes.get(id)?.etat === 'enregistree'

const resolved = (snapshot: Snapshot, sample: Sample, found: Issue): string[] => {
  const { id } = sample
  // A wrong end is one that the cart was not made for; that it was told is to be held to it all the same.
  const outcome = (sample.outcome === 'wrong' ? sample.told : undefined) ?? sample.outcome
  const { checkoutId, end } = found
  const wasTold = `the client was told that ${checkoutId} ${outcome === 'succeeded' ? 'succeeded' : 'failed'}`
  const wrongId = id === null || id === checkoutId ? [] : [`the client was told ${id}, its key has ${checkoutId}`]
  switch (outcome) {
    case 'succeeded':
      return [
        ...wrongId,
        ...(end === 'succeeded' && isComplete(snapshot, checkoutId) ? [] : [`${wasTold}, and its effect is missing`]),
      ]
    case 'refused':
    case 'failed':
      return [
        ...wrongId,
        ...(end === 'failed' && !hasEffect(snapshot, checkoutId) ? [] : [`${wasTold}, and it has an effect`]),
      ]
    case 'wrong':
    case 'unended':
    case 'error': {
      const isOne = end === 'succeeded' ? isComplete(snapshot, checkoutId) : !hasEffect(snapshot, checkoutId)
      const open = end === 'open' ? [`the client never knew, and ${checkoutId} is unresolved`] : []
      return [...wrongId, ...open, ...(isOne ? [] : [`the client never knew, and ${checkoutId} is half done`])]
    }
    default:
      return outcome satisfies never
  }
}

const lineFindings = (snapshot: Snapshot, sample: Sample, found: readonly Issue[]): string[] => {
  const [only] = found
  if (found.length > 1) return [`key ${sample.key} has ${found.length} checkouts`]
  if (only !== undefined) return resolved(snapshot, sample, only)
  const wasTold = sample.told ?? sample.outcome
  if (wasTold === 'succeeded' && sample.id === null)
    return [`the client was told that key ${sample.key} succeeded, and nobody knows it`]
  // Without an answer and without a trace the request never arrived: that is one end, too.
  return sample.id === null ? [] : [`the client was told ${sample.id} under key ${sample.key}, and nobody knows it`]
}

const replayFindings = ({ key, told, again, otherBody }: Replay): string[] => [
  ...(again.id === told.id && again.succeeded === told.succeeded
    ? []
    : [`key ${key} was answered ${told.id} (${told.succeeded}), and again ${again.id} (${again.succeeded})`]),
  ...(otherBody === null || otherBody === 422 ? [] : [`key ${key} with another body was answered ${otherBody}`]),
]

/**
 * 7. What the client was told is true: ok has its effect, failed has none, and what it never knew is exactly one of the
 * two. The same key and body give the same answer.
 */
export const clientTruth: Invariant = {
  id: 'client-truth',
  check: (snapshot) => {
    const samples = snapshot.observed.loads.flatMap(({ samples: all }) => all.filter(({ key }) => key != null))
    const byKey = issuesByKey(snapshot)
    return {
      checked: samples.length + snapshot.replays.length,
      violations: [
        ...samples.flatMap((sample) => lineFindings(snapshot, sample, byKey.get(sample.key ?? '') ?? [])),
        ...snapshot.replays.flatMap(replayFindings),
      ],
    }
  },
}
