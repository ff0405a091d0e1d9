import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const page = 'docs/one-checkout.md'
const text = readFileSync(page, 'utf8')
/** Links such as [`symbol`](../path/file.ts). */
const links = [...text.matchAll(/\[`([^`]+)`\]\(([^)#\s]+)\)/g)].map(([, symbol = '', path = '']) => ({
  symbol,
  file: join('docs', path),
}))

/** The symbol as a whole word: `decide` is not found in `decideLater`. */
const contains = (file: string, symbol: string): boolean => {
  const escaped = symbol.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(readFileSync(file, 'utf8'))
}

test('each code link of the page leads to a file that contains its text', () => {
  expect(links.length).toBeGreaterThan(50)
  const wrong = links.filter(({ symbol, file }) => !existsSync(file) || !contains(file, symbol))
  expect(wrong.map(({ symbol, file }) => `${file}: ${existsSync(file) ? `no ${symbol}` : 'no such file'}`)).toEqual([])
})

test('every link into code names what to look for there', () => {
  const plain = [...text.matchAll(/\[([^\]`]+)\]\((\.\.\/[^)#\s]+)\)/g)].map(([, name, path = '']) => [name, path])
  const files = plain.filter(([, path = '']) => statSync(join('docs', path)).isFile() && !path.endsWith('.md'))
  expect(files).toEqual([])
})

test('from README both routes of a checkout are two clicks away', () => {
  const readme = readFileSync('README.md', 'utf8')
  for (const route of ['orchestrated', 'choreographed']) {
    expect(readme).toContain(`(docs/one-checkout.md#${route})`)
    expect(text).toMatch(new RegExp(`^## ${route}$`, 'im'))
  }
})
