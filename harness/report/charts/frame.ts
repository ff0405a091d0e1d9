import { escaped } from '../format.ts'

/** Small SVG charts: scales, axes and a frame with title and description. Colours come from the page's style sheet. */

export type Scale = { at: (value: number) => number; ticks: number[]; domain: [number, number] }

const round = (value: number): number => Math.round(value * 10) / 10
export const px = (value: number): string => String(round(value))

export const linear = (domain: [number, number], range: [number, number], ticks: number[]): Scale => ({
  at: (value) => range[0] + ((value - domain[0]) / (domain[1] - domain[0] || 1)) * (range[1] - range[0]),
  ticks,
  domain,
})

/** A logarithmic scale with ticks at 1, 2, 5 of each decade, thinned to `most`. */
export const log = (domain: [number, number], range: [number, number], most = 7): Scale => {
  const [low, high] = [Math.log10(domain[0]), Math.log10(domain[1])]
  const candidates = (steps: number[]): number[] => {
    const ticks: number[] = []
    for (let decade = Math.floor(low); decade <= Math.ceil(high); decade++) {
      for (const step of steps) ticks.push(step * 10 ** decade)
    }
    return ticks.filter((tick) => tick >= domain[0] * 0.999 && tick <= domain[1] * 1.001)
  }
  const ticks = [[1, 2, 5], [1, 3], [1]].map(candidates).find((all) => all.length <= most) ?? candidates([1])
  const clamp = (value: number): number => Math.min(domain[1], Math.max(domain[0], value))
  return {
    at: (value) => range[0] + ((Math.log10(clamp(value)) - low) / (high - low || 1)) * (range[1] - range[0]),
    ticks,
    domain,
  }
}

/** Round steps from 0 to at least `high`. */
export const steps = (high: number, about = 5): number[] => {
  const raw = high / about || 1
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= raw) ?? raw
  return Array.from({ length: Math.floor(high / step + 1e-9) + 1 }, (_, i) => round(i * step * 1_000) / 1_000)
}

export type Box = { left: number; right: number; top: number; bottom: number }

export const plotWidth = 460

export const xAxis = (scale: Scale, box: Box, label: (value: number) => string, title: string): string => {
  const lines = scale.ticks.map((tick) => {
    const x = px(scale.at(tick))
    return `<line class="grid" x1="${x}" x2="${x}" y1="${box.top}" y2="${box.bottom}"/><text x="${x}" y="${box.bottom + 16}" text-anchor="middle">${escaped(label(tick))}</text>`
  })
  const name =
    title === ''
      ? ''
      : `<text class="axis" x="${box.right}" y="${box.bottom + 32}" text-anchor="end">${escaped(title)}</text>`
  return `${lines.join('')}<line class="base" x1="${box.left}" x2="${box.right}" y1="${box.bottom}" y2="${box.bottom}"/>${name}`
}

export const yAxis = (scale: Scale, box: Box, label: (value: number) => string): string =>
  scale.ticks
    .map((tick) => {
      const y = px(scale.at(tick))
      return `<line class="grid" x1="${box.left}" x2="${box.right}" y1="${y}" y2="${y}"/><text x="${box.left - 7}" y="${px(scale.at(tick) + 4)}" text-anchor="end">${escaped(label(tick))}</text>`
    })
    .join('')

/** Colour and dash pattern of a style, by its position among the styles of the report. */
export const seriesClass = (index: number): string => `s${Math.max(0, index) % 4}`

/** A mark whose shape differs as well as its colour. */
export const mark = (index: number, x: number, y: number, size = 4, extra = ''): string => {
  const className = `mark ${seriesClass(index)}${extra === '' ? '' : ` ${extra}`}`
  return index % 2 === 0
    ? `<circle class="${className}" cx="${px(x)}" cy="${px(y)}" r="${size}"/>`
    : `<path class="${className}" d="M${px(x)} ${px(y - size * 1.25)}l${px(size * 1.25)} ${px(size * 1.25)}l${px(-size * 1.25)} ${px(size * 1.25)}l${px(-size * 1.25)} ${px(-size * 1.25)}z"/>`
}

/** The figures of a chart as text; the first column names the row. */
export type ChartData = { head: readonly string[]; rows: readonly (readonly string[])[] }

/** A table that scrolls if it is too wide. The first column names the row, the others are numbers. */
export const dataTable = ({ head, rows }: ChartData, label: string): string => {
  const cell = (text: string, i: number): string =>
    i === 0 ? `<th scope="row">${escaped(text)}</th>` : `<td class="n">${escaped(text)}</td>`
  const heads = head.map((text, i) => `<th scope="col"${i === 0 ? '' : ' class="n"'}>${escaped(text)}</th>`)
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(label)}"><table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</tbody></table></div>`
}

/** The whole chart. `id` is unique on the page; title and description are for screen readers; `data` becomes a table below. */
export const frame = (chart: {
  id: string
  title: string
  description: string
  height: number
  body: string
  /** Omitted if the page has a table of the figures anyway. */
  data?: ChartData
}): string =>
  `<svg viewBox="0 0 ${plotWidth} ${chart.height}" role="img" aria-labelledby="${chart.id}-t ${chart.id}-d" class="chart"><title id="${chart.id}-t">${escaped(chart.title)}</title><desc id="${chart.id}-d">${escaped(chart.description)}</desc>${chart.body}</svg>${chart.data === undefined ? '' : `<details class="data"><summary>Show as a table</summary>${dataTable(chart.data, chart.title)}</details>`}`
