import { currentLocale, type Locale, useLocale } from './locale.ts'

type Value = string | ((...values: never[]) => string)
type Widen<T> = T extends string ? string : T
type Entries<T> = { readonly [Key in keyof T]: { readonly en: T[Key]; readonly fr: Widen<T[Key]> } }
/** The texts of one part of the page, in every language. */
export type Texts<T> = Entries<T>
/** The texts in one language. */
export type Text<T> = { readonly [Key in keyof T]: Widen<T[Key]> }

/** The texts in one language, from their declaration. */
export type TextIn<Declared> = Declared extends Texts<infer T> ? Text<T> : never

/**
 * Declares texts. The compiler rejects a missing language, and a French function with other parameters than the English one; a test
 * rejects texts that nothing uses.
 */
export const defineText = <T extends Record<string, Value>>(entries: Entries<T>): Texts<T> => entries

const cache = new WeakMap<object, Partial<Record<Locale, object>>>()

/** The texts in the current language, for code outside components. */
export const textOf = <T>(texts: Texts<T>, locale: Locale = currentLocale()): Text<T> => {
  const known = cache.get(texts) ?? {}
  const inLocale =
    known[locale] ??
    Object.fromEntries(
      Object.entries(texts as Record<string, Record<Locale, Value>>).map(([key, entry]) => [key, entry[locale]]),
    )
  cache.set(texts, { ...known, [locale]: inLocale })
  return inLocale as Text<T>
}

/** The texts in the language of the page. */
export const useText = <T>(texts: Texts<T>): Text<T> => textOf(texts, useLocale())

/** `1 product`, `2 products`: the form for a number. French uses `one` for 0 as well. */
export const plural = (locale: Locale, count: number, forms: { one: string; other: string }): string =>
  new Intl.PluralRules(locale).select(count) === 'one' ? forms.one : forms.other
