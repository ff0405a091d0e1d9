import { LineCounter, parseDocument } from 'yaml'
import type { Scenario } from '../scenario/scenario.ts'

/**
 * A chapter of an architecture document in Markdown that holds quality scenarios. Each stands in a fenced block
 * ```yaml scenario, says which scenario document it is `based_on`, and states in its own words and limits what that
 * document runs. Verdicts are written between the marks <!-- verdict:ID --> and <!-- /verdict:ID -->.
 */
export type ChapterScenario = {
  /** Line of the chapter on which its block's YAML begins. */
  line: number
  based_on: string
  /** Parts that replace those of the document. */
  parts: Readonly<Partial<Record<Part, string>>>
  measures: readonly MeasureChange[]
}

const partNames = ['title', 'summary', 'source', 'stimulus', 'artifact', 'environment', 'response'] as const
type Part = (typeof partNames)[number]
type MeasureChange = { id: string; text?: string; limit?: string; target?: number }

const measureFields = ['id', 'text', 'limit', 'target']
const fence = /^( {0,3})(`{3,}|~{3,})\s*ya?ml\s+scenario\s*$/

/** Raw blocks of the chapter, each with the line on which its text begins (from 1). */
const blocksOf = (markdown: string): { line: number; text: string }[] => {
  const lines = markdown.split(/\r?\n/)
  const blocks: { line: number; text: string }[] = []
  for (let i = 0; i < lines.length; i++) {
    const opening = fence.exec(lines[i] ?? '')
    if (opening === null) continue
    const closing = lines.findIndex((line, at) => at > i && line.trim() === opening[2])
    const end = closing === -1 ? lines.length : closing
    blocks.push({ line: i + 2, text: lines.slice(i + 1, end).join('\n') })
    i = end
  }
  return blocks
}

const readBlock = (block: { line: number; text: string }, name: string): ChapterScenario => {
  const lineCounter = new LineCounter()
  const document = parseDocument(block.text, { lineCounter })
  const refuse = (offset: number | undefined, message: string): never => {
    const line = offset === undefined ? block.line : block.line + lineCounter.linePos(offset).line - 1
    throw new Error(`${name}:${line}: ${message}`)
  }
  const placeOf = (...path: (string | number)[]): number | undefined =>
    (document.getIn(path, true) as { range?: [number, number, number] } | undefined)?.range?.[0]
  const [broken] = document.errors
  if (broken !== undefined) refuse(broken.pos[0], broken.message.split('\n')[0] ?? 'not YAML')
  const value: unknown = document.toJS()
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse(undefined, 'a scenario is a mapping: based_on, its parts, its measures')
  const { based_on, measures = [], ...parts } = value as Record<string, unknown>
  if (typeof based_on !== 'string')
    return refuse(placeOf('based_on'), 'based_on: the id of a scenario document, such as C1')
  for (const [part, text] of Object.entries(parts)) {
    if (!partNames.includes(part as Part))
      refuse(placeOf(part), `${part}: is no part; there are ${partNames.join(', ')}, measures`)
    if (typeof text !== 'string' || text.trim() === '') refuse(placeOf(part), `${part}: a text`)
  }
  if (!Array.isArray(measures)) return refuse(placeOf('measures'), 'measures: a list')
  for (const [index, measure] of measures.entries()) {
    const place = placeOf('measures', index)
    if (typeof measure?.id !== 'string') refuse(place, `measures/${index}: id is missing`)
    const odd = Object.keys(measure).find((field) => !measureFields.includes(field))
    if (odd !== undefined) refuse(place, `measures/${index}/${odd}: is unknown; there are ${measureFields.join(', ')}`)
  }
  return { line: block.line, based_on, parts: parts as ChapterScenario['parts'], measures }
}

const markOf = (id: string) => ({ begin: `<!-- verdict:${id} -->`, end: `<!-- /verdict:${id} -->` })

/**
 * Reads the scenarios of a chapter.
 * @param name shown in errors
 * @throws Error with name, line and field
 */
export const readChapter = (markdown: string, name: string): ChapterScenario[] => {
  const scenarios = blocksOf(markdown).map((block) => readBlock(block, name))
  if (scenarios.length === 0)
    throw new Error(`${name}: holds no scenario; a block that begins with \`\`\`yaml scenario is one`)
  for (const { based_on, line } of scenarios) {
    const { begin, end } = markOf(based_on)
    if (!markdown.includes(begin) || markdown.indexOf(end) < markdown.indexOf(begin))
      throw new Error(`${name}:${line}: there is no place for the verdict of ${based_on}; add ${begin} and ${end}`)
  }
  return scenarios
}

/** The scenario that a chapter states: the document's mechanics, the chapter's words and limits. @throws with the line */
export const applyChapter = (document: Scenario, stated: ChapterScenario, name: string): Scenario => {
  for (const { id } of stated.measures) {
    if (!document.measures.some((measure) => measure.id === id)) {
      const known = document.measures.map((measure) => measure.id).join(', ')
      throw new Error(`${name}:${stated.line}: ${document.id} has no measure ${id}; there are ${known}`)
    }
  }
  return {
    ...document,
    ...stated.parts,
    measures: document.measures.map((measure) => ({
      ...measure,
      ...stated.measures.find(({ id }) => id === measure.id),
    })),
  }
}

/** The chapter with new text in the marked places; a place that is not among the texts stays as it is. */
export const writeVerdicts = (markdown: string, texts: ReadonlyMap<string, string>): string => {
  let written = markdown
  for (const [id, text] of texts) {
    const { begin, end } = markOf(id)
    const [from, to] = [written.indexOf(begin) + begin.length, written.indexOf(end)]
    written = `${written.slice(0, from)}\n${text.trim()}\n${written.slice(to)}`
  }
  return written
}
