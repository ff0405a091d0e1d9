import { limitMistake } from '../scenario/limit.ts'
import { DocumentError, type Mistake, type Path, type Placed, pathText, readPlaced } from '../scenario/places.ts'
import { type Scenario, scenariosFolder } from '../scenario/scenario.ts'
import { type Root, readSchema, schemaMistakes } from '../scenario/schema-mistakes.ts'

/**
 * A chapter of an architecture document in Markdown that holds quality scenarios. Each stands in a fenced block
 * ```yaml scenario (with any fence; yml or capitals will do), says which scenario document it is `based_on`, and states in
 * its own words and limits what that document runs. Verdicts are written between the marks <!-- verdict:ID --> and <!-- /verdict:ID -->.
 */
export type ChapterScenario = {
  based_on: string
  /** Parts that replace those of the document. */
  parts: Readonly<Partial<Record<Part, string>>>
  measures: readonly MeasureChange[]
  /** A mistake at a field of the block, with its line in the chapter. */
  mistakeAt: (path: Path, message: string) => Mistake
}

const partNames = ['title', 'summary', 'source', 'stimulus', 'artifact', 'environment', 'response'] as const
type Part = (typeof partNames)[number]
type MeasureChange = { id: string; text?: string; limit?: string; target?: number }

/** Fences and info string as CommonMark has them: no backtick behind backticks, a closing fence is at least as long. */
const openingFence = /^ {0,3}(`{3,}(?!.*`)|~{3,})(.*)$/
const isClosing = (line: string, fence: string): boolean =>
  /^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1]?.startsWith(fence) === true
const scenarioInfo = /^\s*ya?ml\s+scenario(?:\s|$)/i
const lineEnd = /\r\n|\n|\r/

/** What a block may state: parts in its own words, and of measures the words, limit and target. */
const blockSchema = (): Root => {
  const { properties = {}, $defs = {} } = readSchema(scenariosFolder)
  const { id, text, limit, target } = ($defs.measure?.properties ?? {}) as Record<string, unknown>
  const measure = {
    type: 'object',
    required: ['id'],
    additionalProperties: false,
    properties: { id, text, limit, target },
  }
  const based_on = { ...(properties.id as object), description: 'The id of a scenario document', examples: ['C1'] }
  const parts = Object.fromEntries(partNames.map((name) => [name, properties[name]]))
  const own = { based_on, ...parts, measures: { type: 'array', items: measure } }
  const schema = { type: 'object', required: ['based_on'], additionalProperties: false, properties: own, $defs }
  return schema
}

type Block = { line: number; text: string; isClosed: boolean }

/** Raw blocks of the chapter that state scenarios, each with the line on which its text begins (from 1). */
const blocksOf = (markdown: string): Block[] => {
  const lines = markdown.replace(/^\uFEFF/, '').split(lineEnd)
  const blocks: Block[] = []
  for (let i = 0; i < lines.length; i++) {
    const [, fence, info = ''] = openingFence.exec(lines[i] ?? '') ?? []
    if (fence === undefined) continue
    const closing = lines.findIndex((line, at) => at > i && isClosing(line, fence))
    const end = closing === -1 ? lines.length : closing
    if (scenarioInfo.test(info))
      blocks.push({ line: i + 2, text: lines.slice(i + 1, end).join('\n'), isClosed: closing !== -1 })
    i = end
  }
  return blocks
}

const blockMistakes = ({ line, isClosed }: Block, placed: Placed): Mistake[] => {
  if (!isClosed) return [{ line: line - 1, column: 1, path: '/', message: 'this block is never closed' }]
  return placed.mistakes.length > 0 ? placed.mistakes : schemaMistakes(placed, blockSchema())
}

const readBlock = (block: Block): { mistakes: Mistake[] } | ChapterScenario => {
  const placed = readPlaced(block.text, block.line)
  const mistakes = blockMistakes(block, placed)
  if (mistakes.length > 0) return { mistakes }
  const { based_on, measures = [], ...parts } = placed.value as Pick<ChapterScenario, 'based_on' | 'measures'>
  const mistakeAt = (path: Path, message: string): Mistake => ({
    ...placed.valueAt(path),
    path: pathText(path),
    message,
  })
  return { based_on, parts, measures, mistakeAt }
}

const markOf = (id: string) => ({ begin: `<!-- verdict:${id} -->`, end: `<!-- /verdict:${id} -->` })
const anyMark = /<!-- \/?verdict:/

