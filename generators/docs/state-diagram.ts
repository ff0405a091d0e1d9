import type { Model } from '../arazzo/model.ts'
import { escapeHtml } from './html.ts'

type Edge = { from: string; to: string; label: string }
type States = { path: string[]; failures: string[]; undoing: string; undone: string; edges: Edge[] }

/** The states of a process: the path to success, the failures, and the undo. */
export const statesOf = ({ workflow }: Model): States => {
  const { initial, done, undoing, undone } = workflow['x-saga'].states
  const edges = new Map<string, Edge>()
  const edge = (from: string, to: string, label = ''): void => {
    const key = `${from} ${to}`
    if (from !== to && !edges.has(key)) edges.set(key, { from, to, label })
  }
  const path = [initial]
  const failures: string[] = []
  for (const { stepId, 'x-saga': step } of workflow.steps) {
    const { running, failed, done: reached } = step.states
    edge(path.at(-1) ?? initial, running, stepId)
    edge(running, failed, stepId)
    edge(failed, undoing)
    edge(running, reached, running === reached ? '' : 'done')
    for (const state of [running, reached]) if (!path.includes(state)) path.push(state)
    if (!failures.includes(failed)) failures.push(failed)
  }
  edge(path.at(-1) ?? initial, done)
  edge(undoing, undone, 'all undos done')
  return { path: [...path, done], failures, undoing, undone, edges: [...edges.values()] }
}

const box = { width: 208, height: 34, gap: 34 }
const columns = [8, 342] as const
const rail = columns[1] + box.width + 22
const width = rail + 8

type Place = { x: number; y: number }

/** Layout: the path to success downwards on the left, each failure to the right of its state, the undo below. */
const placesOf = ({ path, failures, undoing, undone, edges }: States): Map<string, Place> => {
  const places = new Map<string, Place>()
  const rowY = (row: number): number => 8 + row * (box.height + box.gap)
  for (const [row, state] of path.entries()) places.set(state, { x: columns[0], y: rowY(row) })
  let next = 0
  for (const failure of failures) {
    const sources = edges.filter(({ to }) => to === failure).map(({ from }) => path.indexOf(from))
    next = Math.max(next, Math.max(...sources))
    places.set(failure, { x: columns[1], y: rowY(next) })
    next += 1
  }
  const undoingRow = Math.max(next, path.length - 2)
  places.set(undoing, { x: columns[1], y: rowY(undoingRow) })
  places.set(undone, { x: columns[1], y: rowY(undoingRow + 1) })
  return places
}

const middle = (y: number): number => y + box.height / 2

/** Straight down to the next state of a column; otherwise from the side, to the right column or along the rail. */
const pathOf = (from: Place, to: Place): string => {
  if (from.x === to.x && to.y - from.y <= box.height + box.gap) {
    const x = from.x + box.width / 2
    return `M${x} ${from.y + box.height}V${to.y - 2}`
  }
  if (from.x === to.x) return `M${from.x + box.width} ${middle(from.y)}H${rail}V${middle(to.y)}H${to.x + box.width + 2}`
  const elbow = columns[1] - 20
  const end = middle(to.y)
  return `M${from.x + box.width} ${middle(from.y)}H${elbow}V${end}H${to.x - 2}`
}

const label = ({ from, to }: { from: Place; to: Place }, text: string): string => {
  if (text === '') return ''
  if (from.x !== to.x)
    return `<text class="label" x="${from.x + box.width + 8}" y="${middle(from.y) - 5}">${escapeHtml(text)}</text>`
  const x = from.x + box.width / 2 + 10
  return `<text class="label" x="${x}" y="${(from.y + box.height + to.y) / 2 + 4}">${escapeHtml(text)}</text>`
}

/** Renders the states as SVG with the page's colours. */
export const renderStateDiagram = (model: Model, title: string): string => {
  const states = statesOf(model)
  const places = placesOf(states)
  const at = (state: string): Place => places.get(state) ?? { x: 0, y: 0 }
  const kindOf = (state: string): string => {
    if (state === states.path.at(-1)) return 'good'
    if (state === states.undone) return 'end'
    return states.failures.includes(state) ? 'bad' : 'plain'
  }
  const height = Math.max(...[...places.values()].map(({ y }) => y)) + box.height + 8
  const arrows = states.edges.map(({ from, to, label: text }) => {
    const ends = { from: at(from), to: at(to) }
    return `<path class="arrow" d="${pathOf(ends.from, ends.to)}" marker-end="url(#tip)"/>${label(ends, text)}`
  })
  const boxes = [...places].map(
    ([state, { x, y }]) =>
      `<g class="state ${kindOf(state)}"><rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="8"/><text x="${x + box.width / 2}" y="${y + 22}">${escapeHtml(state)}</text></g>`,
  )
  return `<svg class="diagram" role="img" aria-label="${escapeHtml(title)}" viewBox="0 0 ${width} ${height}" style="min-width:${width}px;max-width:${width * 1.25}px"><defs><marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8Z"/></marker></defs>${arrows.join('')}${boxes.join('')}</svg>`
}

/** The state diagram as sentences. */
export const stateSentences = (model: Model): string[] => {
  const { path, failures, undone, edges } = statesOf(model)
  const transitions = edges.map(({ from, to, label: text }) => {
    const why = failures.includes(to) ? ` (${text} fails)` : text === '' ? '' : ` (${text})`
    return `${from} → ${to}${why}`
  })
  return [`begins in ${path[0]}`, ...transitions, `ends in ${path.at(-1)} or ${undone}`]
}
