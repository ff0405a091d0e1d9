import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** The first cell of each row of the table, whatever the blanks around it. */
const rows = readFileSync('docs/metrics.md', 'utf8')
  .split('\n')
  .filter((line) => /^\s*\|/.test(line))
  .map((line) => line.split('|')[1]?.trim() ?? '')
  .filter((cell) => cell !== 'metric' && !/^:?-+:?$/.test(cell))
const listed = rows.map((cell) => /^`(\w+)`$/.exec(cell)?.[1] ?? cell)

describe('the list of metrics', () => {
  test('has one row for each metric', () => {
    expect(listed.length).toBeGreaterThan(30)
    expect(rows.filter((cell) => !/^`\w+`$/.test(cell))).toEqual([])
    expect(listed.filter((name, index) => listed.indexOf(name) !== index)).toEqual([])
  })

  test('names each that a process defines, and no other', () => {
    const files = globSync('{platform,saga,services,workers}/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
    const defined = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\.(?:counter|gauge|histogram)\(\s*'(\w+)'/g)].map(([, name]) => name),
    )
    expect(defined.length).toBeGreaterThan(30)
    expect([...new Set(listed)].toSorted()).toEqual([...new Set(defined)].toSorted())
  })
})
