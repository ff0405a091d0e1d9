import { verdictWords } from '../report/format.ts'
import { columns } from '../report/formats/terminal.ts'
import type { Cell, Outcome } from './cell.ts'
import { type Findings, findingsOf } from './findings.ts'
import type { SensitivityRecord } from './record.ts'

const signs: Record<Outcome, string> = {
  caught: '✓',
  insensitive: '✗ insensitive',
  hidden: '≈ hidden',
  declared: '– declared',
  'no-claim': '– no claim',
  idle: '·',
  absent: '',
  undecided: '?',
  'no-control': '? control',
}

export const legend =
  '✓ caught; ✗ insensitive: the change took effect, but what it harms stays green; ≈ hidden by the headroom of the limit; – the change harms nothing that the scenario states, or the document declares why it can’t be detected; · the change had no occasion; ? undecided; empty: not in this style.'

const cellAt = (cells: readonly Cell[], change: string, scenario: string, style: string): Cell | undefined =>
  cells.find((cell) => cell.change === change && cell.scenario === scenario && cell.style === style)

/** A finished cell as one line. */
export const cellLine = ({ change, scenario, style, outcome, why }: Cell): string =>
  `${signs[outcome].slice(0, 1) || ' '} ${change}: ${scenario} ${style}: ${outcome}: ${why.length > 160 ? `${why.slice(0, 160)}…` : why}`

const placeOf = ({ scenario, style, change }: Cell): string => `${scenario} ${style} × ${change}`

/** The findings as sentences; those that fail the run come first. */
export const findingLines = (found: Findings): string[] => [
  ...found.insensitive.map((cell) => `✗ insensitive: ${placeOf(cell)}: ${cell.why}`),
  ...found.insensitiveScenarios.map((id) => `✗ insensitive: ${id}: no planted change turned it red`),
  ...found.unseen.map((id) => `✗ ${id} took effect, and no scenario caught it`),
  ...found.open.map((cell) => `? ${placeOf(cell)}: ${cell.outcome}: ${cell.why}`),
]

const neverRedLines = ({ neverRed }: Findings): string[] =>
  neverRed.map(({ scenario, style, measures }) => `${scenario} ${style}: ${measures.join(', ')}`)

/** The matrix and the findings as text for the terminal. */
export const sensitivityTable = (record: SensitivityRecord): string => {
  const { changes, controls, cells } = record
  const found = findingsOf(record)
  const rows = changes.map(({ id }) => [
    `  ${id}`,
    ...controls.map(({ scenario, style }) => {
      const cell = cellAt(cells, id, scenario, style)
      return cell === undefined ? '' : signs[cell.outcome]
    }),
  ])
  const header = ['  change', ...controls.map(({ scenario, style }) => `${scenario} ${style}`)]
  const hidden = cells.filter(({ outcome }) => outcome === 'hidden')
  const parts = [
    columns([header, ...rows]),
    `  ${legend}`,
    ...(hidden.length === 0 ? [] : [hidden.map((cell) => `≈ ${placeOf(cell)}: ${cell.why}`).join('\n')]),
    ...(found.neverRed.length === 0
      ? []
      : [
          `Measures that nothing turned red:\n${neverRedLines(found)
            .map((line) => `  ${line}`)
            .join('\n')}`,
        ]),
    findingLines(found).join('\n'),
    `${verdictWords[found.verdict]}: ${cells.filter(({ outcome }) => outcome === 'caught').length} caught, ${found.insensitive.length} insensitive, ${hidden.length} hidden by headroom, of ${cells.length}`,
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}