/** Where a verdict goes: from the end of its first mark to its last one; or why it can't. */
const placeOf = (markdown: string, id: string): { from: number; to: number } | { mistake: string } => {
  const { begin, end } = markOf(id)
  const [from, to] = [markdown.indexOf(begin) + begin.length, markdown.indexOf(end)]
  if (!markdown.includes(begin) || to < from)
    return { mistake: `there is no place for the verdict of ${id}; add ${begin} and ${end}` }
  if (markdown.lastIndexOf(begin) + begin.length !== from || markdown.lastIndexOf(end) !== to)
    return { mistake: `the marks for the verdict of ${id} stand twice; leave ${begin} and ${end} once` }
  if (anyMark.test(markdown.slice(from, to)))
    return { mistake: `another mark stands between ${begin} and ${end}; what is between them is replaced` }
  return { from, to }
}

/** Of each scenario its place, and of each document one scenario: verdicts are told apart by the document's id. */
const verdictMistakes = (markdown: string, scenarios: readonly ChapterScenario[]): Mistake[] =>
  scenarios.flatMap(({ based_on, mistakeAt }, index) => {
    if (scenarios.findIndex((one) => one.based_on === based_on) < index)
      return [mistakeAt(['based_on'], `another block is based on ${based_on}; a chapter states each document once`)]
    const place = placeOf(markdown, based_on)
    return 'mistake' in place ? [mistakeAt(['based_on'], place.mistake)] : []
  })

/**
 * Reads the scenarios of a chapter.
 * @param name shown in errors
 * @throws DocumentError with line, column and field of all that is wrong
 */
export const readChapter = (markdown: string, name: string): ChapterScenario[] => {
  const blocks = blocksOf(markdown).map(readBlock)
  if (blocks.length === 0)
    throw new Error(`${name}: holds no scenario; a block that begins with \`\`\`yaml scenario is one`)
  const scenarios = blocks.flatMap((block) => ('mistakes' in block ? [] : [block]))
  const ofBlocks = blocks.flatMap((block) => ('mistakes' in block ? block.mistakes : []))
  const mistakes = [...ofBlocks, ...verdictMistakes(markdown, scenarios)]
  if (mistakes.length > 0) throw new DocumentError(name, mistakes)
  return scenarios
}

/** Where a block does not fit the document that it is based on. */
export const measureMistakes = (document: Scenario, { measures, mistakeAt }: ChapterScenario): Mistake[] =>
  measures.flatMap(({ id, limit }, index) => {
    const known = document.measures.find((measure) => measure.id === id)
    if (known === undefined) {
      const there = document.measures.map((measure) => measure.id).join(', ')
      return [mistakeAt(['measures', index, 'id'], `${document.id} has no measure ${id}; there are ${there}`)]
    }
    if (measures.findIndex((one) => one.id === id) < index)
      return [mistakeAt(['measures', index, 'id'], `${id} stands twice; state each measure once`)]
    const wrong = limit === undefined ? undefined : limitMistake(limit, known.kind)
    return wrong === undefined ? [] : [mistakeAt(['measures', index, 'limit'], wrong)]
  })

/** The scenario that a chapter states: the document's mechanics, the chapter's words and limits. @throws DocumentError */
export const applyChapter = (document: Scenario, stated: ChapterScenario, name: string): Scenario => {
  const mistakes = measureMistakes(document, stated)
  if (mistakes.length > 0) throw new DocumentError(name, mistakes)
  return {
    ...document,
    ...stated.parts,
    measures: document.measures.map((measure) => ({
      ...measure,
      ...stated.measures.find(({ id }) => id === measure.id),
    })),
  }
}

/** The chapter with new text in the marked places; a place that is not among the texts stays as it is. `lost`: ids without a place. */
export const writeVerdicts = (
  markdown: string,
  texts: ReadonlyMap<string, string>,
): { markdown: string; lost: string[] } => {
  let written = markdown
  const lost: string[] = []
  for (const [id, text] of texts) {
    const place = placeOf(written, id)
    if ('mistake' in place) lost.push(id)
    else {
      const newline = lineEnd.exec(written.slice(place.from))?.[0] ?? '\n'
      const lines = `\n${text.trim()}\n`.replaceAll('\n', newline)
      written = `${written.slice(0, place.from)}${lines}${written.slice(place.to)}`
    }
  }
  return { markdown: written, lost }
}
