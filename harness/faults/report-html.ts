import { crashPhases } from '#platform/base/crash-points.ts'
import { escaped } from '../report/format.ts'
import { renderFrame } from '../report/formats/page.ts'
import { type CellVerdict, commandOf, idOf } from './cell.ts'
import { countOf, faultRows, type HeatRow, heatRows, type Square, slowest, stylesOf } from './heat.ts'
import type { ProofState } from './proof.ts'
import type { FaultRecord } from './record.ts'
import { recoveriesOf } from './recoveries.ts'
import { cellSigns, cellWords, coverage, proofLines, recovery } from './report-markdown.ts'

/** Signs accompany the colours. Blue and orange are distinguishable with every common colour blindness. */
const heatStyle = `
.heat{border-spacing:3px;border-collapse:separate;width:auto;min-width:100%}
.heat th,.heat td{border-bottom:0;padding:4px 8px 4px 0}
.heat tbody th{font-weight:500}
.heat td.sq{padding:6px 9px;border-radius:6px;min-width:96px;white-space:nowrap;font-size:13.5px}
.sq b{display:inline-block;width:1.1em;font-weight:700}
.sq.held{background:color-mix(in srgb,var(--s0) var(--h,14%),var(--card))}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
.seen{list-style:none;padding:0;margin:14px 0 0;display:grid;gap:6px;max-width:100%}
.seen li{white-space:normal;overflow-wrap:anywhere;padding:8px 12px;border-radius:6px;background:var(--card);border-left:4px solid var(--s0)}
.seen li.bad{border-color:var(--fail);color:var(--fail);font-weight:640}
.seen b{display:inline-block;width:1.3em}
.heat th.group{font-weight:640;padding-top:12px}
.heat thead th{overflow-wrap:normal;white-space:normal;vertical-align:bottom}
@media (max-width:640px){.heat{border-spacing:2px}.heat td.sq{min-width:0;padding:6px 4px;font-size:12px}.heat th{font-size:12.5px;padding-right:4px}.heat thead th{font-size:11.5px}
.heat th.wide{min-width:120px}.sq span{display:none}table .reason{min-width:190px}}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.sq.violated{background:var(--fail);color:var(--bg);font-weight:640}
.sq.missed{background:var(--openbg);color:var(--open);outline:2px dashed var(--open);outline-offset:-2px}
.sq.untested{color:var(--soft);background:repeating-linear-gradient(135deg,var(--voidbg) 0 5px,var(--bg) 5px 9px)}
.sq.none{background:transparent}
.keys{display:flex;flex-wrap:wrap;gap:8px 18px;font-size:14px;color:var(--soft);padding:0;margin:6px 0 14px;list-style:none}
.keys .sq{padding:2px 9px;border-radius:6px;color:var(--ink);margin-right:7px}.keys .sq.violated{color:var(--bg)}.keys .sq.missed{color:var(--open)}
`

/** The shade of a square: the longer the recovery, up to ten seconds, the darker. */
const heatOf = (ms: number): number => Math.round(8 + 34 * Math.min(1, ms / 10_000))

const square = (one: Square | null): string => {
  if (one === null) return '<td class="sq none" aria-label="this process does not run this step"></td>'
  const label = [cellWords[one.verdict], recovery(one.recoveryMs), ...one.findings.slice(0, 2)]
    .filter(Boolean)
    .join('; ')
  const heat = one.verdict === 'held' ? ` style="--h:${heatOf(one.recoveryMs ?? 0)}%"` : ''
  return `<td class="sq ${one.verdict}"${heat} title="${escaped(label)}"><b aria-hidden="true">${cellSigns[one.verdict]}</b><span>${one.verdict === 'held' ? '' : cellWords[one.verdict]}</span> ${recovery(one.recoveryMs)}</td>`
}

