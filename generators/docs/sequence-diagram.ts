import { escapeHtml } from './html.ts'
import type { Line, Sequence } from './sequence.ts'

const lane = 134
const headHeight = 34
const lineHeight = 30
const titleHeight = 44
const margin = 8

type Drawn = { y: number; svg: string }

type Draw = { x: (name: string) => number; width: number; tip: string }

const arrow = (line: Line, { x, tip }: Draw, y: number): string => {
  const [from, to] = [x(line.from), x(line.to)]
  const direction = to > from ? 1 : -1
  const d = from === to ? `M${from} ${y - 9}h22v9h-19` : `M${from} ${y}H${to - direction * 3}`
  const path = `<path class="arrow ${line.kind}" d="${d}" marker-end="url(#${tip})"/>`
  return `${path}<text class="label ${line.kind}" x="${(from + to) / 2}" y="${y - 6}">${escapeHtml(line.text)}</text>`
}

const partTitle = (title: string, y: number, width: number): string =>
  `<path class="rule" d="M0 ${y - 26}H${width}"/><text class="title" x="${margin}" y="${y - 8}">${escapeHtml(title)}</text>`

const drawParts = ({ parts }: Sequence, draw: Draw): Drawn => {
  let y = headHeight + 6
  const svg: string[] = []
  for (const { title, lines } of parts) {
    if (title !== undefined) {
      y += titleHeight
      svg.push(partTitle(title, y, draw.width))
    }
    for (const line of lines) {
      y += lineHeight
      svg.push(arrow(line, draw, y))
    }
  }
  return { y: y + 16, svg: svg.join('') }
}

/** Renders a sequence as SVG with the page's colours: calls solid, answers dashed, events coloured. `id` must be unique on the page. */
export const renderSequence = (sequence: Sequence, title: string, id: string): string => {
  const { participants } = sequence
  const width = participants.length * lane
  const x = (name: string): number => participants.indexOf(name) * lane + lane / 2
  const tip = `tip-${id}`
  const { y: height, svg } = drawParts(sequence, { x, width, tip })
  const lanes = participants.map((name) => {
    const left = x(name) - lane / 2 + 5
    const head = `<rect x="${left}" y="1" width="${lane - 10}" height="${headHeight - 6}" rx="7"/><text x="${x(name)}" y="20">${escapeHtml(name)}</text>`
    return `<path class="lifeline" d="M${x(name)} ${headHeight - 4}V${height}"/><g class="head">${head}</g>`
  })
  return `<svg class="diagram sequence" role="img" aria-label="${escapeHtml(title)}" viewBox="0 0 ${width} ${height}" style="min-width:${width}px;max-width:${width}px"><defs><marker id="${tip}" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8Z"/></marker></defs>${lanes.join('')}${svg}</svg>`
}
