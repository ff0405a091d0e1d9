import { verdictSigns, verdictWords } from '../report/format.ts'
import type { Cell } from './cell.ts'
import { findingsOf } from './findings.ts'
import type { SensitivityRecord } from './record.ts'
import { findingLines, legend } from './text.ts'

const longest = 220

const cellText = (cell: Cell | undefined): string => {
  if (cell === undefined) return ''
  switch (cell.outcome) {
    case 'caught':
      return `✓ ${cell.by.join(', ')}`
    case 'insensitive':
      return '**✗ insensitive**'
    case 'hidden':
      return '≈ hidden by headroom'
    case 'declared':
      return '– declared blind'
    case 'no-claim':
      return '– no claim'
    case 'idle':
      return '· no occasion'
    case 'absent':
      return ''
    case 'undecided':
    case 'no-control':
      return `? ${cell.outcome}`
    default:
      return cell.outcome satisfies never
  }
}

const escapedCell = (text: string): string =>
  (text.length > longest ? `${text.slice(0, longest)}…` : text).replaceAll('|', '\\|').replaceAll('\n', ' ')

const row = (cells: readonly string[]): string => `| ${cells.map(escapedCell).join(' | ')} |`

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n')

const section = (title: string, body: string): string[] => (body === '' ? [] : [`## ${title}`, body])

/** The report for people: matrix, findings, each cell with its reason. */
export const sensitivityMarkdown = (record: SensitivityRecord): string => {
  const { changes, controls, cells, commit, startedAt, command } = record
  const found = findingsOf(record)
  const of = (change: string, scenario: string, style: string): Cell | undefined =>
    cells.find((cell) => cell.change === change && cell.scenario === scenario && cell.style === style)
  const matrix = table(
    ['planted change', ...controls.map(({ scenario, style }) => `${scenario} ${style}`)],
    changes.map(({ id, text }) => [
      `**${id}**: ${text}`,
      ...controls.map(({ scenario, style }) => cellText(of(id, scenario, style))),
    ]),
  )
  const details = table(
    ['scenario', 'change', 'outcome', 'took effect', 'reason'],
    cells
      .filter(({ outcome }) => outcome !== 'absent')
      .map(({ scenario, style, change, outcome, effects, why }) => [
        `${scenario} ${style}`,
        change,
        outcome,
        String(effects),
        why,
      ]),
  )
  const never = found.neverRed.map(({ scenario, style, measures }) => `- ${scenario} ${style}: ${measures.join(', ')}`)
  return `${[
    '# What the scenarios notice',
    `${verdictSigns[found.verdict]} ${verdictWords[found.verdict]}. Commit ${commit}, ${startedAt}, \`${command}\`. Each scenario ran in its short form, without a change and then with each change.`,
    matrix,
    legend,
    ...section(
      'Found',
      findingLines(found)
        .map((line) => `- ${line}`)
        .join('\n'),
    ),
    ...section('Measures that nothing turned red', never.join('\n')),
    ...section('Each cell', details),
  ].join('\n\n')}\n`
}
