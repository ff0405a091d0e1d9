import type { Verdict } from '../judge/verdict.ts'
import type { Cell, Outcome } from './cell.ts'
import type { SensitivityRecord } from './record.ts'

export type Findings = {
  /** `fail`: a scenario or a change goes unnoticed; `inconclusive`: some cells have no clear result; otherwise `pass`. */
  verdict: Verdict
  /** Cells in which a scenario stays green although the change breaks what it states. */
  insensitive: Cell[]
  /** Scenarios that no change turned red. */
  insensitiveScenarios: string[]
  /** Changes that took effect and that no scenario caught. */
  unseen: string[]
  /** Measures that no change turned red, so nobody knows whether they can fail. */
  neverRed: { scenario: string; style: string; measures: string[] }[]
  /** Cells without a clear result. */
  open: Cell[]
}

type Looked = Pick<SensitivityRecord, 'cells' | 'controls' | 'changes' | 'complete'>

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

/** What the whole record shows, beyond its single cells. Pure. */
export const findingsOf = (looked: Looked): Findings => {
  const { cells, controls, changes, complete } = looked
  const insensitive = cells.filter(({ outcome }) => outcome === 'insensitive')
  const open = cells.filter(({ outcome }) => outcome === 'undecided' || outcome === 'no-control')
  const ids = [...new Set(controls.map(({ scenario }) => scenario))]
  const insensitiveScenarios = complete.changes
    ? ids.filter((id) => {
        const own = cells.filter(({ scenario }) => scenario === id)
        return own.length > 0 && !has(own, 'caught', 'undecided', 'no-control')
      })
    : []
  const unseen = complete.scenarios
    ? changes.flatMap(({ id }) => {
        const own = cells.filter(({ change }) => change === id)
        const isHarmless = !has(own, 'insensitive', 'no-claim', 'declared')
        return isHarmless || has(own, 'caught', 'hidden') ? [] : [id]
      })
    : []
  const failed = insensitive.length + insensitiveScenarios.length + unseen.length > 0
  return {
    // If nothing was caught, no sensitivity is shown.
    verdict: failed ? 'fail' : open.length > 0 || !has(cells, 'caught') ? 'inconclusive' : 'pass',
    insensitive,
    insensitiveScenarios,
    unseen,
    neverRed: neverRedOf(looked),
    open,
  }
}
