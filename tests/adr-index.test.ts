import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = 'docs/adr'
const index = readFileSync(`${folder}/README.md`, 'utf8')
const files = readdirSync(folder).filter((file) => /^\d{3}-.*\.md$/.test(file))
const rows = [...index.matchAll(/^\| \[(.+)\]\((\d{3}-[^)]+\.md)\) \| (.+) \|$/gm)].map(([, title, file, date]) => ({
  title,
  file,
  date: date ?? '',
}))

test('the index lists every decision once, in one of five groups', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(rows.map(({ file }) => file).toSorted()).toEqual(files.toSorted())
  const groups = index.split(/^## /m).filter((group) => group.includes('| decision | date |'))
  expect(groups).toHaveLength(5)
})

test('each group lists its decisions in the order of their numbers', () => {
  const groups = index
    .split(/^## /m)
    .map((group) => [...group.matchAll(/^\| \[ADR-(\d{3})/gm)].map(([, number]) => number))
  expect(groups.flat()).toHaveLength(files.length)
  expect(groups).toEqual(groups.map((numbers) => numbers.toSorted()))
})

test('each decision is listed under its own title, with the day on which it was taken', () => {
  const titles = rows.map(({ file }) => /^# (.+)$/m.exec(readFileSync(`${folder}/${file}`, 'utf8'))?.[1])
  expect(rows.map(({ title }) => title)).toEqual(titles)
  expect(rows.filter(({ date }) => !/^20\d\d-\d\d-\d\d$/.test(date))).toEqual([])
})
