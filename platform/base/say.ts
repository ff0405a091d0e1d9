/** What moves a cursor, colours text or turns its direction around: control characters but line feed and tab, and bidi controls. */
const controls = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A text as a terminal may show it, wherever it came from: file names, documents, answers of others. */
export const printable = (text: string): string => text.replaceAll('\r\n', '\n').replace(controls, escaped)

/** Prints a result for people or programs. Every command prints by `say` and `warn`, so that no foreign text reaches a terminal as it is. */
export const say = (text: string): void => console.log(printable(text))

/** Prints what is wrong, or what a person should know, beside the result. */
export const warn = (text: string): void => console.error(printable(text))
