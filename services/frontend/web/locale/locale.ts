import { useSyncExternalStore } from 'react'

export const locales = ['en', 'fr'] as const
export type Locale = (typeof locales)[number]

const stored = 'locale'
const isLocale = (text: string | undefined): text is Locale => locales.some((locale) => locale === text)

const preferred = (): Locale => {
  const wanted = [localStorage.getItem(stored) ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2))
  return wanted.find(isLocale) ?? 'en'
}

let current: Locale = preferred()
const listeners = new Set<() => void>()

const apply = (): void => {
  document.documentElement.lang = current
}
apply()

/** Changes the language of the whole page, and remembers it. */
export const setLocale = (locale: Locale): void => {
  current = locale
  localStorage.setItem(stored, locale)
  apply()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The language, for code outside components. */
export const currentLocale = (): Locale => current

export const useLocale = (): Locale => useSyncExternalStore(subscribe, currentLocale)
