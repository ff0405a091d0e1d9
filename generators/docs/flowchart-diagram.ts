import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel } from '@dagrejs/dagre'
import type { Flowchart, FlowEdge, FlowNode } from './flowchart.ts'
import { escapeHtml } from './html.ts'

const letterWidth = 7.3
const labelLetterWidth = 6.8
const lineHeight = 16
const titleHeight = 26
const bendRadius = 16
/** A wide diagram shrinks to this share of its size before it scrolls. */
const smallest = 0.85

type Box = { x: number; y: number; width: number; height: number }

const sizeOf = ({ lines, shape }: FlowNode): { width: number; height: number } => {
  const width = Math.max(...lines.map((line) => line.length)) * letterWidth + 22
  const height = lines.length * lineHeight + 18
  return shape === 'choice' ? { width: width * 1.5, height: height * 1.8 } : { width, height }
}

/** Lays out the chart: dagre sets the places of nodes and groups, and the points and label of each edge. */
const arrange = ({ direction, nodes, edges, groups }: Flowchart): Graph<GraphLabel, NodeLabel, EdgeLabel> => {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ compound: true, multigraph: true })
  graph.setGraph({ rankdir: direction, nodesep: 34, edgesep: 24, ranksep: 22, marginx: 12, marginy: titleHeight })
  for (const { id } of groups) graph.setNode(id, { width: 0, height: 0 })
  for (const node of nodes.values()) graph.setNode(node.id, sizeOf(node))
  for (const { id, parent } of groups) if (parent !== undefined) graph.setParent(id, parent)
  for (const { id, group } of nodes.values()) if (group !== undefined) graph.setParent(id, group)
  for (const [index, { from, to, label }] of edges.entries()) {
    const size = label === '' ? {} : { width: labelWidth(label), height: lineHeight }
    graph.setEdge(from, to, { labelpos: 'c', ...size }, String(index))
  }
  layout(graph)
  return graph
}

const outline = ({ x, y, width, height }: Box, shape: FlowNode['shape']): string => {
  const [left, top] = [x - width / 2, y - height / 2]
  if (shape === 'choice') return `<path d="M${left} ${y}L${x} ${top}L${left + width} ${y}L${x} ${top + height}Z"/>`
  if (shape === 'store')
    return `<path d="M${left} ${top + 5}a${width / 2} 5 0 0 1 ${width} 0v${height - 10}a${width / 2} 5 0 0 1 ${-width} 0Zm0 0a${width / 2} 5 0 0 0 ${width} 0"/>`
  const radius = { box: 6, round: 14, pill: height / 2 }[shape]
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${radius}"/>`
}

const drawNode = (node: FlowNode, box: Box): string => {
  const first = box.y - ((node.lines.length - 1) * lineHeight) / 2 + 4
  const lines = node.lines.map(
    (line, index) => `<tspan x="${box.x}" y="${first + index * lineHeight}">${escapeHtml(line)}</tspan>`,
  )
  return `<g class="node">${outline(box, node.shape)}<text>${lines.join('')}</text></g>`
}

type Point = { x: number; y: number }

/** The point on the way from `from` to `to`, at most this far and at most half way. */
const onTheWay = (from: Point, to: Point, far: number): Point => {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(far / length, 0.5)
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

/** Straight lines between the points, with round bends. */
const lineThrough = (points: readonly Point[]): string => {
  const parts = points.map((point, index) => {
    const [before, next] = [points[index - 1], points[index + 1]]
    if (before === undefined) return `M${point.x} ${point.y}`
    if (next === undefined) return `L${point.x} ${point.y}`
    const [begin, end] = [onTheWay(point, before, bendRadius), onTheWay(point, next, bendRadius)]
    return `L${begin.x} ${begin.y}Q${point.x} ${point.y} ${end.x} ${end.y}`
  })
  return parts.join('')
}

const labelWidth = (label: string): number => label.length * labelLetterWidth + 8

/** A label covers the line under it. */
const drawLabel = (label: string, x: number, y: number): string =>
  `<rect class="ground" x="${x - labelWidth(label) / 2}" y="${y - lineHeight / 2}" width="${labelWidth(label)}" height="${lineHeight}"/><text class="label" x="${x}" y="${y + 4}">${escapeHtml(label)}</text>`

const drawEdge = ({ label, line, hasTip }: FlowEdge, { points = [], x = 0, y = 0 }: EdgeLabel, tip: string): string => {
  const end = hasTip ? ` marker-end="url(#${tip})"` : ''
  return `<path class="arrow ${line}" d="${lineThrough(points)}"${end}/>${label === '' ? '' : drawLabel(label, x, y)}`
}

const drawGroup = (title: string, { x, y, width, height }: Box): string => {
  const [left, top] = [x - width / 2, y - height / 2 - titleHeight / 2]
  return `<g class="group"><rect x="${left}" y="${top}" width="${width}" height="${height + titleHeight / 2}" rx="10"/><text class="title" x="${left + 10}" y="${top + 17}">${escapeHtml(title)}</text></g>`
}

/** Rounds the numbers of an SVG, which needs no millionths of a pixel. */
const rounded = (svg: string): string =>
  svg.replaceAll(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10))

/** Renders a flowchart as SVG with the page's colours. `id` must be unique on the page. */
export const renderFlowchart = (chart: Flowchart, title: string, id: string): string => {
  const graph = arrange(chart)
  const boxOf = (name: string): Box => ({ x: 0, y: 0, ...graph.node(name) })
  const { width = 0, height = 0 } = graph.graph()
  const tip = `tip-${id}`
  const groups = chart.groups.map((group) => drawGroup(group.title, boxOf(group.id)))
  const edges = chart.edges.map((edge, index) => drawEdge(edge, graph.edge(edge.from, edge.to, String(index)), tip))
  const nodes = [...chart.nodes.values()].map((node) => drawNode(node, boxOf(node.id)))
  const marker = `<defs><marker id="${tip}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8Z"/></marker></defs>`
  const size = `viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" style="min-width:${Math.ceil(width * smallest)}px;max-width:${Math.ceil(width)}px"`
  return rounded(
    `<svg class="diagram flow" role="img" aria-label="${escapeHtml(title)}" ${size}>${marker}${[...groups, ...edges, ...nodes].join('')}</svg>`,
  )
}
