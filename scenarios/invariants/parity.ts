import type { SeenLoad } from '#harness/scenario/plugin.ts'
import type { Ligne, LigneVendue } from '../shop/lines.ts'
import { type CheckoutEnd, endsByKey, type Invariant } from './invariant.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Identifies a load's inputs: same seed, load and workload, without faults. A load with the same name but a lower rate
 * or duration has fewer inputs and repeats them sooner.
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

/** The business state a checkout left behind, without ids and times. */
const stateOf = ({ reservations, ventes }: Snapshot, { checkoutId, clientId, end }: CheckoutEnd): string => {
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

/** Ends that the business decides; technical failures may occur in one style alone. */
const comparable = ({ samples }: SeenLoad): Map<number, string> =>
  new Map(
    samples.flatMap(({ i, key, outcome }) =>
      key != null && (outcome === 'succeeded' || outcome === 'refused' || outcome === 'wrong') ? [[i, key]] : [],
    ),
  )

/** 11. The same inputs in both styles lead to the same business state: stock, orders and prices, whatever the ids. */
export const parity: Invariant = {
  id: 'parity',
  text: 'The same inputs in both styles leave the same stock, orders and prices',
  check: (snapshot) => {
    const pairs = pairsOf(snapshot.observed.loads)
    if (pairs.length === 0) {
      return { checked: 0, violations: [], skipped: 'the other style did not run with the same inputs' }
    }
    const byKey = endsByKey(snapshot)
    const state = (key: string | undefined): string | undefined => {
      const [checkout] = byKey.get(key ?? '') ?? []
      return checkout && stateOf(snapshot, checkout)
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
          violations.push(`input ${i} of load ${one.load}: ${one.style} left ${a}, but ${other.style} left ${b}`)
        }
      }
    }
    return { checked, violations }
  },
}
