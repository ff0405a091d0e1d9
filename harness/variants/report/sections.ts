import { barChart } from '../../report/charts/bars.ts'
import { differenceChart } from '../../report/charts/differences.ts'
import { type ChartData, dataTable, seriesClass } from '../../report/charts/frame.ts'
import { roundsChart } from '../../report/charts/rounds.ts'
import { amount } from '../../report/costs.ts'
import { capitalised, count, escaped, interval, list, rate, time } from '../../report/format.ts'
import { styleLegend } from '../../report/legend.ts'
import { type Trust, trustLegend } from '../../report/trust.ts'
import type { Load } from '../../scenario/documents.ts'
import { figuresOfVariant, measureOf, validBlocks, valueOfBlock } from '../figures.ts'
import { pairsOf } from '../pairs.ts'
import type { BenchRecord } from '../record.ts'
import { costsOfVariant, cpuOfVariant, hopsOfVariant, mainHopsOfVariant } from './costs.ts'
import { factorText, unitOf, valueText } from './words.ts'

const variantsOf = ({ variants }: BenchRecord): string[] => variants.map(({ id }) => id)

export const trustBlock = (trust: readonly Trust[], facts: readonly [string, string][]): string => {
  const checks = trust.map(
    ({ name, ok, text }) =>
      `<li class="${ok === null ? 'note' : ok ? 'yes' : 'no'}"><b>${escaped(name)}</b>: ${escaped(text)}</li>`,
  )
  const rows = facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`)
  return `<section><h2>Can this run be trusted?</h2><p class="lead">${trustLegend}</p><div class="trust"><ul class="checks">${checks.join('')}</ul><dl class="facts">${rows.join('')}</dl></div></section>`
}

/** A sentence for each reason to give up invariants. */
const givenUp = (reasons: Readonly<Record<string, string>>): string[] =>
  [...Map.groupBy(Object.entries(reasons), ([, reason]) => reason)].map(
    ([reason, all]) => `Gives up ${list(all.map(([id]) => id))}: ${reason}.`,
  )

/** The description of each variant. */
export const variantsSection = (record: BenchRecord): string =>
  `<section><h2>The variants</h2><dl class="parts">${record.variants
    .map(
      ({ title, text, gives_up }, index) =>
        `<dt><span class="swatch ${seriesClass(index)}"></span>${escaped(title)}</dt><dd>${escaped([text, ...givenUp(gives_up)].join(' '))}</dd>`,
    )
    .join('')}</dl></section>`

const figuresTable = (record: BenchRecord, load: Load): string => {
  const rows = record.variants.map(({ id, title }, index) => {
    const figures = figuresOfVariant(record, id, load.id)
    const compared = measureOf(load) === 'p95' ? figures.ratio.p95 : figures.ratio.rate
    const cell = (figure: typeof figures.p50): string =>
      `<td class="n">${time(figure?.value ?? null)}<small>${figure === null ? '' : interval(figure.low, figure.high, 'ms')}</small></td>`
    return `<tr><th scope="row"><span class="swatch ${seriesClass(index)}"></span>${escaped(title)}</th><td class="n">${figures.rounds === 0 ? '–' : rate(figures.ratePerS)}</td>${cell(figures.p50)}${cell(figures.p95)}${cell(figures.p99)}<td class="n">${compared === null ? '–' : escaped(factorText(compared))}</td><td class="n">${count(figures.bad)}</td></tr>`
  })
  const what = measureOf(load) === 'p95' ? 'P95' : 'Rate'
  return `<div class="scroll" tabindex="0" role="region" aria-label="Figures: ${escaped(load.text)}"><table><thead><tr><th scope="col">Variant</th><th scope="col" class="n">Completed</th><th scope="col" class="n">P50</th><th scope="col" class="n">P95</th><th scope="col" class="n">P99</th><th scope="col" class="n">${what} ÷ ${escaped(record.baseline)} (95 %)</th><th scope="col" class="n">Failed</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

const loadSection = (record: BenchRecord, load: Load): string => {
  const measure = measureOf(load)
  const variants = variantsOf(record)
  const what = measure === 'rate' ? 'Completed per second' : 'P95'
  const pairs = pairsOf(record, load)
  const rounds = Math.max(0, ...record.blocks.map(({ round }) => round)) + 1
  const dots = roundsChart({
    id: `rounds-${load.id}`,
    title: `${what} of each round, ${load.text}`,
    axis: measure === 'rate' ? 'completed per second' : 'P95 in ms',
    text: (value) => valueText(measure, value),
    rows: record.variants.map(({ id, title }, index) => {
      const blocks = new Map(validBlocks(record, id, load.id).map((block) => [block.round, block]))
      const values = Array.from({ length: rounds }, (_, round) => {
        const block = blocks.get(round)
        return block === undefined ? null : valueOfBlock(block, measure)
      })
      return { index, label: title, values }
    }),
  })
  const differences =
    pairs.length === 0
      ? '<p class="lead">No pair has two valid rounds in common, so no ratio can be computed.</p>'
      : `<figure><figcaption><b>Ratio of each pair</b>: line: 95 % interval; grey: differences between identical runs (A/A)</figcaption>${differenceChart(
          {
            id: `pairs-${load.id}`,
            title: `Ratio of each pair: ${what}, ${load.text}`,
            axis: `ratio of ${measure === 'rate' ? 'rates' : 'P95'}, logarithmic`,
            rows: pairs.map(({ variant, to, estimate, band, verdict }) => ({
              index: variants.indexOf(variant),
              label: `${variant} ÷ ${to}`,
              estimate,
              band,
              verdict,
            })),
          },
        )}</figure>`
  return `<section><h2>${escaped(capitalised(load.text))}</h2>${figuresTable(record, load)}<div style="height:18px"></div><div class="pair"><figure><figcaption><b>${what} of each round</b>: first round at the top; line: mean</figcaption>${dots}</figure>${differences}</div></section>`
}

export const loadSections = (record: BenchRecord): string =>
  record.loads.map((load) => loadSection(record, load)).join('')

const costData = (record: BenchRecord, load: Load): ChartData => {
  const costs = record.variants.map(({ id }) => costsOfVariant(record, id, load.id))
  const names = [...new Set(costs.flatMap((one) => Object.keys(one)))]
  return {
    head: [capitalised(load.text), ...record.variants.map(({ title }) => title)],
    rows: names.map((name) => [name, ...costs.map((one) => (one[name] === undefined ? '–' : amount(one[name])))]),
  }
}

const processesShown = 12
const leastMs = 0.02

const cpuChart = (record: BenchRecord, load: Load): string => {
  const variants = record.variants.map(({ id, title }, index) => ({
    index,
    title,
    cpu: cpuOfVariant(record, id, load.id),
  }))
  const most = new Map<string, number>()
  for (const [name, ms] of variants.flatMap(({ cpu }) => [...cpu])) most.set(name, Math.max(ms, most.get(name) ?? 0))
  const shown = [...most]
    .filter(([, ms]) => ms >= leastMs)
    .sort(([, a], [, b]) => b - a)
    .slice(0, processesShown)
  return barChart({
    id: `cpu-${load.id}`,
    title: `CPU time by process, ${load.text}`,
    axis: `CPU ms per ${unitOf(record)}`,
    text: (value) => `${amount(value)} ms`,
    rows: shown.map(([name]) => ({
      label: name,
      values: variants.map(({ index, title, cpu }) => ({ index, style: title, value: cpu.get(name) ?? 0 })),
    })),
  })
}

/** The costs of one unit of work in each variant, and its CPU time by process. */
export const costsSection = (record: BenchRecord): string => {
  const unit = unitOf(record)
  const tables = record.loads.map((load) => dataTable(costData(record, load), `Costs, ${load.text}`))
  const charts = record.loads.map(
    (load) =>
      `<figure><figcaption><b>${escaped(capitalised(load.text))}</b></figcaption>${cpuChart(record, load)}</figure>`,
  )
  return `<section><h2>What a ${escaped(unit)} costs</h2><p class="lead">Mean over rounds, per ${escaped(unit)}, from the start of the load until the system is at rest; without the load generator. At a low rate, the idle use of all processes is a large part of it.</p>${tables.join('')}<h3>CPU time by process</h3>${styleLegend(record.variants.map(({ title }) => title))}<div class="pair">${charts.join('')}</div></section>`
}

const hopsShown = 10

/** The time that one unit of work spends in each hop, by variant, under the load with a steady rate. */
export const hopsSection = (record: BenchRecord): string => {
  const load = record.loads.find((one) => measureOf(one) === 'p95') ?? record.loads[0]
  if (load === undefined) return ''
  const unit = unitOf(record)
  const figures = record.variants.flatMap(({ id, title }, index) => {
    const hops = hopsOfVariant(record, id, load.id)
    if (hops.length === 0) return []
    const chart = barChart({
      id: `hops-${id}`,
      title: `Where the time went, ${title}, ${load.text}`,
      axis: `ms per ${unit}`,
      text: (value) => `${amount(value)} ms`,
      rows: mainHopsOfVariant(record, id, load.id)
        .slice(0, hopsShown)
        .map(({ name, msPerUnit }) => ({
          label: name,
          values: [{ index, style: title, value: msPerUnit }],
        })),
      data: {
        head: ['Hop', `calls per ${unit}`, 'mean', `time per ${unit}`],
        rows: hops.map(({ name, callsPerUnit, meanMs, msPerUnit }) => [
          name,
          amount(callsPerUnit),
          `${amount(meanMs)} ms`,
          `${amount(msPerUnit)} ms`,
        ]),
      },
    })
    return [`<figure><figcaption><b>${escaped(title)}</b></figcaption>${chart}</figure>`]
  })
  return `<section><h2>Where the time went</h2><p class="lead">${escaped(capitalised(load.text))}: the mean duration of each hop × how often a ${escaped(unit)} needs it. A call includes the calls it makes, so the bars don’t add up. Consumers of events that make no calls run in parallel; only the tables list them.</p><div class="pair">${figures.join('')}</div></section>`
}

/** The invariants that each variant kept or violated. */
export const invariantsSection = (record: BenchRecord): string => {
  const ids = [...new Set(record.invariants.map(({ id }) => id))]
  const rows = ids.map((id) => {
    const cells = record.variants.map(({ id: variant, gives_up }) => {
      const row = record.invariants.find((one) => one.variant === variant && one.id === id)
      if (row === undefined) return '<td>– not checked</td>'
      if (row.violations === 0) return '<td class="ok">✓</td>'
      return id in gives_up
        ? `<td>${count(row.violations)} × <small>given up by design</small></td>`
        : `<td class="bad">✗ ${count(row.violations)}<small>${escaped(row.example ?? '')}</small></td>`
    })
    return `<tr><th scope="row">${escaped(id)}</th>${cells.join('')}</tr>`
  })
  return `<section><h2>Is the business state right?</h2><p class="lead">Checked in the databases after each variant’s turn. The numbers are violations that this variant added.</p><div class="scroll" tabindex="0" role="region" aria-label="Invariants"><table><thead><tr><th scope="col">Invariant</th>${record.variants.map(({ title }) => `<th scope="col">${escaped(title)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

export const statisticsBlock = (texts: readonly [string, string][]): string =>
  `<section><h2>How it was decided</h2><dl class="parts">${texts.map(([name, text]) => `<dt>${escaped(name)}</dt><dd>${escaped(text)}</dd>`).join('')}</dl></section>`

export const reproduceBlock = (commit: string, command: string): string =>
  `<section><h2>How to reproduce</h2><pre>git switch --detach ${escaped(commit)}
${escaped(command)}</pre></section>`
