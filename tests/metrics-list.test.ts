import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the list of metrics names each that a process defines, and no other', () => {
  const files = globSync('{platform,saga,services,workers}/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const defined = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\.(?:counter|gauge|histogram)\(\s*'(\w+)'/g)].map(([, name]) => name),
  )
  const rows = readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| (`.*?`) \|/gm)
  const listed = [...rows].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name))
  expect(defined.length).toBeGreaterThan(30)
  expect(listed.toSorted()).toEqual([...new Set(defined)].toSorted())
})
