import type { SeenLoad } from '#harness/scenario/plugin.ts'
import { type Invariant, type Issue, issuesByKey } from './invariant.ts'
import type { Ligne, LigneVendue, Snapshot } from './snapshot.ts'

/**
 * Why a pair of loads was made of the same inputs: same seed, load and workload, and no faults in between. A load of
 * the same name that is shorter or slower has fewer inputs, and begins again with the first one sooner.
 */
const inputsOf = ({ scenario, load }: SeenLoad): string | undefined => {
  const { model, duration_s, quick_duration_s } = scenario.loads.find(({ id }) => id === load) ?? {}
  return scenario.method.faults.length > 0
    ? undefined
    : JSON.stringify([scenario.seed, load, model, duration_s, quick_duration_s, scenario.workload])
}

const pairsOf = (loads: readonly SeenLoad[]): [SeenLoad, SeenLoad][] => {
  const firsts = new Map<string, SeenLoad>()
  return loads.flatMap((load): [SeenLoad, SeenLoad][] => {
    const inputs = inputsOf(load)
    if (inputs === undefined) return []
    const other = firsts.get(inputs)
    if (other === undefined) firsts.set(inputs, load)
    return other !== undefined && other.style !== load.style ? [[other, load]] : []
  })
}

const sorted = (lignes: readonly (Ligne | LigneVendue)[]): string[] =>
  lignes.map((ligne) => JSON.stringify(Object.entries(ligne).sort())).sort()

/** What a checkout left behind, without ids and times. */
const stateOf = ({ reservations, ventes }: Snapshot, { checkoutId, clientId, end }: Issue): string => {
  const reservation = reservations.get(checkoutId)
  const vente = ventes.get(checkoutId)
  // A reservation that was never made and one that was refused for good are the same to the business.
  return JSON.stringify({
    clientId,
    end,
    reserved: reservation?.etat === 'reservee' ? sorted(reservation.lignes) : [],
    sold: vente?.etat === 'enregistree' ? [vente.client_id, vente.total_cents, sorted(vente.lignes)] : [],
  })
}

/** Ends that the business decides; what failed for a technical reason may fail in one style alone. */
const comparable = ({ samples }: SeenLoad): Map<number, string> =>
  new Map(
    samples.flatMap(({ i, key, outcome }) =>
      key != null && (outcome === 'succeeded' || outcome === 'refused' || outcome === 'wrong') ? [[i, key]] : [],
    ),
  )

/** 11. The same inputs in both styles leave the same business state: stock, orders and prices, whatever the ids. */
export const parity: Invariant = {
  id: 'parity',
  check: (snapshot) => {
    const pairs = pairsOf(snapshot.observed.loads)
    if (pairs.length === 0) {
      return { checked: 0, violations: [], skipped: 'the other style did not run with the same inputs' }
    }
    const byKey = issuesByKey(snapshot)
    const state = (key: string | undefined): string | undefined => {
      const [issue] = byKey.get(key ?? '') ?? []
      return issue && stateOf(snapshot, issue)
    }
    let checked = 0
    const violations: string[] = []
    for (const [one, other] of pairs) {
      const others = comparable(other)
      for (const [i, key] of comparable(one)) {
        if (!others.has(i)) continue
        checked++
        const [a, b] = [state(key), state(others.get(i))]
        if (a === undefined || a !== b) {
          violations.push(`input ${i} of load ${one.load}: ${one.style} left ${a}, ${other.style} left ${b}`)
        }
      }
    }
    return { checked, violations }
  },
}
