import { crashPhases } from '#platform/base/crash-points.ts'
import { time } from '../report/format.ts'
import { type CellResult, type CellVerdict, commandOf, idOf } from './cell.ts'
import { countOf, faultRows, heatRows, type Square, slowest, stylesOf } from './heat.ts'
import { isProven, type ProofState, proofText, stateOfProof } from './proof.ts'
import type { FaultRecord } from './record.ts'
import { recoveriesOf } from './recoveries.ts'

export const cellWords: Record<CellVerdict, string> = {
  held: 'held',
  violated: 'violated',
  missed: 'not injected',
  untested: 'untested',
}
export const cellSigns: Record<CellVerdict, string> = { held: '✓', violated: '✗', missed: '!', untested: '–' }

/** A recovery time; unlike latencies, it isn't cut at 30 s. */
export const recovery = (ms: number | null): string =>
  ms === null ? '' : ms < 29_990 ? time(ms) : `${Math.round(ms / 1_000)} s`

const cellText = (square: Square | null): string =>
  square === null ? '' : `${cellSigns[square.verdict]} ${recovery(square.recoveryMs)}`.trim()

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`),
]

const proofSigns: Record<ProofState, string> = { proven: '✓', stale: '✗', missed: '✗', missing: '✗' }

const plantedText = ({ planted }: FaultRecord): string =>
  planted === null || !(planted.all >= 1)
    ? 'Bugs planted in databases: not run.'
    : `Bugs planted in databases: ${planted.found} of ${planted.all} found in this run${planted.missed.length > 0 ? `; not found: ${planted.missed.join(', ')}` : ''}.`

/** A sentence on each kind of planted bugs, with its state. */
export const proofLines = (record: FaultRecord): { text: string; state: ProofState }[] => {
  const { planted, plantedInProcesses, commit } = record
  const first = planted === null || !(planted.all >= 1) ? 'missing' : isProven(planted) ? 'proven' : 'missed'
  const lines: { text: string; state: ProofState }[] = [{ text: plantedText(record), state: first }]
  if (plantedInProcesses)
    lines.push({ text: proofText(plantedInProcesses, commit), state: stateOfProof(plantedInProcesses, commit) })
  return lines
}

export const coverage = (record: FaultRecord): string => {
  const crashes = new Map<string, CellResult[]>()
  for (const one of record.results)
    if (one.kind === 'crash') crashes.set(idOf(one), [...(crashes.get(idOf(one)) ?? []), one])
  const covered = [...crashes.values()].filter((rounds) =>
    rounds.some(({ verdict }) => verdict === 'held' || verdict === 'violated'),
  )
  const unreachable = Object.values(record.unreachable).reduce((sum, count) => sum + count, 0)
  return `${covered.length} of ${crashes.size} reachable crash cells covered (in the other ${unreachable} squares of the grid, the process does not run that step).`
}

/** The summary for the terminal. */
export const summaryLines = (record: FaultRecord): string[] => {
  const { results } = record
  const slow = slowest(results)
  return [
    `  ${countOf(results, 'held')} held, ${countOf(results, 'violated')} violated, ${countOf(results, 'missed')} not injected, ${countOf(results, 'untested')} untested`,
    `  ${coverage(record)}`,
    ...(slow ? [`  longest recovery: ${recovery(slow.recoveryMs)} (${idOf(slow)})`] : []),
    ...proofLines(record).map(({ text, state }) => `  ${proofSigns[state]} ${text}`),
  ]
}

const failures = ({ results }: FaultRecord): string[] =>
  results
    .filter(({ verdict }) => verdict === 'violated' || verdict === 'missed')
    .flatMap((one) => [
      `- **${idOf(one)}** (${cellWords[one.verdict]}): ${one.findings.join('; ')}`,
      `  \`${commandOf(one, one.seed)}\``,
    ])

const untested = ({ results }: FaultRecord): string[] => [
  ...new Set(
    results
      .filter(({ verdict }) => verdict === 'untested')
      .map((one) => `- ${one.text} (${one.style}): ${one.findings.join('; ')}`),
  ),
]

export const renderFaultsMarkdown = (record: FaultRecord): string => {
  const { results } = record
  const styles = stylesOf(results)
  const bad = failures(record)
  const left = untested(record)
  return `${[
    '# Faults',
    '',
    ...summaryLines(record).map((text) => `${text.trim()}  `),
    '',
    `Commit ${record.commit}${record.dirty ? ' with uncommitted changes' : ''}, ${record.startedAt}; ${record.machine.cores} cores; seed ${record.seed}, ${record.rounds} round${record.rounds === 1 ? '' : 's'}. \`${record.command}\``,
    '',
    '✓ every invariant held · ✗ an invariant was violated · ! the fault was not injected · – untested · empty: the process does not run this step. Times run from the fault until the system is at rest; the longest of all rounds.',
    '',
    '## Crashes at chosen points of the code',
    '',
    ...table(
      ['style', 'process', 'step', ...crashPhases],
      heatRows(results).map((row) => [row.style, row.process, row.step, ...row.squares.map(cellText)]),
    ),
    '',
    '## Other faults',
    '',
    ...table(
      ['fault', 'where', ...styles],
      faultRows(results, styles).map((row) => [row.text, row.process, ...row.squares.map(cellText)]),
    ),
    '',
    '## Recovery times',
    '',
    ...table(
      ['style', 'maximum', 'P90', 'median', 'faults', 'longest'],
      recoveriesOf(results).map(({ style, count, medianMs, p90Ms, max }) => [
        style,
        recovery(max.recoveryMs),
        recovery(p90Ms),
        recovery(medianMs),
        String(count),
        idOf(max),
      ]),
    ),
    ...(bad.length > 0 ? ['', '## What went wrong, and how to see it again', '', ...bad] : []),
    ...(left.length > 0 ? ['', '## Untested', '', ...left] : []),
    '',
  ].join('\n')}`
}
