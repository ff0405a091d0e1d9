import { fromMarkdown } from 'mdast-util-from-markdown'
import {
  commentedOut,
  fenceOf,
  lineEnd,
  overlooked,
  type PassedOver,
  right,
  type Seen,
  seemsScenario,
  statesBase,
  swallowed,
} from './overlooked.ts'

/** The parts of a Markdown document that concern scenarios, found by a CommonMark parser, with their places in the file. */
export type Markdown = {
  readonly blocks: readonly Block[]
  /** Blocks that look like scenarios but aren't: they don't run, so the command names each. */
  readonly passedOver: readonly PassedOver[]
  readonly marks: readonly Mark[]
}

/** A fenced block that states a scenario. */
export type Block = {
  /** Line of its fence, from 1. */
  readonly line: number
  readonly text: string
  readonly isClosed: boolean
  /** For each line, the number of characters that belong to the surrounding list or quotation. */
  readonly indents: readonly number[]
}

/** `<!-- verdict:ID -->` or `<!-- /verdict:ID -->`, from and to an offset of the file. */
export type Mark = { readonly id: string; readonly isEnd: boolean; readonly from: number; readonly to: number }

type Node = ReturnType<typeof fromMarkdown>['children'][number]
type Leaf = { readonly node: Node; readonly source: string; readonly from: number; readonly line: number }

/** ```yaml scenario, in any case and with any fence; yml and Pandoc's {.yaml .scenario} mean the same. */
const words = /^ya?ml\s+(?:scenario(?:\s|$)|\{[^}]*\.scenario[\s}])/i
const isScenario = (info: string): boolean =>
  words.test(info) || (/^\{[^}]*\}/.test(info) && /[{\s]\.ya?ml[\s}]/i.test(info) && /[{\s]\.scenario[\s}]/i.test(info))

/** All nodes of the relevant kinds, with their source. */
const leavesOf = (nodes: readonly Node[], text: string, skipped: number): Leaf[] =>
  nodes.flatMap((node) => {
    const { start, end } = node.position ?? {}
    if ('children' in node) return leavesOf(node.children as Node[], text, skipped)
    if (start?.offset === undefined || end?.offset === undefined) return []
    const from = start.offset + skipped
    return [{ node, source: text.slice(from, end.offset + skipped), from, line: start.line }]
  })

const isClosedIn = (opening: string, source: string): boolean => {
  const closing = /^[ \t>]*(`+|~+)[ \t]*$/.exec(source.split(lineEnd).slice(1).at(-1) ?? '')?.[1] ?? ''
  return closing.startsWith(opening)
}

const blockOf = (value: string, source: string, line: number): Block => {
  const raw = source.split(lineEnd).slice(1)
  const opening = /^(`+|~+)/.exec(source)?.[1] ?? ''
  const lines = value.split(lineEnd)
  const indents = lines.map((own, at) => Math.max(0, (raw[at] ?? own).length - own.length))
  return { line, text: lines.join('\n'), isClosed: isClosedIn(opening, source), indents }
}

/** Why a code block that looks like a scenario is not one. */
const passedOverIn = ({ source, line }: Leaf, value: string, info: string): PassedOver[] => {
  const opening = /^(?:`{3,}|~{3,})/.exec(source)?.[0]
  const why = `"${info}" is not a scenario; ${right}`
  if (opening === undefined) {
    const isOne = statesBase(value) || value.split(lineEnd).some((one) => seemsScenario(fenceOf(one)?.info ?? ''))
    return isOne ? [{ line, why: `four leading spaces make it an indented code block; ${right}` }] : []
  }
  if (seemsScenario(info)) return [{ line, why }]
  if (value.split(lineEnd).some((one) => seemsScenario(fenceOf(one)?.info ?? '')))
    return swallowed(opening, isClosedIn(opening, source), value, line)
  return statesBase(value) ? [{ line, why }] : []
}

type Code = { readonly leaf: Leaf; readonly block?: Block; readonly passedOver: readonly PassedOver[] }

const ofCode = (leaf: Leaf, outside: readonly Seen[]): Code[] => {
  const { node, source, line, from } = leaf
  if (node.type !== 'code') return []
  const info = [node.lang, node.meta].filter((part) => part).join(' ')
  if (!(/^(`{3,}|~{3,})/.test(source) && isScenario(info)))
    return [{ leaf, passedOver: passedOverIn(leaf, node.value, info) }]
  if (outside.some((comment) => comment.from <= from && from < comment.to))
    return [{ leaf, passedOver: [{ line, why: 'it is inside an HTML comment' }] }]
  return [{ leaf, block: blockOf(node.value, source, line), passedOver: [] }]
}

/** Blocks inside HTML, which Markdown ignores: commented out, or without the empty line that ends the HTML. */
const ofHtml = ({ source, line }: Leaf): PassedOver[] => {
  const why = source.startsWith('<!--')
    ? 'it is inside an HTML comment'
    : 'it is inside HTML; an empty line before the block ends the HTML'
  const lines = source.split(lineEnd)
  const named = lines.flatMap((one, at) => (seemsScenario(fenceOf(one)?.info ?? '') ? [{ line: line + at, why }] : []))
  return named.length === 0 && statesBase(source) ? [{ line, why }] : named
}

const mark = /<!-- (\/?)verdict:(\S+) -->/g

const marksOf = ({ source, from }: Leaf): Mark[] =>
  [...source.matchAll(mark)].map(({ 0: whole, 1: slash, 2: id = '', index }) => ({
    id,
    isEnd: slash === '/',
    from: from + index,
    to: from + index + whole.length,
  }))

export const readMarkdown = (text: string): Markdown => {
  const leaves = leavesOf(fromMarkdown(text).children, text, text.startsWith('\uFEFF') ? 1 : 0)
  const html = leaves.filter(({ node }) => node.type === 'html')
  const outside = commentedOut(text, html)
  const code = leaves.flatMap((leaf) => ofCode(leaf, outside))
  const seen = [...code.map(({ leaf }) => leaf), ...html].map(({ source, line }) => ({
    from: line,
    to: line + source.split(lineEnd).length - 1,
  }))
  return {
    blocks: code.flatMap(({ block }) => block ?? []),
    passedOver: [...code.flatMap(({ passedOver }) => passedOver), ...html.flatMap(ofHtml), ...overlooked(text, seen)],
    marks: html.flatMap(marksOf),
  }
}
