import { type Usl, uslPeak, uslSpeedup, uslThroughput } from '../../judge/usl.ts'
import { dataTable } from '../../report/charts/frame.ts'
import { ladderChart, saturationChart } from '../../report/charts/saturation.ts'
import { capitalised, escaped, list, percent, rate, time } from '../../report/format.ts'
import { table } from '../../report/formats/markdown-table.ts'
import { renderPage } from '../../report/formats/page.ts'
import { styleLegend } from '../../report/legend.ts'
import { type Trust, versionSentence } from '../../report/trust.ts'
import type { Capacity } from '../capacity.ts'
import type { CapacityRecord } from '../capacity-record.ts'
import { reproduceBlock, statisticsBlock, trustBlock } from './sections.ts'
import { originOf } from './words.ts'

const headline = ({ capacities }: CapacityRecord): string =>
  capacities.length === 0
    ? 'Nothing was measured'
    : list(
        capacities.map(({ variant, highestPerS }) =>
          highestPerS === null ? `${variant}: no valid rate` : `${variant} ${highestPerS}/s`,
        ),
      )

const kneeOf = ({ law }: Capacity): number | null => (law === null ? null : (uslPeak(law) ?? null))

const lawSentence = ({ variant, law }: Capacity): string => {
  if (law === null) return `${variant}: the law doesn’t fit`
  const peak = uslPeak(law)
  return `${variant}: ${percent(law.sigma, 1)} of the work is serial, throughput peaks ${peak === undefined ? 'beyond the measured range' : `at ${peak.toFixed(0)} users`}`
}

const answer = ({ capacities }: CapacityRecord): string =>
  `The highest steady rate at which every request started on time, latency did not rise, no backlog was left and every invariant held: ${headline({ capacities } as CapacityRecord)}. According to the fitted scalability law, ${capacities.map(lawSentence).join('; ')}.`

/** A worse fit says little about how throughput grows. */
const fitLeast = 0.9

const trust = (record: CapacityRecord): Trust[] => {
  const stopped = record.capacities.flatMap(({ variant, rungs }) => {
    const last = rungs.at(-1)
    return last === undefined || last.why === null ? [] : [`${variant} at ${last.ratePerS}/s: ${last.why}`]
  })
  const poor = record.capacities.filter(({ law }) => law === null || law.r2 < fitLeast)
  const none = record.capacities.filter(({ highestPerS }) => highestPerS === null)
  return [
    {
      name: 'Highest valid rate',
      ok: none.length === 0,
      text: none.length === 0 ? 'found for every variant' : `none for ${list(none.map(({ variant }) => variant))}`,
    },
    {
      name: 'First invalid rate',
      ok: null,
      text: stopped.length === 0 ? 'none: each ladder ended at its largest number of rungs' : stopped.join('; '),
    },
    {
      name: 'Fit of the scalability law',
      ok: poor.length === 0,
      text: record.capacities
        .map(({ variant, law }) => `${variant} R² ${law === null ? '–' : law.r2.toFixed(3)}`)
        .join(', ')
        .concat(` (at least ${fitLeast})`),
    },
    {
      name: 'Differences between identical runs (A/A)',
      ok: null,
      text: 'not measured: one ladder per variant, one after the other, so this report doesn’t compare variants; npm run bench does',
    },
    {
      name: 'Measured version',
      ok: !record.dirty,
      text: versionSentence(record),
    },
  ]
}

const lawRow = ({ variant, law }: Capacity): string[] => {
  if (law === null) return [variant, '–', '–', '–', '–', '–', '–']
  const peak = uslPeak(law)
  return [
    variant,
    rate(law.lambda),
    percent(law.sigma, 1),
    percent(law.kappa, 3),
    peak === undefined ? 'beyond the measured range' : `${peak.toFixed(0)} users`,
    `${uslSpeedup(law, 2).toFixed(2)} ×`,
    law.r2.toFixed(3),
  ]
}
const lawHead = ['Variant', 'λ, rate of one user', 'σ, serial share', 'κ, coordination', 'Peak', 'Two machines', 'R²']

const rungRows = ({ capacities }: CapacityRecord): string[][] =>
  capacities.flatMap(({ variant, rungs }) =>
    rungs.map(({ ratePerS, reachedPerS, p95Ms, restMs, why }) => [
      variant,
      `${ratePerS}/s`,
      rate(reachedPerS),
      time(p95Ms),
      time(restMs),
      why === null ? 'valid' : `invalid: ${why}`,
    ]),
  )
const rungHead = ['Variant', 'Offered', 'Completed', 'P95', 'Until rest', 'Verdict']

