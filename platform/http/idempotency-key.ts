/**
 * The header Idempotency-Key. Its standard form is a string of RFC 9651 (`"a1b2c3d4"`); most callers send the key as it is
 * (`a1b2c3d4`). Both name the same key. Only the quoted form can carry blanks, commas, semicolons, quotes and backslashes: without
 * quotes they could be a list, parameters or a damaged string.
 */
const plainForm = /^[!#-+\--:<-[\]-~]*$/
const quotedForm = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/
const lengthMin = 8
const lengthMax = 128

/** Why a header is no key: the rule that it breaks, and what would be right. */
export type KeyMistake = { readonly rule: 'pattern' | 'minLength' | 'maxLength'; readonly message: string }

const wrongForm: KeyMistake = {
  rule: 'pattern',
  message: `must be one key of ${lengthMin} to ${lengthMax} visible ASCII characters, or a quoted string ("…") with nothing after it; blanks, commas, semicolons, quotes and backslashes only in the quoted form, the last two escaped with a backslash`,
}

const severalHeaders: KeyMistake = { rule: 'pattern', message: 'must be sent once' }

const textOf = (header: string): string | undefined =>
  plainForm.test(header) ? header : quotedForm.exec(header)?.[1]?.replaceAll(/\\(["\\])/g, '$1')

/** The key that a header names, in whichever form; `headers` is how many of them the request had. */
export const parseIdempotencyKey = (header: string, headers = 1): { readonly key: string } | KeyMistake => {
  if (headers > 1) return severalHeaders // joined by a comma they could look like one string
  const key = textOf(header)
  if (key === undefined) return wrongForm
  if (key.length < lengthMin) return { rule: 'minLength', message: `must have at least ${lengthMin} characters` }
  if (key.length > lengthMax) return { rule: 'maxLength', message: `must have at most ${lengthMax} characters` }
  return { key }
}

/** The header for a key: as it is where that names it, or else quoted. @throws TypeError where no form can carry it */
export const idempotencyKeyHeader = (key: string): string => {
  const header = 'key' in parseIdempotencyKey(key) ? key : `"${key.replaceAll(/["\\]/g, '\\$&')}"`
  const parsed = parseIdempotencyKey(header)
  if ('key' in parsed) return header
  throw new TypeError(`idempotencyKey ${JSON.stringify(key.slice(0, 200))} ${parsed.message}`)
}
