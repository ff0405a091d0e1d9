/** Control characters except line feed and tab, and bidi controls: they could move the cursor, colour or reverse text. */
const controls = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Escapes untrusted text (file names, documents, foreign answers) for a terminal. */
export const printable = (text: string): string => text.replaceAll('\r\n', '\n').replace(controls, escaped)

/** Prints a result. Every command prints by `say` and `warn`, so no untrusted text reaches a terminal unescaped. */
export const say = (text: string): void => console.log(printable(text))

/** Prints errors and notes to standard error. */
export const warn = (text: string): void => console.error(printable(text))
