import type { Invariant } from './invariant.ts'
import type { Moved, Restocking, RestockRequest } from './restocking-rows.ts'
import type { Stock } from './snapshot.ts'

const stepsOfApproval = 3

const checkRequest = (request: RestockRequest, { steps, validations }: Restocking): string[] => {
  const { demande_id: id, statut, motif_rejet, approuvee_par } = request
  const made = steps.filter(({ demande_id, etat }) => demande_id === id && etat === 'faite')
  const violations: string[] = []
  if (statut === 'rejetee' && (motif_rejet ?? '').trim() === '')
    violations.push(`request ${id} was rejected without a reason`)
  if (statut !== 'approuvee') {
    if (made.length > 0)
      violations.push(`request ${id} is ${statut}, but ${made.length} steps of a validation have an effect`)
    return violations
  }
  const own = made.filter(({ validation_id }) => validation_id === approuvee_par)
  if (own.length !== stepsOfApproval)
    violations.push(`request ${id} is approved, but ${own.length} steps of its validation have an effect`)
  if (made.length !== own.length) violations.push(`request ${id} moved its pieces more than once`)
  const validation = validations.find(({ validation_id }) => validation_id === approuvee_par)
  if (validation?.terminal !== true || validation.motif !== null)
    violations.push(`request ${id} is approved, but its validation did not succeed`)
  return violations
}

const checkValidations = ({ steps, validations, requests }: Restocking): string[] =>
  validations.flatMap(({ validation_id: id, terminal, motif }) => {
    if (!terminal) return [`validation ${id} has not ended`]
    const made = steps.filter(({ validation_id, etat }) => validation_id === id && etat === 'faite')
    if (motif !== null)
      return made.length > 0 ? [`validation ${id} failed, but ${made.length} of its steps have an effect`] : []
    return requests.some(({ approuvee_par }) => approuvee_par === id)
      ? []
      : [`validation ${id} succeeded, but approved nothing, and has no reason`]
  })

const checkInterventions = ({ validations }: Restocking): string[] =>
  validations.flatMap(({ validation_id: id, forced, closed, interventions }) => [
    ...(forced && !interventions.includes('forcerAnnulationValidation')
      ? [`nobody is on record for the forced undo of validation ${id}`]
      : []),
    ...(closed && !interventions.includes('cloreValidation')
      ? [`nobody is on record for closing validation ${id}`]
      : []),
  ])

const placeOf = ({ magasin_id, produit_id }: Pick<Moved, 'magasin_id' | 'produit_id'>): string =>
  `product ${produit_id} in shop ${magasin_id}`

/** The pieces that left the central stock are those of transfers and of steps in effect; a shop has what it received. */
const checkPieces = (stocks: readonly Stock[], restocking: Restocking): string[] => {
  const { requests, steps, transfers, shops } = restocking
  const requestOf = new Map(requests.map((request) => [request.demande_id, request]))
  const moved = (etape: 'prelevement' | 'livraison'): RestockRequest[] =>
    steps.flatMap((step) => {
      const request = step.etape === etape && step.etat === 'faite' ? requestOf.get(step.demande_id) : undefined
      return request ? [request] : []
    })
  const [taken, delivered] = [moved('prelevement'), moved('livraison')]
  const left = new Map<number, number>()
  for (const { produit_id, quantite } of [...transfers, ...taken])
    left.set(produit_id, (left.get(produit_id) ?? 0) + quantite)
  const central = stocks.flatMap(({ produit_id, transfere }) => {
    const expected = left.get(produit_id) ?? 0
    return transfere === expected
      ? []
      : [
          `product ${produit_id}: ${transfere} pieces left the central stock, but transfers and validations add up to ${expected}`,
        ]
  })
  // A shop without a row for a product has none of it.
  const present = new Map(shops.map((one) => [placeOf(one), one.quantite]))
  const expected = new Map(shops.map((one) => [placeOf(one), one.initial]))
  for (const one of [...transfers, ...delivered])
    expected.set(placeOf(one), (expected.get(placeOf(one)) ?? 0) + one.quantite)
  const local = [...expected].flatMap(([place, pieces]) => {
    const there = present.get(place) ?? 0
    return there === pieces ? [] : [`${place}: ${there} pieces are there, but ${pieces} were received`]
  })
  return [...central, ...local]
}

/** 13. Restocking: an approved request moved its pieces exactly once, any other none; nothing ends without a reason. */
export const restocking: Invariant = {
  id: 'restocking',
  text: 'Each approved restocking request moved its pieces to its shop exactly once, a waiting or rejected one none; every rejection and every failed validation has a reason, every forced undo and every closing an author',
  check: ({ stocks, restocking: rows }) => {
    const { requests, validations } = rows
    const violations = [
      ...requests.flatMap((request) => checkRequest(request, rows)),
      ...checkValidations(rows),
      ...checkInterventions(rows),
      ...checkPieces(stocks, rows),
    ]
    const checked = requests.length + validations.length
    return { checked, violations, ...(checked === 0 ? { skipped: 'no restocking request' } : {}) }
  },
}
