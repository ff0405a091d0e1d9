import type { Verdict } from '../judge/verdict.ts'
import type { Cell, Outcome } from './cell.ts'
import type { TeethRecord } from './record.ts'

export type Findings = {
  /** `fail`: something has no teeth; `inconclusive`: something could not be told; else `pass`. */
  verdict: Verdict
  /** A scenario stays green although what it states is harmed. */
  toothless: Cell[]
  /** Scenarios that none of all changes turned red. */
  toothlessScenarios: string[]
  /** Changes that took effect and that no scenario caught. */
  unseen: string[]
  /** Measures that are stated and that nothing turned red: nobody knows whether they can. */
  neverRed: { scenario: string; style: string; measures: string[] }[]
  /** Cells that could not be told. */
  open: Cell[]
}

type Looked = Pick<TeethRecord, 'cells' | 'controls' | 'changes' | 'complete'>

const has = (cells: readonly Cell[], ...wanted: Outcome[]): boolean =>
  cells.some(({ outcome }) => wanted.includes(outcome))

const neverRedOf = ({ cells, controls, complete }: Looked): Findings['neverRed'] =>
  (complete.changes ? controls : []).flatMap(({ scenario, style, measures }) => {
    const red = new Set(
      cells.filter((cell) => cell.scenario === scenario && cell.style === style).flatMap(({ by }) => by),
    )
    const never = measures.filter((what) => !red.has(what))
    return never.length === 0 ? [] : [{ scenario, style, measures: never }]
  })

/** What a look at teeth found, beyond its single cells. Pure. */
export const findingsOf = (looked: Looked): Findings => {
  const { cells, controls, changes, complete } = looked
  const toothless = cells.filter(({ outcome }) => outcome === 'toothless')
  const open = cells.filter(({ outcome }) => outcome === 'undecided' || outcome === 'no-control')
  const ids = [...new Set(controls.map(({ scenario }) => scenario))]
  const toothlessScenarios = complete.changes
    ? ids.filter((id) => {
        const own = cells.filter(({ scenario }) => scenario === id)
        return own.length > 0 && !has(own, 'caught', 'undecided', 'no-control')
      })
    : []
  const unseen = complete.scenarios
    ? changes.flatMap(({ id }) => {
        const own = cells.filter(({ change }) => change === id)
        const isHarmless = !has(own, 'toothless', 'no-claim', 'declared')
        return isHarmless || has(own, 'caught', 'hidden') ? [] : [id]
      })
    : []
  const failed = toothless.length + toothlessScenarios.length + unseen.length > 0
  return {
    // Where nothing was caught, nothing was seen to have teeth.
    verdict: failed ? 'fail' : open.length > 0 || !has(cells, 'caught') ? 'inconclusive' : 'pass',
    toothless,
    toothlessScenarios,
    unseen,
    neverRed: neverRedOf(looked),
    open,
  }
}
