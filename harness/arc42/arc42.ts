import {
  DocumentError,
  limitMistake,
  type Mistake,
  type Path,
  type Place,
  type Placed,
  pathText,
  type Root,
  readPlaced,
  readSchema,
  type Scenario,
  scenariosFolder,
  schemaMistakes,
} from '../scenario/documents.ts'
import { type Block, type Mark, readMarkdown } from './markdown.ts'
import { placeOf } from './verdict-places.ts'

/**
 * A scenario in an arc42 document: a fenced block ```yaml scenario, also in a list or quotation. It names the scenario document
 * that it is `based_on`, and overrides that document's texts and limits. Verdicts are written between the marks <!-- verdict:ID --> and <!-- /verdict:ID -->.
 */
export type Arc42Scenario = {
  based_on: string
  /** Parts that replace those of the document. */
  parts: Readonly<Partial<Record<Part, string>>>
  measures: readonly MeasureChange[]
  /** A mistake at a field of the block, with its line in the document. */
  mistakeAt: (path: Path, message: string) => Mistake
}

const partNames = ['title', 'summary', 'source', 'stimulus', 'artifact', 'environment', 'response'] as const
type Part = (typeof partNames)[number]
type MeasureChange = { id: string; text?: string; limit?: string; target?: number }

/** The parts that a block may override: texts, and text, limit and target of each measure. */
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

/** A block's YAML with the places of the file. */
const placedOf = ({ line, text, indents }: Block): Placed => {
  const placed = readPlaced(text, line + 1)
  const inFile = <T extends Place>(place: T): T => ({
    ...place,
    column: place.column + (indents[place.line - line - 1] ?? 0),
  })
  return {
    ...placed,
    mistakes: placed.mistakes.map(inFile),
    valueAt: (path) => inFile(placed.valueAt(path)),
    keyAt: (path) => inFile(placed.keyAt(path)),
  }
}

const blockMistakes = ({ line, isClosed }: Block, placed: Placed): Mistake[] => {
  if (!isClosed) return [{ line, column: 1, path: '/', message: 'this block is never closed' }]
  return placed.mistakes.length > 0 ? placed.mistakes : schemaMistakes(placed, blockSchema())
}

const readBlock = (block: Block): { mistakes: Mistake[] } | Arc42Scenario => {
  const placed = placedOf(block)
  const mistakes = blockMistakes(block, placed)
  if (mistakes.length > 0) return { mistakes }
  const { based_on, measures = [], ...parts } = placed.value as Pick<Arc42Scenario, 'based_on' | 'measures'>
  const mistakeAt = (path: Path, message: string): Mistake => ({
    ...placed.valueAt(path),
    path: pathText(path),
    message,
  })
  return { based_on, parts, measures, mistakeAt }
}

/** The place of each scenario, one scenario per document: the document's id identifies its verdict. */
const verdictMistakes = (marks: readonly Mark[], scenarios: readonly Arc42Scenario[]): Mistake[] =>
  scenarios.flatMap(({ based_on, mistakeAt }, index) => {
    if (scenarios.findIndex((one) => one.based_on === based_on) < index)
      return [mistakeAt(['based_on'], `another block is also based on ${based_on}; use each scenario document once`)]
    const place = placeOf(marks, based_on)
    return 'mistake' in place ? [mistakeAt(['based_on'], place.mistake)] : []
  })

/**
 * Reads the scenarios of an arc42 document.
 * @param name shown in errors
 * @throws DocumentError with line, column and field of each mistake
 */
export const readArc42 = (markdown: string, name: string): Arc42Scenario[] => {
  const { blocks: found, marks } = readMarkdown(markdown)
  const blocks = found.map(readBlock)
  if (blocks.length === 0)
    throw new Error(
      [
        `${name}: contains no scenario; a scenario is a block that begins with \`\`\`yaml scenario`,
        ...notesOf(markdown, name),
      ].join('\n'),
    )
  const scenarios = blocks.flatMap((block) => ('mistakes' in block ? [] : [block]))
  const ofBlocks = blocks.flatMap((block) => ('mistakes' in block ? block.mistakes : []))
  const mistakes = [...ofBlocks, ...verdictMistakes(marks, scenarios)]
  if (mistakes.length > 0) throw new DocumentError(name, mistakes)
  return scenarios
}

/** One line for each block that looks like a scenario but does not run. */
export const notesOf = (markdown: string, name: string): string[] =>
  readMarkdown(markdown).passedOver.map(({ line, why }) => `${name}:${line}: this block is not run: ${why}`)

/** Mistakes of a block that contradict the document it is based on. */
export const measureMistakes = (document: Scenario, { measures, mistakeAt }: Arc42Scenario): Mistake[] =>
  measures.flatMap(({ id, limit }, index) => {
    const known = document.measures.find((measure) => measure.id === id)
    if (known === undefined) {
      const there = document.measures.map((measure) => measure.id).join(', ')
      return [mistakeAt(['measures', index, 'id'], `${document.id} has no measure ${id}; there are ${there}`)]
    }
    if (measures.findIndex((one) => one.id === id) < index)
      return [mistakeAt(['measures', index, 'id'], `${id} is listed twice; list each measure once`)]
    const wrong = limit === undefined ? undefined : limitMistake(limit, known.kind)
    return wrong === undefined ? [] : [mistakeAt(['measures', index, 'limit'], wrong)]
  })

/** The scenario of a block: texts and limits of the block, everything else from its scenario document. @throws DocumentError */
export const applyArc42 = (document: Scenario, stated: Arc42Scenario, name: string): Scenario => {
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