const statistics: readonly [string, string][] = [
  [
    'Valid rates',
    'a rate is valid if every request started on time, nothing failed, latency did not rise, the system was at rest within 1.5 s after the load, and every invariant held in the databases.',
  ],
  [
    'The ladder',
    'starts at half of the best throughput without pause and rises by 15 % per rung until a rate is invalid.',
  ],
  [
    'The law',
    'Gunther’s universal scalability law, X(n) = λ n ÷ (1 + σ (n − 1) + κ n (n − 1)), fitted by least squares to n ÷ X with σ and κ at least 0. Beyond its peak, more users reduce the throughput.',
  ],
  [
    'Two machines',
    'the largest gain from a second machine that the serial share σ alone permits (Amdahl’s law); extrapolated, not measured.',
  ],
]

const lawOf = (law: Usl | null): ((users: number) => number) | null =>
  law === null ? null : (users) => uslThroughput(law, users)

const pictures = ({ capacities }: CapacityRecord): string => {
  const curve = saturationChart({
    id: 'saturation',
    title: 'Throughput by users, and the law fitted to it',
    series: capacities.map((capacity, index) => ({
      index,
      variant: capacity.variant,
      points: capacity.curve,
      law: lawOf(capacity.law),
      kneeAt: kneeOf(capacity),
    })),
  })
  const ladder = ladderChart({
    id: 'ladder',
    title: 'P95 by offered rate',
    series: capacities.map(({ variant, rungs }, index) => ({
      index,
      variant,
      rungs: rungs.map(({ ratePerS, p95Ms, why }) => ({ ratePerS, p95Ms, counts: why === null })),
    })),
  })
  return `<section><h2>Throughput and latency</h2>${styleLegend(capacities.map(({ variant }) => variant))}<div class="pair"><figure><figcaption><b>Completed per second by users</b>: marks: measured; curve: fitted law; vertical line: its peak</figcaption>${curve}</figure><figure><figcaption><b>P95 by offered rate</b></figcaption>${ladder}</figure></div><h3>The law of each variant</h3>${dataTable({ head: lawHead, rows: capacities.map(lawRow) }, 'The law of each variant')}</section>`
}

const ladderTable = (record: CapacityRecord): string => {
  const rows = rungRows(record).map(
    ([variant = '', offered = '', ended = '', p95 = '', rest = '', why = '']) =>
      `<tr><th scope="row">${escaped(variant)}</th><td class="n">${escaped(offered)}</td><td class="n">${escaped(ended)}</td><td class="n">${escaped(p95)}</td><td class="n">${escaped(rest)}</td><td class="${why === 'valid' ? 'ok' : ''}">${escaped(why)}</td></tr>`,
  )
  return `<section><h2>The ladder</h2><div class="scroll" tabindex="0" role="region" aria-label="The ladder"><table><thead><tr>${rungHead.map((name, i) => `<th scope="col"${i > 0 && i < 5 ? ' class="n"' : ''}>${name}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

/** The report of a capacity search as one page. */
export const renderCapacityHtml = (record: CapacityRecord): string =>
  renderPage({
    kind: 'capacity',
    headline: capitalised(headline(record)),
    startedAt: record.startedAt,
    commit: record.commit,
    machine: record.machine,
    answer: answer(record),
    notices: [],
    main: [
      trustBlock(trust(record), originOf(record)),
      pictures(record),
      ladderTable(record),
      statisticsBlock(statistics),
      reproduceBlock(record.commit, record.command ?? 'npm run bench -- capacity'),
    ],
    footer: 'Rendered from capacity.json in this folder; <code>npm run report -- FOLDER</code> renders it again.',
  })

export const renderCapacityMarkdown = (record: CapacityRecord): string => `# ${capitalised(headline(record))}

${answer(record)}

Commit ${record.commit}${record.dirty ? ' with uncommitted changes' : ''}, ${record.startedAt}.

## Can this run be trusted?

${trust(record)
  .map(({ name, ok, text }) => `- ${ok === null ? '–' : ok ? '✓' : '**!**'} ${name}: ${text}`)
  .join('\n')}

${table(['', ''], originOf(record))}

## The law of each variant

${table(lawHead, record.capacities.map(lawRow))}

## The ladder

${table(rungHead, rungRows(record))}

## How it was decided

${statistics.map(([name, text]) => `- ${name}: ${text}`).join('\n')}

## Reproduce

\`\`\`sh
git switch --detach ${record.commit}
${record.command ?? 'npm run bench -- capacity'}
\`\`\`
`
