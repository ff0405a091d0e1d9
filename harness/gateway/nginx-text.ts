/** The building blocks of an nginx configuration. */

export const block = (head: string, lines: readonly string[]): string =>
  `${head} {\n${lines.join('\n').replaceAll(/^(?=.)/gm, '  ')}\n}`

// Quoted text has no quotes, backslashes or dollar signs: the schema of the Kong file rejects them.
export const quote = (text: string): string => `"${text}"`

/** The nginx variable of a request header. */
export const headerVariable = (header: string): string => `$http_${header.toLowerCase().replaceAll('-', '_')}`

/**
 * A `map` entry that matches exactly this text. A plain entry is case-insensitive, and some words (`default`, `include`, `~x`,
 * `*.x` …) are commands. Escapes bytes, so it also works for text outside ASCII.
 */
export const exactly = (text: string): string => {
  const pattern = Buffer.from(text, 'utf8')
    .toString('latin1')
    .replaceAll(/[^A-Za-z0-9_-]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `"~^${pattern}\\z"`
}

/** The longest word that nginx accepts in its configuration. */
export const longestWord = 4_000
