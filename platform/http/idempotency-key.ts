/**
 * The header Idempotency-Key. Its standard form is a string of RFC 9651 (`"a1b2c3d4"`); most callers send the plain key
 * (`a1b2c3d4`). Both name the same key. Only the quoted form may contain blanks, commas, semicolons, quotes and backslashes: without
 * quotes they could be a list, parameters or a damaged string.
 */
const plainForm = /^[!#-+\--:<-[\]-~]*$/
const quotedForm = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/
const lengthMin = 8
const lengthMax = 128

/** Why a header is not a key: the violated rule, and the right form. */
export type KeyMistake = { readonly rule: 'pattern' | 'minLength' | 'maxLength'; readonly message: string }

const wrongForm: KeyMistake = {
  rule: 'pattern',
  message: `must be one key of ${lengthMin} to ${lengthMax} visible ASCII characters, or a quoted string ("…") with nothing after it; blanks, commas, semicolons, quotes and backslashes only in the quoted form, the last two escaped with a backslash`,
}

const severalHeaders: KeyMistake = { rule: 'pattern', message: 'must be sent once' }

const textOf = (header: string): string | undefined =>
  plainForm.test(header) ? header : quotedForm.exec(header)?.[1]?.replaceAll(/\\(["\\])/g, '$1')

/** The key that a header names, in either form; `headers` is the number of such headers in the request. */
export const parseIdempotencyKey = (header: string, headers = 1): { readonly key: string } | KeyMistake => {
  if (headers > 1) return severalHeaders // joined by a comma, two could look like one string
  const key = textOf(header)
  if (key === undefined) return wrongForm
  if (key.length < lengthMin) return { rule: 'minLength', message: `must have at least ${lengthMin} characters` }
  if (key.length > lengthMax) return { rule: 'maxLength', message: `must have at most ${lengthMax} characters` }
  return { key }
}

/** The header for a key: plain if possible, else quoted. @throws TypeError if neither form can carry it */
export const idempotencyKeyHeader = (key: string): string => {
  const header = 'key' in parseIdempotencyKey(key) ? key : `"${key.replaceAll(/["\\]/g, '\\$&')}"`
  const parsed = parseIdempotencyKey(header)
  if ('key' in parsed) return header
  throw new TypeError(`idempotencyKey ${JSON.stringify(key.slice(0, 200))} ${parsed.message}`)
}
