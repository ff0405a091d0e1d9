import { SpecError } from '../shared/spec-error.ts'

export type Direction = 'TB' | 'BT' | 'LR' | 'RL'
type Shape = 'box' | 'round' | 'pill' | 'store' | 'choice'
export type FlowNode = {
  readonly id: string
  readonly lines: readonly string[]
  readonly shape: Shape
  readonly group: string | undefined
}
export type FlowEdge = {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly line: 'solid' | 'dotted' | 'thick'
  readonly hasTip: boolean
}
export type FlowGroup = { readonly id: string; readonly title: string; readonly parent: string | undefined }
export type Flowchart = {
  readonly direction: Direction
  readonly nodes: ReadonlyMap<string, FlowNode>
  readonly edges: readonly FlowEdge[]
  readonly groups: readonly FlowGroup[]
}

const text = '"[^"]*"|[^"[\\](){}|]+?'
const idPattern = /^[A-Za-z]\w*/
const shapes: readonly (readonly [pattern: RegExp, shape: Shape])[] = (
  [
    ['\\(\\[', '\\]\\)', 'pill'],
    ['\\[\\(', '\\)\\]', 'store'],
    ['\\[', '\\]', 'box'],
    ['\\(', '\\)', 'round'],
    ['\\{', '\\}', 'choice'],
  ] as const
).map(([open, close, shape]) => [new RegExp(`^${open}(${text})${close}`), shape])
const links: readonly (readonly [pattern: RegExp, line: FlowEdge['line']])[] = [
  [new RegExp(`^--\\s+(?<label>${text})\\s+--(?<tip>[>-])`), 'solid'],
  [new RegExp(`^-\\.\\s+(?<label>${text})\\s+\\.-(?<tip>>?)`), 'dotted'],
  [new RegExp(`^==\\s+(?<label>${text})\\s+==(?<tip>[>=])`), 'thick'],
  [new RegExp(`^--(?<tip>[>-])(?:\\|(?<label>${text})\\|)?`), 'solid'],
  [new RegExp(`^-\\.-(?<tip>>?)(?:\\|(?<label>${text})\\|)?`), 'dotted'],
  [new RegExp(`^==(?<tip>[>=])(?:\\|(?<label>${text})\\|)?`), 'thick'],
]

const plain = (quoted: string): string => quoted.trim().replace(/^"(.*)"$/, '$1')

/** The lines of a label, which `<br>` separates. */
const linesOf = (label: string): string[] => plain(label).split(/<br\s*\/?>/)

type Draft = { nodes: Map<string, FlowNode>; edges: FlowEdge[]; groups: FlowGroup[]; open: string[] }

/** Reads a node at the beginning of `rest`, and returns its id and what follows it; undefined if there is none. */
const readNode = (rest: string, draft: Draft): { id: string; rest: string } | undefined => {
  const id = idPattern.exec(rest)?.[0]
  if (id === undefined) return undefined
  const after = rest.slice(id.length)
  const known = draft.nodes.get(id)
  const group = known?.group ?? draft.open.at(-1)
  for (const [pattern, shape] of shapes) {
    const [all, label] = pattern.exec(after) ?? []
    if (all === undefined || label === undefined) continue
    draft.nodes.set(id, { id, lines: linesOf(label), shape, group })
    return { id, rest: after.slice(all.length).trim() }
  }
  draft.nodes.set(id, known ?? { id, lines: [id], shape: 'box', group })
  return { id, rest: after.trim() }
}

const readLink = (rest: string): { link: Omit<FlowEdge, 'from' | 'to'>; rest: string } | undefined => {
  for (const [pattern, line] of links) {
    const match = pattern.exec(rest)
    if (match === null) continue
    const { label = '', tip } = match.groups ?? {}
    return { link: { label: plain(label), line, hasTip: tip === '>' }, rest: rest.slice(match[0].length).trim() }
  }
  return undefined
}

/** Reads `A -- label --> B --> C`, or a single node. Returns false for anything else. */
const readChain = (statement: string, draft: Draft): boolean => {
  let from = readNode(statement, draft)
  while (from !== undefined && from.rest !== '') {
    const found = readLink(from.rest)
    const to = found && readNode(found.rest, draft)
    if (found === undefined || to === undefined) return false
    draft.edges.push({ from: from.id, to: to.id, ...found.link })
    from = to
  }
  return from !== undefined
}

const openGroup = (statement: string, draft: Draft): boolean => {
  const [, id, title] = new RegExp(`^subgraph\\s+([A-Za-z][\\w-]*)(?:\\s*\\[(${text})\\])?$`).exec(statement) ?? []
  if (id === undefined) return false
  draft.groups.push({ id, title: plain(title ?? id), parent: draft.open.at(-1) })
  draft.open.push(id)
  return true
}

const readStatement = (statement: string, draft: Draft): boolean => {
  if (statement.startsWith('subgraph')) return openGroup(statement, draft)
  if (statement === 'end') return draft.open.pop() !== undefined
  return readChain(statement, draft)
}

const directionOf = (head: string): Direction | undefined => {
  const [, found] = /^(?:flowchart|graph)\s+(TB|TD|BT|LR|RL)$/.exec(head) ?? []
  return found === 'TD' ? 'TB' : (found as Direction | undefined)
}

/**
 * Reads the part of Mermaid's flowcharts that documents use: nodes, links with labels, and subgraphs.
 * `line`: where the diagram begins in `file`. @throws SpecError for anything else, so that no part of a diagram is lost
 */
export const parseFlowchart = (source: string, file: string, line: number): Flowchart => {
  const draft: Draft = { nodes: new Map(), edges: [], groups: [], open: [] }
  let direction: Direction | undefined
  for (const [index, raw] of source.split('\n').entries()) {
    const statement = raw.trim().replace(/;$/, '')
    if (statement === '' || statement.startsWith('%%')) continue
    const refuse = (wrong: string, right: string): never => {
      throw new SpecError(`${file}:${line + index}`, `${wrong}: ${statement}\n  expected: ${right}`)
    }
    if (direction === undefined)
      direction = directionOf(statement) ?? refuse('the site draws no diagram of this kind', 'flowchart LR, or TB')
    else if (!readStatement(statement, draft))
      refuse('the site draws no such part of a diagram', 'A[text], A -- text --> B, A --> B, subgraph name, or end')
  }
  const wrong = draft.edges
    .flatMap(({ from, to }) => [from, to])
    .find((id) => draft.groups.some((one) => one.id === id))
  if (wrong !== undefined || direction === undefined || draft.open.length > 0)
    throw new SpecError(
      `${file}:${line}`,
      wrong === undefined
        ? 'the diagram is empty, or a subgraph has no end'
        : `a link leads to the subgraph ${wrong}; link a node in it`,
    )
  return { direction, nodes: draft.nodes, edges: draft.edges, groups: draft.groups }
}

/** The links of a flowchart as sentences, by subgraph. */
export const flowSentences = ({ nodes, edges, groups }: Flowchart): { title: string; sentences: string[] }[] => {
  const nameOf = (id: string): string => nodes.get(id)?.lines.join(' ') ?? id
  const sentence = ({ from, to, label }: FlowEdge): string =>
    `${nameOf(from)} → ${nameOf(to)}${label === '' ? '' : `: ${label}`}`
  const parts = [undefined, ...groups].map((group) => ({
    title: group?.title ?? '',
    sentences: edges.filter(({ from }) => nodes.get(from)?.group === group?.id).map(sentence),
  }))
  return parts.filter(({ sentences }) => sentences.length > 0)
}
