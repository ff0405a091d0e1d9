/** The building blocks of an nginx configuration. */

export const block = (head: string, lines: readonly string[]): string =>
  `${head} {\n${lines.join('\n').replaceAll(/^(?=.)/gm, '  ')}\n}`

// Quoted text has no quotes, backslashes or dollar signs: the schema of the Kong file rejects them.
export const quote = (text: string): string => `"${text}"`

/** The variable that holds a header of the request. */
export const headerVariable = (header: string): string => `$http_${header.toLowerCase().replaceAll('-', '_')}`

/**
 * An entry of a `map` that matches this text and no other. A plain entry would match in any letter case, and some words
 * (`default`, `include`, `~x`, `*.x` …) are commands there. Works on bytes, so it holds for text outside ASCII as well.
 */
export const exactly = (text: string): string => {
  const pattern = Buffer.from(text, 'utf8')
    .toString('latin1')
    .replaceAll(/[^A-Za-z0-9_-]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `"~^${pattern}\\z"`
}

/** nginx reads no longer word in its configuration. */
export const longestWord = 4_000
