import { parseSync, Visitor } from 'oxc-parser'

/** A name in a module, and the line where it first occurs. */
export type Name = { readonly text: string; readonly line: number }

/** Every name in a module, once: of variables, functions, types, members and keys. Text and keys in quotes are no names. */
export const namesIn = (file: string, source: string): Name[] => {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const firstAt = new Map<string, number>()
  const add = ({ name, start }: { name: string; start: number }): void => {
    if (!firstAt.has(name)) firstAt.set(name, start)
  }
  new Visitor({ Identifier: add }).visit(program)
  return [...firstAt].map(([text, start]) => ({ text, line: source.slice(0, start).split('\n').length }))
}

/** `checkoutId`, `checkout_id` and `checkout-id` all have the words `checkout` and `id`. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')

export const camelCase = (name: string): string =>
  name.replace(/[_-]+([a-z\d])/g, (_, letter: string) => letter.toUpperCase())