const crashTable = (rows: readonly HeatRow[], style: string): string => {
  const own = rows.filter((row) => row.style === style)
  if (own.length === 0) return ''
  const body = own.map((row, index) => {
    const isFirst = own[index - 1]?.process !== row.process
    const group = `<tr><th scope="rowgroup" class="group" colspan="${crashPhases.length + 1}">${escaped(row.process)}</th></tr>`
    return `${isFirst ? group : ''}<tr><th scope="row">${escaped(row.step)}</th>${row.squares.map(square).join('')}</tr>`
  })
  return `<h3>${escaped(style)}</h3><div class="scroll" tabindex="0"><table class="heat"><thead><tr><th>step</th>${crashPhases.map((phase) => `<th>${phase}</th>`).join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

const keys = (['held', 'violated', 'missed', 'untested'] as const satisfies readonly CellVerdict[])
  .map((verdict) => `<li><span class="sq ${verdict}"><b>${cellSigns[verdict]}</b></span>${cellWords[verdict]}</li>`)
  .join('')

const otherTable = (record: FaultRecord, styles: readonly string[]): string => {
  const rows = faultRows(record.results, styles)
  if (rows.length === 0) return ''
  const body = rows.map(
    (row) =>
      `<tr><th scope="row" class="wide">${escaped(row.text)}<small>${escaped(row.process)} · ${escaped(row.phase)}</small></th>${row.squares.map(square).join('')}</tr>`,
  )
  return `<h2>Other faults</h2><p class="lead">Each fault is injected while clients are active. Then it is removed, the system comes to rest, and all invariants are checked.</p><div class="scroll" tabindex="0"><table class="heat"><thead><tr><th>fault</th>${styles.map((style) => `<th>${escaped(style)}</th>`).join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

const wrong = ({ results }: FaultRecord): string => {
  const bad = results.filter(({ verdict }) => verdict === 'violated' || verdict === 'missed')
  if (bad.length === 0) return ''
  const items = bad.map(
    (one) =>
      `<h3>${escaped(idOf(one))}</h3><ul>${one.findings.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul><pre>${escaped(commandOf(one, one.seed))}</pre>`,
  )
  return `<h2>What went wrong, and how to repeat it</h2>${items.join('')}`
}

const untested = ({ results }: FaultRecord): string => {
  const left = results.filter(({ verdict }) => verdict === 'untested')
  if (left.length === 0) return ''
  const rows = [
    ...new Set(
      left.map(
        ({ text, style, findings }) =>
          `<tr><th scope="row" class="wide">${escaped(text)}</th><td>${escaped(style)}</td><td class="reason">${escaped(findings.join('; '))}</td></tr>`,
      ),
    ),
  ]
  return `<h2>Untested</h2><div class="scroll" tabindex="0"><table><thead><tr><th>fault</th><th>style</th><th>why</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

const proofs = (record: FaultRecord): string => {
  const item = ({ text, state }: { text: string; state: ProofState }): string =>
    `<li class="${state === 'proven' ? 'good' : 'bad'}"><b aria-hidden="true">${state === 'proven' ? '✓' : '✗'}</b>${escaped(text.replaceAll('`', ''))}</li>`
  return `<ul class="seen" aria-label="whether the checks detect planted bugs">${proofLines(record).map(item).join('')}</ul>`
}

const recoveries = ({ results }: FaultRecord): string => {
  const rows = recoveriesOf(results).map(
    ({ style, count, medianMs, p90Ms, max }) =>
      `<tr><th scope="row">${escaped(style)}</th><td class="num"><b>${recovery(max.recoveryMs)}</b></td><td class="num">${recovery(p90Ms)}</td><td class="num">${recovery(medianMs)}</td><td class="num">${count}</td><td>${escaped(idOf(max))}</td></tr>`,
  )
  if (rows.length === 0) return ''
  return `<h2>Recovery times</h2><p class="lead">Time from the fault until the system is at rest, including the work that arrived in the meantime.</p><div class="scroll" tabindex="0"><table><thead><tr><th>style</th><th class="num">maximum</th><th class="num">P90</th><th class="num">median</th><th class="num">faults</th><th>longest</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

const headline = ({ results }: FaultRecord): string => {
  const [violated, missed] = [countOf(results, 'violated'), countOf(results, 'missed')]
  if (violated > 0) return `${violated} of ${results.length} faults violated an invariant`
  if (missed > 0) return `${missed} of ${results.length} faults were not injected`
  if (countOf(results, 'held') === 0) return `None of ${results.length} faults was tested`
  return `${countOf(results, 'held')} faults, and every invariant held`
}

/** The report of faults as one page. */
export const renderFaultsHtml = (record: FaultRecord): string => {
  const styles = stylesOf(record.results)
  const rows = heatRows(record.results)
  const slow = slowest(record.results)
  const rounds = `${record.rounds} round${record.rounds === 1 ? '' : 's'}`
  return renderFrame({
    title: headline(record),
    headline: headline(record),
    eyebrow: [
      'faults',
      `${record.startedAt.slice(0, 16).replace('T', ' ')} UTC`,
      `commit ${record.commit}`,
      `${record.machine.cores} cores, ${record.machine.memoryGiB} GiB`,
    ],
    answer: escaped(
      slow
        ? `${coverage(record)} The longest recovery took ${recovery(slow.recoveryMs)}: ${slow.text} (${slow.style}).`
        : coverage(record),
    ),
    notices: proofs(record),
    main: [
      wrong(record),
      '<h2>Crashes at chosen points of the code</h2>',
      '<p class="lead">In each square, a process kills itself at this point of its code while clients are active. It is restarted, or another one takes over; then all invariants are checked. The time runs from the crash until the system is at rest; of several rounds, it is the longest.</p>',
      `<ul class="keys">${keys}</ul>`,
      ...styles.map((style) => crashTable(rows, style)),
      otherTable(record, styles),
      recoveries(record),
      untested(record),
      '<h2>How to repeat it</h2>',
      `<pre>${escaped(record.command)}</pre>`,
      `<p class="lead">Seed ${record.seed}, ${rounds}. One cell: <code>npm run scenario -- faults --style … --process … --step … --phase … --seed …</code></p>`,
    ],
    footer: 'Requests and answers of all clients: history.ndjson. All results for programs: faults.json.',
    style: heatStyle,
  })
}
