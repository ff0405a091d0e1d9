/** A block that looks like a scenario but does not run. */
export type PassedOver = { readonly line: number; readonly why: string }

export const lineEnd = /\r\n|\n|\r/

export const right = 'a scenario begins with ```yaml scenario'

export const seemsScenario = (info: string): boolean => /scenario/i.test(info)

/** `based_on: C1` in YAML, JSON or braces. */
export const statesBase = (text: string): boolean => /^[ \t>]*(?:\{[ \t]*)?(["']?)based_on\1[ \t]*:/m.test(text)

const fence = /^(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*(`{3,}|~{3,})(?!.*`{3})[ \t]*(.*)$/

/** The fence and the info text of a line that opens a code block. */
export const fenceOf = (line: string): { readonly fence: string; readonly info: string } | undefined => {
  const [, opening, info = ''] = fence.exec(line) ?? []
  return opening === undefined ? undefined : { fence: opening, info }
}

/** Lines of the file that are already covered, both ends included. */
export type Seen = { readonly from: number; readonly to: number }

/**
 * Reports lines that look like the start of a scenario but that the parser reads as text, for example because of an indentation or a
 * backtick after the fence.
 */
export const overlooked = (text: string, seen: readonly Seen[]): PassedOver[] =>
  text.split(lineEnd).flatMap((one, index) => {
    const line = index + 1
    const info = fenceOf(one)?.info ?? ''
    if (!seemsScenario(info) || seen.some(({ from, to }) => from <= line && line <= to)) return []
    return [{ line, why: `Markdown reads it as text, not as a block; ${right} after an empty line` }]
  })

/** Scenarios within another code block: examples if its fence is longer or different, otherwise a sign that it was never closed. */
export const swallowed = (opening: string, isClosed: boolean, value: string, line: number): PassedOver[] =>
  value.split(lineEnd).flatMap((one, index) => {
    const inner = fenceOf(one)
    if (inner === undefined || !seemsScenario(inner.info)) return []
    const isOther = opening[0] !== inner.fence[0] || opening.length > inner.fence.length
    if (isClosed && isOther) return []
    return [{ line: line + 1 + index, why: `it is inside the block of line ${line}, which is not closed` }]
  })

/** The part of the file that a comment hides, if the comment begins in HTML and ends after it. */
export const commentedOut = (text: string, html: readonly { source: string; from: number }[]): Seen[] =>
  html.flatMap(({ source, from }) => {
    const start = source.lastIndexOf('<!--')
    if (start < 0 || source.includes('-->', start)) return []
    const end = text.indexOf('-->', from + start)
    return [{ from: from + start, to: end < 0 ? text.length : end }]
  })
