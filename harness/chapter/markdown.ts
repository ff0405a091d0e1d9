import { fromMarkdown } from 'mdast-util-from-markdown'

/** What a chapter's Markdown holds that concerns scenarios, found by a CommonMark parser; places are those of the file. */
export type Markdown = {
  readonly blocks: readonly Block[]
  /** Blocks that look like scenarios and are none: nobody judges them, so each is named. */
  readonly passedOver: readonly PassedOver[]
  readonly marks: readonly Mark[]
}

/** A fenced block that states a scenario. */
export type Block = {
  /** Line of its fence, from 1. */
  readonly line: number
  readonly text: string
  readonly isClosed: boolean
  /** How many characters of each line belong to the list or quotation around it. */
  readonly indents: readonly number[]
}

export type PassedOver = { readonly line: number; readonly why: string }

/** `<!-- verdict:ID -->` or `<!-- /verdict:ID -->`, from and to an offset of the file. */
export type Mark = { readonly id: string; readonly isEnd: boolean; readonly from: number; readonly to: number }

type Node = ReturnType<typeof fromMarkdown>['children'][number]
type Leaf = { readonly node: Node; readonly source: string; readonly from: number; readonly line: number }

export const lineEnd = /\r\n|\n|\r/

/** ```yaml scenario, in any case and with any fence; yml and Pandoc's {.yaml .scenario} mean the same. */
const words = /^ya?ml\s+(?:scenario(?:\s|$)|\{[^}]*\.scenario[\s}])/i
const isScenario = (info: string): boolean =>
  words.test(info) || (/^\{[^}]*\}/.test(info) && /[{\s]\.ya?ml[\s}]/i.test(info) && /[{\s]\.scenario[\s}]/i.test(info))

const seemsScenario = (info: string): boolean => /scenario/i.test(info)
const statesBase = /^[ \t>]*based_on[ \t]*:/m
const fence = /^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?:`{3,}|~{3,})[ \t]*(.*)$/

/** All nodes of a kind that is looked at, with their source. */
const leavesOf = (nodes: readonly Node[], text: string, skipped: number): Leaf[] =>
  nodes.flatMap((node) => {
    const { start, end } = node.position ?? {}
    if ('children' in node) return leavesOf(node.children as Node[], text, skipped)
    if (start?.offset === undefined || end?.offset === undefined) return []
    const from = start.offset + skipped
    return [{ node, source: text.slice(from, end.offset + skipped), from, line: start.line }]
  })

const blockOf = (value: string, source: string, line: number): Block => {
  const raw = source.split(lineEnd).slice(1)
  const last = raw.at(-1) ?? ''
  const opening = /^(`+|~+)/.exec(source)?.[1] ?? ''
  const closing = /^[ \t>]*(`+|~+)[ \t]*$/.exec(last)?.[1] ?? ''
  const lines = value.split(lineEnd)
  const indents = lines.map((own, at) => Math.max(0, (raw[at] ?? own).length - own.length))
  return { line, text: lines.join('\n'), isClosed: closing.startsWith(opening), indents }
}

const right = 'a scenario begins with ```yaml scenario'

const ofCode = ({ node, source, line }: Leaf): { block: Block } | { passedOver: PassedOver[] } => {
  if (node.type !== 'code') return { passedOver: [] }
  const info = [node.lang, node.meta].filter((part) => part).join(' ')
  const isFenced = /^(`{3,}|~{3,})/.test(source)
  if (isFenced && isScenario(info)) return { block: blockOf(node.value, source, line) }
  const why = isFenced ? `"${info}" is no scenario; ${right}` : `indented by four blanks it is code; ${right}`
  const looksLikeOne = isFenced
    ? seemsScenario(info) || (/^\{?\.?ya?ml/i.test(info) && statesBase.test(node.value))
    : node.value.split(lineEnd).some((one) => isScenario(fence.exec(one)?.[1] ?? ''))
  return { passedOver: looksLikeOne ? [{ line, why }] : [] }
}

/** Blocks inside HTML, which are no blocks: commented out, or without the empty line that ends HTML. */
const ofHtml = ({ source, line }: Leaf): PassedOver[] => {
  const why = source.startsWith('<!--')
    ? 'it stands in an HTML comment'
    : 'it stands in HTML; an empty line before it ends the HTML'
  return source
    .split(lineEnd)
    .flatMap((one, at) => (seemsScenario(fence.exec(one)?.[1] ?? '') ? [{ line: line + at, why }] : []))
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
  const code = leaves.map(ofCode)
  const html = leaves.filter(({ node }) => node.type === 'html')
  return {
    blocks: code.flatMap((one) => ('block' in one ? [one.block] : [])),
    passedOver: [...code.flatMap((one) => ('block' in one ? [] : one.passedOver)), ...html.flatMap(ofHtml)],
    marks: html.flatMap(marksOf),
  }
}
