import { type Mark, readMarkdown } from './markdown.ts'
import { lineEnd } from './overlooked.ts'

/** The place of a verdict, between its two marks, or why there is none. */
export const placeOf = (marks: readonly Mark[], id: string): { from: number; to: number } | { mistake: string } => {
  const [begin, end] = [`<!-- verdict:${id} -->`, `<!-- /verdict:${id} -->`]
  const own = marks.filter((mark) => mark.id === id)
  const [opening, ...others] = own.filter(({ isEnd }) => !isEnd)
  const [closing, ...more] = own.filter(({ isEnd }) => isEnd)
  if (opening === undefined || closing === undefined || closing.from < opening.to)
    return { mistake: `there is no place for the verdict of ${id}; add ${begin} and ${end}` }
  if (others.length + more.length > 0)
    return { mistake: `the marks for the verdict of ${id} occur twice; keep ${begin} and ${end} once` }
  if (marks.some(({ from }) => from > opening.from && from < closing.from))
    return {
      mistake: `there is another mark between ${begin} and ${end}; the command replaces everything between them`,
    }
  return { from: opening.to, to: closing.from }
}

/** Ids of the verdicts that have a place in the document. */
export const placesOf = (markdown: string): string[] => [...new Set(readMarkdown(markdown).marks.map(({ id }) => id))]

const newline = (markdown: string, from: number): string => lineEnd.exec(markdown.slice(from))?.[0] ?? '\n'

/** The prefix that keeps each line inside the list or quotation around a mark. */
const prefixAt = (markdown: string, markEnd: number): string => {
  const line = (markdown.slice(0, markEnd).split(lineEnd).at(-1) ?? '').replace(/^\uFEFF/, '')
  const [around = ''] = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?=<!--)|^[ \t>]*/.exec(line) ?? []
  return around.replace(/[^>\t]/g, ' ')
}

/** The document with new texts in the marked places; other places don't change. `lost`: ids without a place. */
export const writeVerdicts = (
  markdown: string,
  texts: ReadonlyMap<string, string>,
): { markdown: string; lost: string[] } => {
  let written = markdown
  const lost: string[] = []
  for (const [id, text] of texts) {
    const place = placeOf(readMarkdown(written).marks, id)
    if ('mistake' in place) lost.push(id)
    else {
      const prefix = prefixAt(written, place.from)
      const lines = text
        .trim()
        .split('\n')
        .map((line) => `${prefix}${line}`.trimEnd())
      const between = ['', ...lines, prefix].join(newline(written, place.from))
      written = `${written.slice(0, place.from)}${between}${written.slice(place.to)}`
    }
  }
  return { markdown: written, lost }
}
