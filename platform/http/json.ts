import { isUtf8 } from 'node:buffer'

/** A body that JSON.parse may accept and we reject, with the violated rule for the problem's `errors`. */
export class JsonRefused extends Error {
  readonly rule: string
  constructor(rule: string, message: string) {
    super(message)
    this.name = 'JsonRefused'
    this.rule = rule
  }
}

const depthMax = 32
const [quote, backslash, colon] = [0x22, 0x5c, 0x3a]
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]

/** Counts the members of all objects in a JSON text without parsing it, and rejects deep nesting early. */
const countMembers = (text: string): number => {
  let members = 0
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === backslash) i++
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === colon) members++
    else if (code === openBrace || code === openBracket) {
      if (++depth > depthMax) throw new JsonRefused('depth', `nesting is limited to ${depthMax} levels`)
    } else if (code === closeBrace || code === closeBracket) depth--
  }
  return members
}

const refuseIllFormed = (text: string): void => {
  if (text.includes('\u0000')) throw new JsonRefused('nul', 'strings must not contain U+0000')
  if (!text.isWellFormed()) throw new JsonRefused('surrogate', 'strings must not contain lone surrogates')
}

/** Counts the members of a parsed value, and checks its strings if the text had \u escapes. */
const countParsed = (value: unknown, checkStrings: boolean): number => {
  if (typeof value === 'string') {
    if (checkStrings) refuseIllFormed(value)
    return 0
  }
  if (typeof value !== 'object' || value === null) return 0
  let members = 0
  if (Array.isArray(value)) {
    for (const element of value) members += countParsed(element, checkStrings)
    return members
  }
  for (const key of Object.keys(value)) {
    if (checkStrings) refuseIllFormed(key)
    members += 1 + countParsed((value as Record<string, unknown>)[key], checkStrings)
  }
  return members
}

/** The value with every string in Unicode's composed form (NFC): the same visible text is then the same string. */
const composed = (value: unknown): unknown => {
  if (typeof value === 'string') return value.normalize('NFC')
  if (Array.isArray(value)) return value.map(composed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, composed(member)]))
}

/**
 * Parses a JSON body strictly: valid UTF-8, no duplicate member names, no NUL or lone surrogate, at most 32 levels.
 * Strings are composed (NFC), before any rule or limit applies. An empty body is undefined. Throws `JsonRefused`.
 */
export const parseStrictJson = (bytes: Buffer): unknown => {
  if (bytes.length === 0) return undefined
  if (!isUtf8(bytes)) throw new JsonRefused('utf-8', 'the body must be valid UTF-8')
  const text = bytes.toString('utf8')
  const members = countMembers(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new JsonRefused('json', error instanceof Error ? error.message : 'the body must be JSON')
  }
  const hasEscapes = text.includes('\\u')
  if (countParsed(value, hasEscapes) !== members)
    throw new JsonRefused('duplicate-member', 'an object must not contain a member twice')
  if (value === null) throw new JsonRefused('type', 'the body must not be null')
  // ASCII is composed already; that is most bodies.
  return hasEscapes || text.length !== bytes.length ? composed(value) : value
}
