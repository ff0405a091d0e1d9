import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Stated = { place: string; name: string; value: string }

/** The digits of a number as documents (`10,000`) and code (`10_000`) write it. */
const digits = (value: string): string => value.replaceAll(/[,_]/g, '')

/** The default of each setting in docs/settings.md, as written there; a row of several settings has one default for each. */
const defaults = new Map(
  [...readFileSync('docs/settings.md', 'utf8').matchAll(/^\| (`.*?) \| (.*?) \|/gm)].flatMap(
    ([, cell = '', value = '']) => {
      const names = [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name ?? '')
      const parts = names.length === 1 ? [value] : value.split('; ')
      return names.map((name, index) => [name, parts[index] ?? ''] as const)
    },
  ),
)

const findIn = (files: readonly string[], pattern: RegExp): Stated[] =>
  files.flatMap((place) =>
    [...readFileSync(place, 'utf8').matchAll(pattern)].map(([, name = '', value = '']) => ({ place, name, value })),
  )

/** The places that state another number than the list. The list states the default first, then exceptions. */
const differing = (stated: readonly Stated[], isDefault: (listed: string[], value: string) => boolean): string[] =>
  stated
    .filter(({ name, value }) => {
      const numbers = (defaults.get(name) ?? '').match(/\d[\d,.]*\d|\d/g) ?? []
      return !isDefault(numbers.map(digits), digits(value))
    })
    .map(({ place, name, value }) => `${place}: ${name} ${value}; docs/settings.md: ${defaults.get(name)}`)

describe('the default of a setting in docs/settings.md', () => {
  it('is the one that other documents state', () => {
    const documents = globSync(['*.md', 'docs/**/*.md', 'sdk/*.md']).filter((file) => file !== 'docs/settings.md')
    const stated = findIn(documents, /`([A-Z][A-Z_]+)`(?: \(|, )(\d[\d,.]*\d|\d)/g).filter(({ name }) =>
      defaults.has(name),
    )
    expect(stated.length).toBeGreaterThan(5)
    expect(differing(stated, ([first], value) => first === value)).toEqual([])
  })

  it('is the one in the code of each process', () => {
    const code = globSync('{services,workers}/**/*.ts', { exclude: ['**/*.test.ts'] })
    const stated = findIn(code, /\b(?:integer|positive)\('([A-Z_]+)', ([\d_]+)\)/g).filter(
      ({ name }) => name !== 'PORT',
    )
    expect(stated.length).toBeGreaterThan(10)
    expect(differing(stated, (numbers, value) => numbers.includes(value))).toEqual([])
  })
})
