import { useLocale } from '../../locale/locale.ts'
import type { Service } from './services.ts'
import { type Names, objectNames, operationNames, serviceNames } from './words.ts'

/** Names in the language of the page. A word without a name is its own name. */
export const useNames = () => {
  const locale = useLocale()
  const nameIn = (names: Names) => (word: string) =>
    (Object.hasOwn(names, word) ? names[word]?.[locale] : undefined) ?? word
  /** The words as options. A chosen word without a name stays, so that the choice shows the address. */
  const optionsOf = (names: Names, chosen: string | undefined): (readonly [string, string])[] => {
    const words = Object.keys(names)
    const all = chosen === undefined || words.includes(chosen) ? words : [...words, chosen]
    return all
      .map((word) => [word, nameIn(names)(word)] as const)
      .toSorted(([, a], [, b]) => a.localeCompare(b, locale))
  }
  return {
    service: (service: Service) => serviceNames[service][locale],
    operation: nameIn(operationNames),
    object: nameIn(objectNames),
    optionsOf,
  }
}

export type NamesInLanguage = ReturnType<typeof useNames>
