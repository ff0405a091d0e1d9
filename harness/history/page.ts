import { capitalised, count, escaped } from '../report/format.ts'
import { renderFrame } from '../report/formats/page.ts'
import { historyChart } from './chart.ts'
import type { Levels, Series } from './levels.ts'
import {
  allChanges,
  day,
  factorText,
  figure,
  headline,
  hopText,
  machineText,
  method,
  nameOf,
  placeText,
  pText,
} from './words.ts'

const changesTable = (levels: Levels): string => {
  const rows = allChanges(levels).map(({ series, change }) => {
    const where = [hopText(change), machineText(change)].filter(Boolean).map(escaped).join('<br>')
    return `<tr><th scope="row">${escaped(nameOf(series))}</th><td class="${change.verdict === 'slower' ? 'bad' : 'ok'}">${change.verdict}</td><td>${day(change.startedAt)}<small>${escaped(placeText(change))}</small></td><td class="n">${escaped(figure(series.measure, change.before))} → ${escaped(figure(series.measure, change.after))}</td><td class="n">${factorText(change)}<small>${pText(change)}</small></td><td>${where}</td></tr>`
  })
  if (rows.length === 0) return ''
  return `<section><h2>Where the level changed</h2><div class="scroll" tabindex="0" role="region" aria-label="Changes of level"><table><thead><tr><th scope="col">Figure</th><th scope="col"></th><th scope="col">From</th><th scope="col" class="n">Level</th><th scope="col" class="n">Factor (95 %)</th><th scope="col">Cause</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

const dataTable = ({ points, levels, measure }: Series): string => {
  const rows = points.map(({ commit, startedAt, machine, measured, value }, at) => {
    const level = levels.find(({ from, to }) => at >= from && at < to)
    return `<tr><th scope="row">${escaped(commit)}</th><td>${day(startedAt)}</td><td class="n">${figure(measure, measured)}</td><td class="n">${figure(measure, value)}</td><td class="n">${figure(measure, level?.value ?? 0)}</td><td>${escaped(machine.cpu)}, ${machine.cores} cores</td></tr>`
  })
  return `<details><summary>Data <span>${count(points.length)} runs</span></summary><div class="scroll" tabindex="0" role="region" aria-label="Data"><table><thead><tr><th scope="col">Commit</th><th scope="col">On</th><th scope="col" class="n">Measured</th><th scope="col" class="n">Normalized</th><th scope="col" class="n">Level</th><th scope="col">Machine</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`
}

const section = (levels: Levels, variant: string, index: number): string => {
  const figures = levels.series.flatMap((series, at) =>
    series.variant !== variant || series.points.length === 0
      ? []
      : [
          `<figure><figcaption><b>${escaped(nameOf(series))}</b></figcaption>${historyChart(series, `history-${at}`, index)}${dataTable(series)}</figure>`,
        ],
  )
  return figures.length === 0
    ? ''
    : `<section><h2>${escaped(capitalised(variant))}</h2><div class="pair">${figures.join('')}</div></section>`
}

/** The history as one page without scripts or network access; each chart has its data. */
export const levelsPage = (levels: Levels): string => {
  const variants = [...new Set(levels.series.map(({ variant }) => variant))]
  return renderFrame({
    title: headline(levels),
    headline: headline(levels),
    eyebrow: ['history', `${day(levels.from)} to ${day(levels.to)}`],
    answer: escaped(method(levels)),
    main: [changesTable(levels), ...variants.map((variant, index) => section(levels, variant, index))],
    footer:
      'Dot: one run, the mean of its rounds, normalized to the mean machine speed of the history. Line: a level. Rendered by <code>npm run report -- history</code>.',
  })
}
